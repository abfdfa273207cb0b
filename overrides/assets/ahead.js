// Fetches the page behind a link while a reader rests on it, so that it is there when they follow it.
// Nothing is fetched for those who save data, from a disk, or twice. From a disk, where an address that
// ends in a slash is a list of files, links and forms are made to open the page in it.
"use strict";

{
  const REST = 80; // milliseconds on a link: a pointer that only passes asks for nothing
  const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
  const site = new URL("../", own).href;
  const asked = new Set([location.href.replace(/#.*/, "")]);
  let timer = 0;

  /** The link to a page of this site that a node is in, if it is in one. @param {EventTarget | null} node */
  const linkAround = (node) => {
    const link = node instanceof Element ? node.closest("a") : null;
    if (!(link instanceof HTMLAnchorElement)) return null; // or a link of a drawing, which is of another kind
    return link.href.startsWith(site) && link.pathname.endsWith("/") ? link : null;
  };

  /** Fetch a page into the browser's cache. A link of the kind `prefetch` would be held to `default-src`,
   * which allows nothing, in Firefox. @param {string} address */
  const ask = (address) => {
    asked.add(address);
    fetch(address, { priority: "low" }).then((page) => page.text()).catch(() => {});
  };

  /** @param {Event} event */
  const wait = (event) => {
    clearTimeout(timer);
    const address = linkAround(event.target)?.href.replace(/#.*/, "");
    if (address && !asked.has(address)) timer = window.setTimeout(() => ask(address), REST);
  };

  if (site.startsWith("http") && !navigator.connection?.saveData) {
    document.addEventListener("pointerover", wait);
    document.addEventListener("focusin", wait);
  }
  if (site.startsWith("file")) {
    document.addEventListener("click", ({ target }) => {
      const link = linkAround(target);
      if (link) link.pathname += "index.html";
    }, true);
    document.addEventListener("submit", ({ target: form }) => {
      if (form instanceof HTMLFormElement && form.action.endsWith("/")) form.action += "index.html";
    });
  }
}
