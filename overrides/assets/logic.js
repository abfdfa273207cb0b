// What the explorer decides, and nothing of how it looks: which rows fit, how many each answer would
// leave, what an address says. Pure functions, tested without a page.

const playbookLogic = (() => {
  const SORTS = ["relevance", "title", "time", "cases", "newest"];
  const LONGEST = 2000; // characters of an address that are read, and of a search
  const WORDS = 8; // of a search
  const language = globalThis.document?.documentElement.lang || "en";

  /** Read an address against what the index knows. What it does not know is named, not kept.
   * @param {string} query @param {Facet[]} facets @returns {{ state: State, dropped: string[] }} */
  const read = (query, facets) => {
    /** @type {Map<string, Set<string>>} */
    const chosen = new Map();
    /** @type {string[]} */
    const dropped = [];
    const known = new Map(facets.map((facet) => [facet.id, new Set(facet.options.map(([v]) => v))]));
    let q = "";
    let sort = "";
    if (query.length > LONGEST) dropped.push(words("the end of a very long address"));
    for (const [key, value] of new URLSearchParams(query.slice(0, LONGEST))) {
      const values = known.get(key);
      if (key === "q") q = value.toWellFormed().trim();
      else if (key === "sort" && SORTS.includes(value)) sort = value;
      else if (values?.has(value)) chosen.set(key, (chosen.get(key) ?? new Set()).add(value));
      else dropped.push(`${key}=${value}`.toWellFormed().slice(0, 60));
    }
    return { state: { chosen, q, sort }, dropped: [...new Set(dropped)].slice(0, 5) };
  };

  /** Write a state as an address, always in the order of the facets and their options.
   * @param {State} state @param {Facet[]} facets */
  const write = (state, facets) => {
    const query = new URLSearchParams();
    for (const facet of facets) {
      for (const [value] of facet.options) {
        if (state.chosen.get(facet.id)?.has(value)) query.append(facet.id, value);
      }
    }
    if (state.q) query.set("q", state.q);
    if (state.sort) query.set("sort", state.sort);
    const text = query.toString();
    return text ? `?${text}` : "";
  };

  /** For each facet that is asked, which answers fit.
   * @param {State} state @param {Facet[]} facets @returns {(Set<number> | null)[]} */
  const asked = (state, facets) =>
    facets.map((facet) => {
      const values = state.chosen.get(facet.id);
      if (!values?.size) return null;
      return new Set(facet.options.flatMap(([value], place) => (values.has(value) ? [place] : [])));
    });

  /** The rows that fit: every facet that is asked, any answer within one, and the words.
   * With them, for each facet and answer, how many rows there would be with that answer added.
   * @param {Index} index @param {State} state @param {(row: number) => boolean} found */
  const select = (index, state, found) => {
    const wanted = asked(state, index.facets);
    const counts = index.facets.map((facet) => new Array(facet.options.length).fill(0));
    /** @type {number[]} */
    const fitting = [];
    index.rows.forEach((row, place) => {
      if (!found(place)) return;
      let misses = 0;
      let missed = -1;
      for (let f = 0; f < wanted.length && misses < 2; f += 1) {
        const answers = wanted[f];
        if (answers && !row[3][f].some((a) => answers.has(a))) {
          misses += 1;
          missed = f;
        }
      }
      if (misses === 0) fitting.push(place);
      if (misses === 0) row[3].forEach((answers, f) => answers.forEach((a) => (counts[f][a] += 1)));
      else if (misses === 1) row[3][missed].forEach((a) => (counts[missed][a] += 1));
    });
    return { fitting, counts };
  };

  /** The words that are searched for, folded. @param {string} q */
  const terms = (q) => fold(q.slice(0, LONGEST)).split(/[^\p{L}\p{N}]+/u).filter(Boolean).slice(0, WORDS);

  /** Lower case without accents. @param {string} text */
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  /** How well a row answers the words: 0 if some word is nowhere in it. Titles weigh most, other
   * names next, the summary least; the start of a word weighs more than its middle.
   * @param {string[]} words @param {string} title @param {string[]} aliases @param {string} summary */
  const score = (words, title, aliases, summary) => {
    /** @param {string} word @param {string} text @param {number} weight */
    const worth = (word, text, weight) => {
      const at = text.indexOf(word);
      if (at < 0) return 0;
      return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]) ? weight : weight / 4;
    };
    let total = 0;
    for (const word of words) {
      const names = Math.max(0, ...aliases.map((alias) => worth(word, alias, 6)));
      const best = Math.max(worth(word, title, 10), names, worth(word, summary, 2));
      if (best === 0) return 0;
      total += best;
    }
    return total;
  };

  /** Put rows in order. @param {Index} index @param {number[]} places @param {string} sort
   * @param {(row: number) => number} relevance */
  const order = (index, places, sort, relevance) => {
    const rows = index.rows;
    /** @param {number} a @param {number} b */
    const byTitle = (a, b) => rows[a][2].localeCompare(rows[b][2], language);
    /** @type {Record<string, (a: number, b: number) => number>} */
    const orders = {
      relevance: (a, b) => relevance(b) - relevance(a) || a - b,
      title: byTitle,
      time: (a, b) => (rows[a][4] || 1e9) - (rows[b][4] || 1e9) || byTitle(a, b),
      cases: (a, b) => rows[b][5] - rows[a][5] || byTitle(a, b),
      newest: (a, b) => (rows[a][6] < rows[b][6] ? 1 : rows[a][6] > rows[b][6] ? -1 : byTitle(a, b)),
    };
    return [...places].sort(orders[sort] ?? orders.relevance);
  };

  return { SORTS, read, write, select, terms, fold, score, order };
})();
