// Search on every page: Ctrl-K opens a dialog, words list entries, Enter opens the explorer.
// The opener is a link to the explorer, so that search is there without this script too.
"use strict";

{
  const MOST = 8; // results in the dialog
  const PAUSE = 120; // milliseconds without a key, before words are searched for
  const files = document.currentScript?.dataset ?? {}; // the addresses of what is loaded for it

  /** @template {keyof HTMLElementTagNameMap} K
   * @param {K} name @param {Partial<HTMLElementTagNameMap[K]>} properties @param {...(string | Node)} content
   * @returns {HTMLElementTagNameMap[K]} */
  const element = (name, properties, ...content) => {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...content);
    return node;
  };

  /** @param {string} [address] @returns {Promise<void>} */
  const load = (address = "") =>
    new Promise((resolve, reject) => {
      const script = element("script", { src: address });
      Object.assign(script.dataset, files);
      script.onload = () => resolve();
      script.onerror = () => reject(new Error(address));
      document.head.append(script);
    });

  /** What searching needs; only readers who search wait for it. */
  const loadParts = async () => {
    if (!globalThis.playbookLive) await load(files.live);
    if (!globalThis.playbookFinder) await load(files.finder);
  };

  /** @typedef {{ finder: Finder, index: Packed }} Parts */

  /** The parts and the index, or null if one of them could not be loaded. @returns {Promise<Parts | null>} */
  const loadFinder = async () => {
    await loadParts().catch(() => {});
    const finder = globalThis.playbookFinder;
    const index = globalThis.playbookLive && (await finder?.index());
    return index ? { finder, index } : null;
  };

  /** @typedef {{ title: string, address: string, summary: string }} Shown */
  /** @typedef {{ key: number | string, kind: string, rank: number, found: Found, shown?: Shown }} Result */
  /** @typedef {Result & { shown: Shown }} Whole */
  /** @typedef {{ key: string, heading: string }} Group */

  /** What was found, best first: entries by their places, without what is shown of them.
   * @param {Parts} parts @param {Found} found @returns {Result[]} */
  const resultsOf = ({ finder, index }, found) => {
    const entries = [...found.ranks].flatMap(([place, rank]) =>
      place < index.count ? [{ key: place, kind: finder.collection(index, place), rank, found }] : [],
    );
    const pages = found.pages.map(({ title, url, rank, summary }) => {
      return { key: url, kind: "", rank, found, shown: { title, address: url, summary } };
    });
    return [...entries, ...pages].sort((a, b) => b.rank - a.rank);
  };

  /** The same with what is shown of them, but for those that cannot be loaded.
   * @param {Parts} parts @param {Result[]} results @returns {Promise<Whole[]>} */
  const whole = async ({ finder, index }, results) => {
    const places = results.flatMap(({ key }) => (typeof key === "number" ? [key] : []));
    const cards = new Map((await finder.cards(index, places)).map((card) => [card.place, card]));
    return results.flatMap((result) => {
      const shown = result.shown ?? cards.get(Number(result.key));
      return shown ? [{ ...result, shown }] : [];
    });
  };

  /** Results under the names of their kinds, the kind of the best one first.
   * @param {Whole[]} results @returns {(Group | Whole)[]} */
  const grouped = (results) =>
    [...new Set(results.map(({ kind }) => kind))].flatMap((kind) => {
      const heading = playbookLive.kindOf(kind, true);
      return [{ key: `#${kind}`, heading }, ...results.filter((one) => one.kind === kind)];
    });

  /** What was found last for an item. @type {WeakMap<Element, Found>} */
  const latest = new WeakMap();

  /** Results, each with the sentence in which the words stand. @param {Finder} finder @returns {KeyedItems<Group | Whole>} */
  const resultItems = (finder) => ({
    key: ({ key }) => key,
    make: (value) => {
      if ("heading" in value) return element("li", {}, element("h3", {}, value.heading));
      return element("li", {}, element("a", { href: value.shown.address }, value.shown.title), element("p", {}));
    },
    update: async (item, value) => {
      if ("heading" in value) return;
      const { shown: { address, summary }, found } = value;
      latest.set(item, found);
      const [place] = await finder.context(address, found).catch(() => []);
      if (latest.get(item) === found) item.querySelector("p")?.replaceChildren(place?.excerpt ?? summary);
    },
  });

  /** The results of the dialog. */
  class Results {
    tally = element("p", {});
    status = element("p", { className: "visually-hidden" });
    node = element("ul", {});
    turn = 0;
    /** @type {Promise<Parts | null> | null} */
    parts = null;
    /** @type {KeyedList<Group | Whole> | null} */
    list = null;
    /** @type {InstanceType<Live["Announcer"]> | null} */
    announcer = null;
    lost = () => {};

    constructor() {
      this.status.setAttribute("role", "status");
    }

    /** @param {string} q */
    async find(q) {
      const turn = (this.turn += 1);
      this.parts ??= loadFinder();
      const parts = await this.parts;
      const found = parts && (await parts.finder.search(q).catch(() => null));
      if (turn !== this.turn) return;
      if (parts && found) await this.show(parts, q, found);
      else this.fail();
    }

    fail() {
      this.parts = null; // the next word tries again
      this.announcer?.wait();
      this.list?.show([]);
      this.tally.textContent = words("Search cannot be loaded just now. Enter opens the list.");
      this.status.textContent = this.tally.textContent;
    }

    /** @param {Parts} parts @param {string} q @param {Found} found */
    async show(parts, q, found) {
      const { turn } = this;
      this.announcer ??= new playbookLive.Announcer(this.status);
      this.announcer.wait();
      const results = resultsOf(parts, found);
      const none = words("No entry says “%(words)s”.", { words: q });
      const advice = words("Try fewer words, or others.");
      const tally = !q ? "" : results.length ? words("%(count)s found.", { count: results.length }) : `${none} ${advice}`;
      const more = q && results.length > MOST ? words("Enter lists all.") : "";
      this.tally.textContent = [tally, more, playbookLive.said(found)].filter(Boolean).join(" ");
      this.list ??= new playbookLive.KeyedList(this.node, resultItems(parts.finder));
      const first = results.slice(0, MOST);
      const focused = results.find(({ key }) => key === this.list?.focused);
      if (focused && !first.includes(focused)) first[MOST - 1] = focused; // it stays under the reader
      const shown = await whole(parts, first);
      if (turn !== this.turn) return;
      if (first.length && !shown.length) return this.fail();
      const inside = this.node.contains(document.activeElement);
      this.list.show(grouped(shown));
      if (inside && !this.node.contains(document.activeElement)) this.lost(); // what had the focus is gone
      this.announcer.say(this.tally.textContent ?? "");
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
      this.node.append(this.results.tally, this.results.status, this.results.node);
      document.body.append(this.node);
      this.results.lost = () => this.box.focus();
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
      results.node.addEventListener("click", (event) => {
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
      const stops = [this.box, ...this.results.node.querySelectorAll("a")];
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
      if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) open(event);
    });
  }
}
