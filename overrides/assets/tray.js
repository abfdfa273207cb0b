// Adds moves to the reader's plan from wherever they are listed, and has two or three of them compared.
// It comes when somebody has a plan or reaches for a button (picks.js); until then a page is as light.
"use strict";

{
  const { Shelf, KEY, MOST_COMPARED, address } = globalThis.playbookPlans;
  const { element } = globalThis.playbookLive;
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const shelf = new Shelf();
  /** @type {HTMLElement | undefined} */
  let pressed;
  const CHOSEN = "compare"; // the name under which this tab keeps what is chosen

  /** @param {string} text @param {() => void} onclick */
  const button = (text, onclick) => element("button", { type: "button", onclick }, text);

  /** The titles of what is chosen, by their ids. @type {Map<string, string>} */
  const chosen = new Map();
  try {
    for (const [id, title] of JSON.parse(sessionStorage.getItem(CHOSEN) ?? "[]")) chosen.set(String(id), String(title));
  } catch {} // a tab that keeps nothing begins with nothing

  const compare = (hash = "") => (location.href = address("compare/", `?m=${[...chosen.keys()].join()}${hash}`));
  const status = element("p", { role: "status" });
  const toPlan = element("a", { href: address("plan/") }, words("My plan"));
  const two = [button(words("Compare"), () => compare()), button(words("Print"), () => compare("#print"))];
  const any = [
    button(words("Add to my plan"), () => {
      const said = shelf.add([...chosen.keys()]);
      chosen.clear();
      show(said);
    }),
    button(words("Clear"), () => {
      chosen.clear();
      show("");
    }),
  ];
  const tray = element("section", { className: "tray no-print", hidden: true, ariaLabel: words("Chosen moves") }, status, element("div", {}, ...two, ...any, toPlan));

  /** The move of a button: that of its card, or of the page. @param {Element} node @returns {[id: string, title: string]} */
  const moveOf = (node) => {
    const link = /** @type {HTMLAnchorElement | null | undefined} */ (node.closest("article")?.querySelector("h3 a"));
    const [, id = ""] = /\/moves\/([a-z0-9-]+)\/(?:index\.html)?$/.exec(link?.href ?? location.origin + location.pathname) ?? [];
    return [id, (link ?? node.closest(".sheet")?.querySelector("h1"))?.textContent ?? ""];
  };

  /** Bring a button to what is so now. @param {Element} node */
  const bring = (node) => {
    const [id, title] = moveOf(node);
    const isPlan = node.getAttribute("data-pick") === "plan";
    const isOn = isPlan ? shelf.has(id) : chosen.has(id);
    if (isPlan) node.textContent = isOn ? words("In my plan") : words("Add to my plan");
    node.ariaPressed = String(isOn);
    node.ariaLabel = `${node.textContent}: ${title}`;
  };

  /** @param {ParentNode} node */
  const bringAll = (node) => node.querySelectorAll("[data-pick]").forEach(bring);

  /** Bring everything to what is so now, and say what has been done. @param {string} text */
  const show = (text) => {
    const focus = tray.querySelector(":focus");
    try {
      sessionStorage.setItem(CHOSEN, JSON.stringify([...chosen]));
    } catch {} // it is there for as long as the page is
    bringAll(document);
    const { size } = chosen;
    for (const node of two) node.hidden = size < 2;
    for (const node of any) node.hidden = !size;
    status.textContent = text || [...chosen.values()].join(" · ");
    tray.hidden = !status.textContent;
    if (!focus || focus.checkVisibility()) return;
    /** @type {HTMLElement} */ (tray.hidden ? (pressed?.checkVisibility() && pressed) || document.querySelector("main") : toPlan).focus();
  };

  /** @param {string} id @param {string} title */
  const choose = (id, title) => {
    if (chosen.delete(id)) return show("");
    if (chosen.size >= MOST_COMPARED) return show(words("Three at most. Take one out first."));
    chosen.set(id, title);
    show(chosen.size < 2 ? words("%(title)s. Choose another to compare.", { title }) : "");
  };

  /** @param {string} id */
  const keep = (id) => {
    if (!shelf.has(id)) return show(shelf.add([id]));
    shelf.remove([id]);
    show(words("Taken out of my plan."));
  };

  document.head.append(element("link", { rel: "stylesheet", href: new URL("@tray.css", src).href }));
  document.body.append(tray);
  document.addEventListener("click", ({ target, detail }) => {
    /** @type {HTMLElement | null | undefined} */
    const node = /** @type {Element} */ (target).closest?.("[data-pick]"); // a document has none
    if (!node || detail > 1) return; // a double click means one
    pressed = node;
    const [id, title] = moveOf(node);
    if (node.getAttribute("data-pick") === "plan") keep(id);
    else choose(id, title);
  });
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) if (node instanceof Element) bringAll(node);
  }).observe(document.body, { childList: true, subtree: true });
  const renew = () => {
    shelf.read();
    show("");
  };
  addEventListener("storage", ({ key }) => (key === KEY || !key) && renew());
  addEventListener("pageshow", ({ persisted }) => persisted && renew());
  show("");
}
