// Search on every page: Ctrl-K opens a dialog, words list entries, Enter opens the explorer.
// The opener is a link to the explorer, so that search is there without this script too.
"use strict";

{
  const PAUSE = 120; // milliseconds without a key, before words are searched for
  const { src = "", dataset } = /** @type {HTMLScriptElement} */ (document.currentScript);

  /** What is loaded for it, by the names of what it brings; an @ is a name whose hash comes in when it is published. */
  const files = { playbookLive: "@live.js", playbookFinder: "@finder.js", playbookResults: "@results.js" };

  /** @template {keyof HTMLElementTagNameMap} K
   * @param {K} name @param {Partial<HTMLElementTagNameMap[K]>} properties @param {...(string | Node)} content
   * @returns {HTMLElementTagNameMap[K]} */
  const element = (name, properties, ...content) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...content);
    return node;
  };

  /** @param {string} file @returns {Promise<void>} */
  const load = (file) =>
    new Promise((resolve, reject) => {
      const script = element("script", { src: new URL(file, src).href });
      Object.assign(script.dataset, dataset); // which names the stemmers
      script.onload = () => resolve();
      script.onerror = () => reject(new Error(file));
      document.head.append(script);
    });

  /** What finds, and shows what is found; only readers who search wait for it. A file may come and not
   * have what is asked of it: what needs it is not begun then. */
  const loadParts = async () => {
    for (const [part, file] of Object.entries(files)) {
      if (!(part in globalThis)) await load(file);
      if (!(part in globalThis)) throw new Error(file);
    }
    return globalThis.playbookResults;
  };

  class SearchDialog {
    tally = element("p", { ariaHidden: "true" }); // the status says the same
    status = element("p", { className: "visually-hidden", role: "status" });
    list = element("ul", {});
    /** @type {Promise<Results> | null} */
    results = null;
    title = element("h2", { id: "finder-title" }, words("Find a move"));
    box = element("input", { type: "search", id: "finder-words", autocomplete: "off" });
    form = element("form", {}, element("label", { htmlFor: "finder-words" }, words("Search by words")), this.box);
    close = element("button", { type: "button" }, words("Close"));
    node = element("dialog", { className: "finder" }, this.title, this.close, this.form);
    timer = 0;

    /** @param {string} explorer the address of the page that takes the words */
    constructor(explorer) {
      this.explorer = location.protocol === "file:" ? explorer.replace(/\/$/, "/index.html") : explorer; // a disk lists a folder
      this.node.setAttribute("aria-labelledby", this.title.id);
      const choices = element("a", { href: explorer }, words("Or choose by role, time and occasion"));
      this.node.append(this.tally, this.status, this.list, element("p", {}, choices));
      document.body.append(this.node);
      this.listen();
    }

    /** Have words found; what cannot be loaded is asked for again with the next ones. */
    async find() {
      this.results ??= loadParts().then((Parts) => new Parts(this));
      const isFound = await this.results.then((results) => results.find(this.box.value.trim())).catch(() => false);
      if (isFound) return;
      this.results = null;
      this.list.replaceChildren();
      this.tally.textContent = words("Search cannot be loaded just now. Enter opens the list.");
      this.status.textContent = this.tally.textContent;
    }

    open() {
      if (!this.node.open) this.node.showModal();
      this.box.select();
    }

    listen() {
      const { node, close, form, box, list } = this;
      close.addEventListener("click", () => node.close());
      node.addEventListener("click", (event) => event.target === node && node.close());
      list.addEventListener("click", (event) => {
        if (event.target instanceof Element && event.target.closest("a")) node.close();
      });
      addEventListener("pageshow", (event) => event.persisted && node.close());
      form.addEventListener("submit", (event) => this.submit(event));
      node.addEventListener("keydown", (event) => this.press(event));
      box.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.timer = window.setTimeout(() => this.find(), PAUSE);
      });
    }

    /** @param {Event} event */
    submit(event) {
      event.preventDefault();
      const q = this.box.value.trim();
      const there = document.querySelector("form.explorer")?.querySelector("#find");
      const isHere = new URL(this.explorer).pathname === location.pathname;
      if (isHere && there instanceof HTMLInputElement && there.checkVisibility({ visibilityProperty: true })) {
        this.node.close();
        there.value = q; // what is chosen there is kept
        there.dispatchEvent(new Event("input", { bubbles: true }));
        return there.focus();
      }
      location.href = `${this.explorer}${q ? `?q=${encodeURIComponent(q)}` : ""}`;
    }

    /** @param {KeyboardEvent} event */
    press(event) {
      if (event.key === "Escape") {
        event.preventDefault(); // a search field would only empty itself
        this.node.close();
      }
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const stops = [this.box, ...this.list.querySelectorAll("a")];
      const at = stops.findIndex((stop) => stop === document.activeElement);
      const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (!next) return;
      event.preventDefault();
      next.focus();
    }
  }

  const opener = document.querySelector("a.search");
  if (typeof words !== "undefined" && opener instanceof HTMLAnchorElement) {
    /** @type {SearchDialog | null} */
    let dialog = null;
    /** @param {Event} event */
    const open = (event) => {
      event.preventDefault();
      dialog ??= new SearchDialog(opener.href);
      dialog.open();
    };
    opener.addEventListener("click", (event) => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey) open(event);
    });
    addEventListener("keydown", (event) => {
      const alone = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (alone && event.key?.toLowerCase() === "k") open(event); // a form that fills itself has no key
    });
  }
}
