// Gives an address away: to the system's own sheet, or as a copy.
"use strict";

{
  /** @type {Share["give"]} */
  const give = (url, text) => navigator.share({ title: document.title, text, url }).catch(() => {}); // given up

  /** @type {Share["copy"]} */
  const copy = async (url, text = "") => {
    try {
      await navigator.clipboard.writeText(`${text}\n${url}`.trim());
      return "";
    } catch {
      return words("Copy this address: %(address)s", { address: url });
    }
  };

  globalThis.playbookShare = { give, copy };
}
