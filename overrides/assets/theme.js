// Light or dark: follows the system until the reader chooses, and remembers the choice.
// Loaded in the head and before anything is drawn, so that no page flashes; and first, so that it
// holds every script that another one loads to this site.
"use strict";

{
  const root = document.documentElement;
  const key = "playbook.theme";
  const system = matchMedia("(prefers-color-scheme: dark)");

  /** @returns {string | null} */
  const recall = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  /** @param {string} theme */
  const remember = (theme) => {
    try {
      localStorage.setItem(key, theme);
    } catch {
      // storage is blocked: the choice holds for this page
    }
  };

  const isDark = () => (root.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

  const listen = () => {
    const button = document.querySelector("button.theme");
    const show = () => button?.setAttribute("aria-pressed", String(isDark()));
    button?.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      remember(root.dataset.theme);
      show();
    });
    system.addEventListener("change", show);
    show();
    button?.classList.add("ready");
  };

  const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";
  const site = new URL("../", own).href;

  /** @param {string} address */
  const fromSite = (address) => {
    const { href } = new URL(address, document.baseURI);
    if (href.startsWith(site)) return href;
    throw new TypeError(`Not a script of this site: ${href}`);
  };

  globalThis.trustedTypes?.createPolicy("default", { createScriptURL: fromSite });

  const theme = recall();
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  document.addEventListener("DOMContentLoaded", listen);
}
