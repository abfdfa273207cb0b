// Search on every page: `/` or Ctrl-K opens a dialog, words list entries, Enter opens the explorer.
// The opener is a link to the explorer, so that search is there without this script too.
"use strict";

{
  const MOST = 8; // results in the dialog
  const PAUSE = 120; // milliseconds without a key, before words are searched for
  const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : "";

  /** @template {keyof HTMLElementTagNameMap} K
   * @param {K} name @param {Partial<HTMLElementTagNameMap[K]>} properties @param {...(string | Node)} content
   * @returns {HTMLElementTagNameMap[K]} */
  const element = (name, properties, ...content) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...content);
    return node;
  };

  /** @param {string} name @returns {Promise<boolean>} whether it is there */
  const load = (name) =>
    new Promise((resolve) => {
      const script = element("script", { src: new URL(name, own).href });
      script.onload = () => resolve(true);
      script.onerror = () => resolve(false);
      document.head.append(script);
    });

  /** What searching needs; only readers who search wait for it. @returns {Promise<Finder | null>} */
  const loadFinder = async () => {
    if (!globalThis.playbookLogic && !(await load("logic.js"))) return null;
    if (!globalThis.playbookFinder && !(await load("finder.js"))) return null;
    return globalThis.playbookFinder;
  };

  /** The name of one entry of a collection. @param {string} collection */
  const kindOf = (collection) => {
    /** @type {Record<string, string>} */
    const names = { moves: words("move"), cases: words("case"), conditions: words("condition"), roles: words("role") };
    return names[collection] ?? collection;
  };

  /** @param {Finder} finder @param {Index} index @param {number} place */
  const result = (finder, index, place) => {
    const [collection, , title] = index.rows[place];
    const kind = element("span", {}, kindOf(index.collections[collection]));
    const link = element("a", { href: finder.address(index, place) }, element("strong", {}, title), " ", kind);
    const summary = globalThis.playbookSummaries?.[place];
    return element("li", {}, link, ...(summary ? [element("p", {}, summary)] : []));
  };

  /** The results of the dialog: at once from titles and summaries, then from the full text. */
  class Results {
    tally = element("p", {});
    list = element("ul", {});
    turn = 0;
    /** @type {Promise<Finder | null> | null} */
    finder = null;

    constructor() {
      this.tally.setAttribute("role", "status");
    }

    /** @param {string} q */
    async find(q) {
      const turn = (this.turn += 1);
      this.finder ??= loadFinder();
      const finder = await this.finder;
      const index = await finder?.index();
      if (turn !== this.turn) return;
      if (finder && index) await this.findIn(finder, index, q, turn);
      else this.tally.textContent = words("Search cannot be loaded just now.");
    }

    /** @param {Finder} finder @param {Index} index @param {string} q @param {number} turn */
    async findIn(finder, index, q, turn) {
      await finder.summaries(index);
      if (turn !== this.turn) return;
      const near = finder.near(index, q);
      this.show(finder, index, q, near);
      if (!q) return;
      const far = await finder.far(index, q).catch(() => null);
      if (turn !== this.turn) return;
      if (far) this.show(finder, index, q, finder.rank(near, far));
      else if (!finder.onServer) this.tally.textContent += ` ${words("The full text needs a server.")}`;
    }

    /** @param {Finder} finder @param {Index} index @param {string} q @param {Ranks} ranks */
    show(finder, index, q, ranks) {
      const places = [...ranks.keys()].sort((a, b) => (ranks.get(b) ?? 0) - (ranks.get(a) ?? 0));
      this.tally.textContent = q ? words("%(count)s found.", { count: places.length }) : "";
      if (q && places.length > MOST) this.tally.textContent += ` ${words("Enter lists the moves and cases.")}`;
      this.list.replaceChildren(...places.slice(0, MOST).map((place) => result(finder, index, place)));
    }
  }

  class SearchDialog {
    results = new Results();
    title = element("h2", { id: "finder-title" }, words("Search the playbook"));
    box = element("input", { type: "search", id: "finder-words", autocomplete: "off" });
    form = element("form", {}, element("label", { htmlFor: "finder-words" }, words("Words")), this.box);
    close = element("button", { type: "button" }, words("Close"));
    node = element("dialog", { className: "finder" }, this.title, this.close, this.form);
    timer = 0;

    /** @param {string} explorer the address of the page that takes the words */
    constructor(explorer) {
      this.explorer = explorer;
      this.node.setAttribute("aria-labelledby", this.title.id);
      this.node.append(this.results.tally, this.results.list);
      document.body.append(this.node);
      this.listen();
    }

    open() {
      if (!this.node.open) this.node.showModal();
      this.box.select();
    }

    listen() {
      const { node, close, form, box, results } = this;
      close.addEventListener("click", () => node.close());
      node.addEventListener("click", (event) => event.target === node && node.close());
      results.list.addEventListener("click", (event) => {
        if (event.target instanceof Element && event.target.closest("a")) node.close();
      });
      addEventListener("pageshow", (event) => event.persisted && node.close());
      form.addEventListener("submit", (event) => this.submit(event));
      node.addEventListener("keydown", (event) => this.press(event));
      box.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.timer = window.setTimeout(() => results.find(box.value.trim()), PAUSE);
      });
    }

    /** @param {Event} event */
    submit(event) {
      event.preventDefault();
      const q = this.box.value.trim();
      location.href = `${this.explorer}${q ? `?q=${encodeURIComponent(q)}` : ""}`;
    }

    /** @param {KeyboardEvent} event */
    press(event) {
      if (event.key === "Escape") {
        event.preventDefault(); // a search field would only empty itself
        this.node.close();
      }
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const stops = [this.box, ...this.results.list.querySelectorAll("a")];
      const at = stops.findIndex((stop) => stop === document.activeElement);
      const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (!next) return;
      event.preventDefault();
      next.focus();
    }
  }

  /** Whether a key that was pressed there is a letter of what somebody writes. @param {EventTarget | null} target */
  const isWriting = (target) => {
    if (!(target instanceof HTMLElement)) return false;
    if (target instanceof HTMLInputElement) return target.type !== "checkbox";
    return /^(TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable;
  };

  const opener = document.querySelector("a.search");
  if (opener instanceof HTMLAnchorElement && own) {
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
      const slash = event.key === "/" && !isWriting(event.target);
      if (slash || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) open(event);
    });
  }
}
