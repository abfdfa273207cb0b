// What the explorer decides, and nothing of how it looks: which rows fit, how many each answer would
// leave, what an address says. Pure functions, tested without a page. Their types are in globals.d.ts.
"use strict";

{
  const SORTS = ["relevance", "title", "time", "cases", "newest"];
  const LONGEST = 2000; // characters of an address that are read, and of a search
  const FITS = -1; // no facet that is asked is missed
  const FAR = -2; // more than one is
  const language = globalThis.document?.documentElement.lang || "en";

  /** @type {Logic["read"]} */
  const read = (query, facets) => {
    /** @type {State} */
    const state = { choices: new Map(), q: "", sort: "" };
    /** @type {string[]} */
    const rest = [];
    const options = new Map(facets.map((facet) => [facet.id, new Set(facet.options.map(([value]) => value))]));
    if (query.length > LONGEST) rest.push(words("the end of a very long address"));
    for (const [key, value] of new URLSearchParams(query.slice(0, LONGEST))) {
      if (key === "q") state.q = value.toWellFormed().trim();
      else if (key === "sort" && SORTS.includes(value)) state.sort = value;
      else if (options.get(key)?.has(value)) state.choices.set(key, (state.choices.get(key) ?? new Set()).add(value));
      else rest.push(`${key}=${value}`.toWellFormed().slice(0, 60));
    }
    return { state, rest: [...new Set(rest)].slice(0, 5) };
  };

  /** @type {Logic["write"]} */
  const write = (state, facets) => {
    const query = new URLSearchParams();
    for (const facet of facets) {
      for (const [value] of facet.options) {
        if (state.choices.get(facet.id)?.has(value)) query.append(facet.id, value);
      }
    }
    if (state.q) query.set("q", state.q);
    if (state.sort) query.set("sort", state.sort);
    const text = query.toString();
    return text ? `?${text}` : "";
  };

  /** For each facet that is asked, the places of the answers that fit.
   * @param {State} state @param {Facet[]} facets @returns {(Set<number> | null)[]} */
  const wishesOf = (state, facets) =>
    facets.map((facet) => {
      const values = state.choices.get(facet.id);
      if (!values?.size) return null;
      return new Set(facet.options.flatMap(([value], place) => (values.has(value) ? [place] : [])));
    });

  /** The one facet that a row misses, or FITS, or FAR.
   * @param {number[][]} answers @param {(Set<number> | null)[]} wishes */
  const missOf = (answers, wishes) => {
    let miss = FITS;
    for (let f = 0; f < wishes.length; f += 1) {
      const wish = wishes[f];
      if (!wish || answers[f].some((answer) => wish.has(answer))) continue;
      if (miss !== FITS) return FAR;
      miss = f;
    }
    return miss;
  };

  /** @type {Logic["select"]} */
  const select = (index, state, has) => {
    const wishes = wishesOf(state, index.facets);
    const counts = index.facets.map((facet) => new Array(facet.options.length).fill(0));
    /** @type {number[]} */
    const places = [];
    index.rows.forEach(({ 3: answers }, place) => {
      const miss = has(place) ? missOf(answers, wishes) : FAR;
      if (miss === FITS) {
        places.push(place);
        answers.forEach((some, f) => some.forEach((answer) => (counts[f][answer] += 1)));
      } else if (miss !== FAR) answers[miss].forEach((answer) => (counts[miss][answer] += 1));
    });
    return { places, counts };
  };

  /** @type {Logic["order"]} */
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

  globalThis.playbookLogic = { read, write, select, order };
}
