// Gives a reader a file that the page has made, among the downloads.
"use strict";

{
  const SOON = 10_000; // milliseconds after which a browser has taken it

  /** @type {typeof playbookSave} */
  globalThis.playbookSave = (name, blob) => {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), SOON);
  };
}
