// Copies a citation, or the code of a move. Without it, the text can be selected and copied by hand.
"use strict";

{
  const root = /** @type {HTMLElement} */ (document.querySelector(".cite"));

  /** @param {HTMLTextAreaElement} text @param {Element} status */
  const copy = async (text, status) => {
    const failed = await playbookShare.copy(text.value);
    if (failed) text.select();
    status.textContent = failed ? words("It is selected now: copy it with Ctrl+C or ⌘C.") : words("Copied.");
  };

  for (const section of root.querySelectorAll("section:has(textarea)")) {
    const text = /** @type {HTMLTextAreaElement} */ (section.querySelector("textarea"));
    const status = /** @type {Element} */ (section.querySelector("[role=status]"));
    section.querySelector("button")?.addEventListener("click", () => copy(text, status));
  }
  root.classList.add("acts");
}
