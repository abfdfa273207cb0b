// Has the buttons that add a move to a plan, or compare it, do so: what they need comes when somebody
// reaches for one, or has a plan already. A press that comes before it is not lost.
"use strict";

{
  const { src = "" } = /** @type {HTMLScriptElement} */ (document.currentScript);
  /** @type {HTMLScriptElement | null} */
  let script = null;

  const begin = () => {
    if (script) return script;
    script = Object.assign(document.createElement("script"), { src: new URL("@tray.js", src).href });
    script.onerror = () => (script = null); // another press tries again
    document.head.append(script);
    return script;
  };

  /** @param {UIEvent} event */
  const reach = ({ target, type, detail }) => {
    /** @type {HTMLElement | null | undefined} */
    const node = /** @type {Element} */ (target).closest?.("[data-pick]"); // a document has none
    if (node && !globalThis.playbookPlans) {
      const wait = begin();
      if (type !== "click" || detail > 1) return;
      node.parentElement?.querySelector("[role=alert]")?.remove();
      wait.addEventListener("load", () => node.click());
      wait.addEventListener("error", () => {
        const told = words("This could not be loaded just now. Try again in a while.");
        node.after(Object.assign(document.createElement("span"), { role: "alert", textContent: told }));
      });
    }
  };

  document.addEventListener("pointerover", reach);
  document.addEventListener("focusin", reach);
  document.addEventListener("click", reach);
  try {
    if ((localStorage.getItem("plans") || sessionStorage.getItem("compare")) && document.querySelector("[data-pick]")) begin();
  } catch {} // a browser that keeps nothing has no plan
}
