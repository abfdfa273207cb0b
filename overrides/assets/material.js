// A material at work: what is written stays in this browser, grows with its words, and is printed,
// cleared or copied. Without it, the page can be written on and printed.
"use strict";

{
  const KEY = `material:${location.pathname}`;
  const STILL = 400; // milliseconds without a key, before the words are kept

  const root = /** @type {HTMLElement} */ (document.querySelector(".material"));
  /** @type {NodeListOf<HTMLTextAreaElement>} */
  const places = root.querySelectorAll("textarea[data-keep]");
  const status = root.querySelector("[role=status]");
  const promise = root.querySelector(".kept");
  /** The places with words that are not kept yet. @type {Set<HTMLTextAreaElement>} */
  const fresh = new Set();
  let timer = 0;
  let isKept = false;

  /** @param {string} text */
  const say = (text) => {
    if (status) status.textContent = text;
  };

  /** What is kept now: another tab may have written here too. @returns {Record<string, unknown>} */
  const kept = () => Object(playbookKept.read(KEY));

  const keep = () => {
    clearTimeout(timer);
    const now = kept();
    for (const { dataset, value } of fresh) now[dataset.keep ?? ""] = value;
    fresh.clear();
    const written = Object.entries(now).filter(([, text]) => text);
    isKept = playbookKept.write(KEY, written.length ? Object.fromEntries(written) : null);
    if (!isKept && promise) promise.textContent = words("You can write here and print. When you leave, what you wrote is gone.");
  };

  /** As high as its words, where style sheets alone do not see to it. @param {HTMLTextAreaElement} place */
  const fit = (place) => {
    if (CSS.supports("field-sizing", "content")) return;
    place.style.height = "auto";
    place.style.height = `${place.scrollHeight}px`;
  };

  /** @param {Record<string, unknown>} written */
  const show = (written) => {
    for (const place of places) {
      const text = written[place.dataset.keep ?? ""];
      place.value = typeof text === "string" ? text : "";
      fit(place);
    }
  };

  /** Bring the page to what is kept, if anything is: it may be forgotten, or written on elsewhere. */
  const follow = () => {
    if (fresh.size) keep();
    if (isKept) show(kept());
  };

  /** @param {Record<string, unknown>} written */
  const write = (written) => {
    show(written);
    for (const place of places) fresh.add(place);
    keep();
  };

  /** Empty every place; whoever did not mean it can take that back. @param {HTMLElement} button */
  const clear = (button) => {
    const before = Object.fromEntries([...places].map((place) => [place.dataset.keep, place.value]));
    write({});
    say(words("All is empty."));
    const undo = Object.assign(document.createElement("button"), { type: "button", textContent: words("Take that back") });
    undo.addEventListener("click", () => {
      write(before);
      say(words("All is back."));
      button.focus();
    });
    status?.append(" ", undo);
  };

  const copy = async () => {
    const paragraphs = [...root.querySelectorAll(".note p")].map((part) => part.textContent.trim());
    try {
      await navigator.clipboard.writeText(paragraphs.join("\n\n"));
      say(words("Copied. Paste it into a message."));
    } catch {
      getSelection()?.selectAllChildren(/** @type {Element} */ (root.querySelector(".note")));
      say(words("It is selected now: copy it with Ctrl+C or ⌘C."));
    }
  };

  for (const place of places) {
    place.addEventListener("input", () => {
      fit(place);
      fresh.add(place);
      clearTimeout(timer);
      timer = window.setTimeout(keep, STILL);
    });
  }
  addEventListener("pagehide", () => fresh.size && keep());
  addEventListener("pageshow", ({ persisted }) => persisted && follow());
  addEventListener("storage", ({ key }) => (key === KEY || !key) && follow());
  if (places.length) keep(); // so that who writes here knows before whether this browser keeps it
  follow();

  /** @type {Record<string, (button: HTMLElement) => void>} */
  const acts = { print: () => print(), clear, copy };
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("button[data-do]"))) {
    button.addEventListener("click", () => acts[button.dataset.do ?? ""]?.(button));
  }
  root.classList.add("acts");
}
