// Finds entries by words: at once in titles, other names and summaries, then in the full text.
// Used by the explorer and by the search dialog. The types are in globals.d.ts.
"use strict";

{
  const MANY = 2000; // rows, from which on summaries are left to the full text
  const { fold, terms, score } = globalThis.playbookLogic ?? {};
  const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
  const root = new URL("../", own?.src ?? "");
  const files = own?.dataset ?? {}; // the addresses of what it loads
  const shared = globalThis.playbookShared; // a school's pages, where it shares the district's
  const onServer = root.protocol.startsWith("http");

  /** @type {Map<string, Promise<void>>} */
  const scripts = new Map();
  /** @type {{ title: string, aliases: string[] }[] | null} */
  let names = null;
  /** @type {string[] | null} */
  let texts = null; // the summaries, folded
  /** @type {Promise<{ pagefind: any, names: Record<string, string> }> | null} */
  let engine = null;

  /** Load a classic script of the site once; modules and fetches are refused on file://.
   * @param {string} [address] */
  const load = (address = "") => {
    const before = scripts.get(address);
    if (before) return before;
    /** @type {Promise<void>} */
    const wait = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => resolve();
      script.onerror = () => reject(new Error(address));
      document.head.append(script);
    });
    wait.catch(() => scripts.delete(address));
    scripts.set(address, wait);
    return wait;
  };

  /** @type {Finder["index"]} */
  const index = async () => {
    if (!globalThis.playbookIndex) await load(shared?.data("index") || files.index).catch(() => load(files.index).catch(() => {}));
    const value = globalThis.playbookIndex;
    return value && Array.isArray(value.rows) && Array.isArray(value.facets) ? value : null;
  };

  /** @type {Finder["summaries"]} */
  const summaries = async (index) => {
    if (onServer && index.rows.length > MANY) return null;
    if (!globalThis.playbookSummaries) await load(shared?.data("summaries") || files.summaries).catch(() => {});
    const value = globalThis.playbookSummaries;
    if (!Array.isArray(value)) return null;
    texts ??= value.map(fold);
    return value;
  };

  /** @type {Finder["near"]} */
  const near = (index, q) => {
    const queryTerms = terms(q);
    /** @type {Ranks} */
    const ranks = new Map();
    if (!queryTerms.length) return ranks;
    names ??= index.rows.map((row) => ({ title: fold(row[2]), aliases: (row[7] ?? []).map(fold) }));
    names.forEach(({ title, aliases }, place) => {
      const rank = score(queryTerms, title, aliases, texts?.[place] ?? "");
      if (rank) ranks.set(place, rank);
    });
    return ranks;
  };

  /** What the full-text index calls pages, with the address of each; it is as new as the index.
   * @returns {Promise<Record<string, string>>} */
  const readNames = async () => (await fetch(new URL("pagefind/names.json", root), { cache: "no-cache" })).json();

  /** The full-text engine, started once; tried again after a failure. */
  const start = () => {
    engine ??= Promise.all([import(new URL("pagefind/pagefind.js", root).href), readNames()]).then(
      async ([pagefind, names]) => {
        await pagefind.init();
        return { pagefind, names };
      },
    );
    engine.catch(() => (engine = null));
    return engine;
  };

  /** @type {Finder["far"]} */
  const far = async (index, q) => {
    if (!onServer) throw new Error("file");
    const { pagefind, names } = await start();
    const { results } = await pagefind.search(q.slice(0, 200));
    const places = new Map(index.rows.map(([kind, id], place) => [`${index.collections[kind]}/${id}/`, place]));
    /** @type {Map<number, Hit>} */
    const hits = new Map();
    for (const result of results) {
      const name = names[result.id];
      const place = places.get(shared ? shared.page(name) : name);
      if (place !== undefined) hits.set(place, { score: result.score, places: () => result.data().then(headings) });
    }
    return hits;
  };

  /** @param {any} data @returns {Place[]} */
  const headings = (data) =>
    (data.sub_results?.length ? data.sub_results : [{ ...data, title: "" }]).slice(0, 2);

  /** @type {Finder["rank"]} */
  const rank = (near, far) => {
    const most = Math.max(1e-9, ...[...far.values()].map((hit) => hit.score));
    const ranks = new Map(near);
    for (const [place, hit] of far) {
      ranks.set(place, (ranks.get(place) ?? 0) + (4 * hit.score) / most);
    }
    return ranks;
  };

  /** Pagefind gives escaped text with <mark> in it, and nothing else is let in.
   * @type {Finder["highlight"]} */
  const highlight = (excerpt) => {
    const nodes = document.createDocumentFragment();
    let inside = false;
    for (const piece of excerpt.split(/(<\/?mark>)/)) {
      if (piece === "<mark>" || piece === "</mark>") inside = piece === "<mark>";
      else if (inside) nodes.append(Object.assign(document.createElement("mark"), { textContent: plain(piece) }));
      else nodes.append(plain(piece));
    }
    return nodes;
  };

  /** @type {Record<string, string>} */
  const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'", "&#x27;": "'" };
  /** @param {string} text */
  const plain = (text) => text.replace(/&(?:lt|gt|amp|quot|#39|#x27);/g, (entity) => ENTITIES[entity]);

  /** @type {Finder["address"]} */
  const address = (index, place) => {
    const [collection, id] = index.rows[place];
    const { href } = new URL(`${index.collections[collection]}/${id}/${onServer ? "" : "index.html"}`, root);
    return shared?.place(href) ?? href;
  };

  if (globalThis.playbookLogic) globalThis.playbookFinder = { onServer, index, summaries, near, far, rank, highlight, address };
}
