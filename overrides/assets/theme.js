// Light or dark: follows the system until the reader chooses, and remembers the choice.
// Loaded in the head and before anything is drawn, so that no page flashes.
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
  };

  const theme = recall();
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  root.classList.add("scripted");
  document.addEventListener("DOMContentLoaded", listen);
}
