// Tells the district's own server what was done here, where the district asks for that: a line in its log
// of requests, without a cookie or a sign of who it was. A browser that asks not to be tracked tells nothing.
"use strict";

{
  const { src, dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("../", src).href;
  const wantsNone = navigator.globalPrivacyControl || navigator.doNotTrack === "1";

  /** What buttons do, by their names in the pages. @type {Record<string, string>} */
  const DEEDS = { send: "send", give: "send", copy: "send", share: "send", project: "project", add: "plan", calendar: "calendar" };

  /** What has been told of this page. */
  const told = new Set();

  /** The path of a page, without what stands behind a ? or a #. @param {string} address */
  const pathOf = (address) => {
    const { origin, pathname } = new URL(address);
    return (origin + pathname).replace(root, "").replace(/\/?(index\.html)?$/, "");
  };

  /** @param {string} deed @param {string} [page] the address of what it was done with */
  const tell = (deed, page = location.href) => {
    const address = `${dataset.used}?do=${deed}&of=${pathOf(page)}`;
    if (told.has(address)) return;
    told.add(address);
    fetch(address, { cache: "no-store", credentials: "omit", keepalive: true, referrerPolicy: "no-referrer" }).catch(() => {});
  };

  /** @param {MouseEvent} event */
  const press = ({ target, isTrusted }) => {
    const node = target instanceof Element ? target.closest("[data-do], [data-pick=plan]") : null;
    if (!node || !isTrusted) return; // picks.js presses again for a reader
    const deed = DEEDS[node.getAttribute("data-do") ?? ""];
    if (deed) tell(deed);
    else if (node.matches("[data-pick]") && node.ariaPressed !== "true") tell("plan", node.closest("article")?.querySelector("a")?.href);
  };

  /** An answer to the last question that had none. @param {Event} event */
  const answer = ({ target }) => {
    const stock = target instanceof Element ? target.closest(".stock") : null;
    const questions = [...(stock?.querySelectorAll(".four") ?? [])];
    if (questions.length && questions.every((one) => one.querySelector(":checked"))) tell("stock");
  };

  if (!wantsNone) {
    document.addEventListener("click", press, true); // before the button changes
    document.addEventListener("change", answer);
    addEventListener("beforeprint", () => tell("print"));
  }
}
