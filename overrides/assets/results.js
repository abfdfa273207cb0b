// What the search dialog shows of what words find. Loaded with the first words, for search.js.
"use strict";

{
  const { KeyedList, Announcer, element, kindOf, brief, said } = globalThis.playbookLive;
  const finder = globalThis.playbookFinder;
  const MOST = 8; // results that are shown

  /** @typedef {{ title: string, address: string, text: string, spoken?: Spoken }} Shown */
  /** @typedef {{ key: number | string, kind: string, rank: number, found: Found, shown?: Shown }} Result */
  /** @typedef {Result & { shown: Shown }} Whole */
  /** @typedef {{ key: string, heading: string }} Group */

  /** What was found, best first: entries by their places, without what is shown of them.
   * @param {Packed} index @param {Found} found @returns {Result[]} */
  const resultsOf = (index, found) => {
    const entries = [...found.ranks].flatMap(([place, rank]) =>
      place < index.count ? [{ key: place, kind: finder.collection(index, place), rank, found }] : [],
    );
    const pages = found.pages.map(({ title, url, rank, summary, spoken }) => {
      return { key: url, kind: "", rank, found, shown: { title, address: url, text: summary, spoken } };
    });
    return [...entries, ...pages].sort((a, b) => b.rank - a.rank);
  };

  /** The same with what is shown of them, but for those that cannot be loaded.
   * @param {Packed} index @param {Result[]} results @returns {Promise<Whole[]>} */
  const whole = async (index, results) => {
    const places = results.flatMap(({ key }) => (typeof key === "number" ? [key] : []));
    const cards = new Map((await finder.cards(index, places)).map((card) => [card.place, card]));
    return results.flatMap((result) => {
      const shown = result.shown ?? cards.get(Number(result.key));
      return shown ? [{ ...result, shown }] : [];
    });
  };

  /** Results under the names of their kinds, the kind of the best one first.
   * @param {Rows} index @param {Whole[]} results @returns {(Group | Whole)[]} */
  const grouped = (index, results) =>
    [...new Set(results.map(({ kind }) => kind))].flatMap((kind) => {
      const heading = kindOf(index, kind, true);
      return [{ key: `#${kind}`, heading }, ...results.filter((one) => one.kind === kind)];
    });

  /** What was found last for an item. @type {WeakMap<Element, Found>} */
  const latest = new WeakMap();

  /** Results, each with the sentence in which the words stand. @returns {KeyedItems<Group | Whole>} */
  const resultItems = () => ({
    key: ({ key }) => key,
    make: (value) => {
      if ("heading" in value) return element("li", {}, element("h3", {}, value.heading));
      const { title, address, text, spoken } = value.shown;
      return element("li", {}, element("a", { href: address, ...spoken }, title), element("p", { ...spoken }, text));
    },
    update: async (item, value) => {
      if ("heading" in value) return;
      const { shown: { address, text }, found } = value;
      latest.set(item, found);
      const [place] = await finder.context(address, found).catch(() => []);
      if (latest.get(item) === found) item.querySelector("p")?.replaceChildren(place?.excerpt ?? text);
    },
  });

  /** The results in the dialog. */
  class Results {
    turn = 0;

    /** @param {DialogParts} dialog */
    constructor({ tally, status, list, box }) {
      this.tally = tally;
      this.box = box;
      this.announcer = new Announcer(status);
      this.list = new KeyedList(list, resultItems());
    }

    /** Show what words find; answers whether it could be loaded. @param {string} q */
    async find(q) {
      const turn = (this.turn += 1);
      this.announcer.wait();
      const index = await finder.index();
      const found = index && (await finder.search(q).catch(() => null));
      if (turn !== this.turn) return true;
      return index && found ? this.show(index, q, found) : false;
    }

    /** @param {Packed} index @param {string} q @param {Found} found */
    async show(index, q, found) {
      const { turn } = this;
      const results = resultsOf(index, found);
      const none = words("No results for “%(words)s”.", { words: brief(q) });
      const advice = words("Try fewer or different words.");
      const tally = !q ? "" : results.length ? words("%(count)s found.", { count: results.length }) : `${none} ${advice}`;
      const more = q && results.length > MOST ? words("Enter lists all.") : "";
      this.tally.textContent = [tally, more, said(found)].filter(Boolean).join(" ");
      const first = results.slice(0, MOST);
      const focused = results.find(({ key }) => key === this.list.focused);
      if (focused && !first.includes(focused)) first[MOST - 1] = focused; // it stays under the reader
      const shown = await whole(index, first);
      if (turn !== this.turn) return true;
      if (first.length && !shown.length) return false;
      const { node } = this.list;
      const inside = node.contains(document.activeElement);
      this.list.show(grouped(index, shown));
      if (inside && !node.contains(document.activeElement)) this.box.focus(); // what had the focus is gone
      this.announcer.say(this.tally.textContent ?? "");
      return true;
    }
  }

  globalThis.playbookResults = Results;
}
