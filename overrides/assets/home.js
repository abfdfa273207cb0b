// The home page: the button of the sentence says how many moves fit, and a move of the week takes its
// turn. Without this script the sentence is a plain form, and the first of the moves stands there.
"use strict";

{
  const WEEK = 7 * 24 * 3600 * 1000; // milliseconds
  const { unpack, select } = globalThis.playbookLogic;
  const address = new URL("@../explore/index.js", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;

  /** The index of the explorer, which only readers who choose wait for. @type {Promise<Index | null> | null} */
  let index = null;

  const readIndex = () =>
    new Promise((/** @type {(index: Index | null) => void} */ resolve) => {
      const answer = () => resolve(globalThis.playbookIndex ? unpack(globalThis.playbookIndex) : null);
      const src = globalThis.playbookShared?.data("index") || address; // a school's own, where it has one
      const heard = { src, onload: answer, onerror: () => resolve(null) };
      document.head.append(Object.assign(document.createElement("script"), heard));
    });

  class Sentence {
    /** @param {HTMLFormElement} form */
    constructor(form) {
      this.form = form;
      this.selects = form.querySelectorAll("select");
      this.button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
      this.status = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
      form.addEventListener("change", () => this.count());
      form.addEventListener("focusin", () => (index ??= readIndex()), { once: true });
      form.addEventListener("formdata", ({ formData }) => {
        for (const { name, value } of this.selects) if (!value) formData.delete(name);
      });
      addEventListener("pageshow", () => this.isChanged && this.count()); // a browser keeps what was chosen
    }

    get isChanged() {
      return [...this.selects].some(({ options, selectedIndex }) => [...options].findIndex((one) => one.defaultSelected) !== (selectedIndex || -1));
    }

    /** Have the button say how many moves fit what is chosen. */
    async count() {
      const found = await (index ??= readIndex());
      if (!found) {
        index = null;
        this.button.textContent = words("Show moves");
        return;
      }
      const chosen = [...this.selects].flatMap(({ name, value }) => /** @type {[string, Set<string>][]} */ (value ? [[name, new Set([value])]] : []));
      const choices = new Map([.../** @type {[string, Set<string>][]} */ ([["what", new Set(["moves"])]]), ...chosen]);
      const { places } = select(found, { choices, q: "", sort: "" }, () => true);
      this.button.textContent = places.length
        ? words.plural("Show %(count)s move", "Show %(count)s moves", places.length)
        : words("Show what comes closest");
      this.status.textContent = words.plural("%(count)s move fits.", "%(count)s moves fit.", places.length);
    }
  }

  /** Show the move whose turn it is. @param {HTMLElement} week */
  const showWeek = (week) => {
    const moves = week.querySelectorAll("article");
    const turn = Math.floor(Date.now() / WEEK) % moves.length;
    moves.forEach((move, place) => (move.hidden = place !== turn));
  };

  const form = document.querySelector("form.choose");
  const week = document.querySelector("section.week");
  if (typeof words !== "undefined" && form instanceof HTMLFormElement) new Sentence(form);
  if (week instanceof HTMLElement) showWeek(week);
}
