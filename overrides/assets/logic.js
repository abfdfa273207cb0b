// What the explorer decides, and nothing of how it looks: which rows fit, how many each answer would
// leave, what an address says. Pure functions, tested without a page. Their types are in globals.d.ts.
"use strict";

{
  const SORTS = ["relevance", "quick", "title", "time", "cases", "newest"];
  const LONGEST = 2000; // characters of an address that are read, and of a search
  const FITS = -1; // no facet that is asked is missed
  const FAR = -2; // more than one is
  const NAMED = ["what", "role"]; // facets that a title begins with
  const PLAIN = ["time", "condition"]; // facets whose answers say by themselves what they are
  const MOST_PARTS = 4; // of a title
  const FEWEST = 99; // more than there are facets
  const WORDS = "q"; // stands for the words among what a row may miss
  const language = globalThis.document?.documentElement.lang || "en";

  /** A word of an address as links have it, whatever a mail program or a hand has made of it.
   * @param {string} text */
  const plain = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");

  /** As much of an address as is read; what would be cut in two is left out.
   * @param {string} query */
  const within = (query) => (query.length > LONGEST ? query.slice(0, query.slice(0, LONGEST).lastIndexOf("&") + 1) : query);

  /** For each facet that may be named, by its id or by its label, its id and its values by theirs.
   * @param {Facet[]} facets */
  const namesOf = (facets) =>
    new Map(
      facets.flatMap(({ id, label, options }) => {
        const values = new Map(options.flatMap(([value, name]) => [[plain(name), value], [plain(value), value]]));
        return [[plain(label), { id, values }], [plain(id), { id, values }]];
      }),
    );

  /** The values that somebody means: one, or each of a list.
   * @param {string} text @param {Map<string, string> | undefined} values */
  const meant = (text, values) => {
    const one = values?.get(plain(text));
    if (one) return [one];
    const each = text.split(",").filter(plain);
    const known = each.flatMap((name) => values?.get(plain(name)) ?? []);
    return known.length === each.length ? known : [];
  };

  /** @type {Logic["read"]} */
  const read = (query, facets) => {
    /** @type {State} */
    const state = { choices: new Map(), q: "", sort: "" };
    /** @type {string[]} */
    const rest = [];
    const names = namesOf(facets);
    if (query.length > LONGEST) rest.push(words("the end of a very long address"));
    for (const [key, value] of new URLSearchParams(within(query).replaceAll("&amp;", "&"))) {
      const facet = names.get(plain(key));
      const values = meant(value, facet?.values);
      if (plain(key) === WORDS) state.q = value.toWellFormed().trim();
      else if (plain(key) === "sort" && SORTS.includes(plain(value))) state.sort = plain(value);
      else if (facet && values.length) {
        state.choices.set(facet.id, new Set([...(state.choices.get(facet.id) ?? []), ...values]));
      } else if (key || value) rest.push(`${key}=${value}`.toWellFormed().slice(0, 60));
    }
    if (state.sort === orderOf({ ...state, sort: "" })) state.sort = "";
    return { state, rest: [...new Set(rest)].slice(0, 5) };
  };

  /** @type {Logic["orderOf"]} */
  const orderOf = ({ q, sort }) => (sort && (q || sort !== "relevance") ? sort : q ? "relevance" : "quick");

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

  /** @type {Logic["titleOf"]} */
  const titleOf = (state, facets, kinds) => {
    const list = new Intl.ListFormat(language, { type: "disjunction" });
    const low = (/** @type {string} */ text) => (/^\p{L}\p{Ll}/u.test(text) ? text[0].toLocaleLowerCase(language) + text.slice(1) : text);
    const asked = (/** @type {Facet} */ { id, options }) => options.filter(([value]) => state.choices.get(id)?.has(value));
    const said = (/** @type {Facet} */ facet) => list.format(asked(facet).map(([, label], at) => (at ? low(label) : label)));
    const facet = (/** @type {string} */ id) => facets.find((one) => one.id === id) ?? { id, label: "", options: [] };
    const [kind, ...more] = kinds;
    const noun = more.length ? words("Moves and cases") : kind === "cases" ? words("Cases") : words("Moves");
    const who = said(facet("role"));
    const parts = facets.filter((one) => !NAMED.includes(one.id) && asked(one).length).map((one) => {
      const text = low(said(one));
      return PLAIN.includes(one.id) ? text : `${low(one.label)}: ${text}`;
    });
    if (state.q) parts.push(`“${state.q}”`);
    const rest = parts.length - MOST_PARTS;
    if (rest > 0) parts.splice(MOST_PARTS, rest, words.plural("and %(count)s more choice", "and %(count)s more choices", rest));
    return [who ? `${who}: ${low(noun)}` : noun, ...parts].join(", ");
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
    const missed = index.facets.map(() => 0);
    /** @type {number[]} */
    const places = [];
    index.rows.forEach(({ 3: answers }, place) => {
      const miss = has(place) ? missOf(answers, wishes) : FAR;
      if (miss === FITS) {
        places.push(place);
        answers.forEach((some, f) => some.forEach((answer) => (counts[f][answer] += 1)));
      } else if (miss !== FAR) {
        missed[miss] += 1;
        answers[miss].forEach((answer) => (counts[miss][answer] += 1));
      }
    });
    const splits = counts.map((some, f) => {
      const all = places.length + missed[f];
      return wishes[f] !== null || some.some((count) => count > 0 && count < all);
    });
    return { places, counts, splits };
  };

  /** What a row misses of all that is asked: facets, and the words.
   * @param {number[][]} answers @param {(Set<number> | null)[]} wishes @param {boolean} says */
  const missesOf = (answers, wishes, says) => {
    const missed = wishes.flatMap((wish, f) => (wish && !answers[f].some((answer) => wish.has(answer)) ? [f] : []));
    return says ? missed : [...missed, wishes.length];
  };

  /** @type {Logic["waysOut"]} */
  const waysOut = (index, state, inScope, has) => {
    const wishes = wishesOf(state, index.facets);
    const units = wishes.flatMap((wish, f) => (wish ? [f] : [])).concat(state.q ? [wishes.length] : []);
    const missed = index.rows.map(({ 3: answers }, place) => (inScope(place) ? missesOf(answers, wishes, has(place)) : null));
    const name = (/** @type {number} */ unit) => index.facets[unit]?.id ?? WORDS;
    const way = (/** @type {number[]} */ drop) => {
      const count = missed.filter((some) => some?.every((unit) => drop.includes(unit))).length;
      return { drop: drop.map(name), count };
    };
    const best = (/** @type {number[][]} */ drops) => drops.map(way).filter(({ count }) => count).sort((a, b) => b.count - a.count);
    const pairs = units.flatMap((one, at) => units.slice(at + 1).map((other) => [one, other]));
    const singles = units.length > 1 ? best(units.map((unit) => [unit])) : [];
    const fewest = missed.reduce((least, some) => Math.min(least, some?.length ?? FEWEST), FEWEST);
    const closest = missed.flatMap((some, place) => (some?.length === fewest && fewest < units.length ? [place] : []));
    return { ways: singles.length ? singles : best(pairs), closest };
  };

  /** @type {Logic["order"]} */
  const order = (index, places, sort, relevance) => {
    const rows = index.rows;
    /** @param {number} a @param {number} b */
    const byTitle = (a, b) => rows[a][2].localeCompare(rows[b][2], language);
    const effort = index.facets.findIndex(({ id }) => id === "effort");
    /** @param {number} place */
    const effortOf = (place) => rows[place][3][effort]?.[0] ?? 9;
    /** @param {number} a @param {number} b */
    const byTime = (a, b) => (rows[a][4] || 1e9) - (rows[b][4] || 1e9) || byTitle(a, b);
    /** @type {Record<string, (a: number, b: number) => number>} */
    const orders = {
      relevance: (a, b) => relevance(b) - relevance(a) || a - b,
      title: byTitle,
      quick: (a, b) => effortOf(a) - effortOf(b) || byTime(a, b),
      time: byTime,
      cases: (a, b) => rows[b][5] - rows[a][5] || byTitle(a, b),
      newest: (a, b) => (rows[a][6] < rows[b][6] ? 1 : rows[a][6] > rows[b][6] ? -1 : byTitle(a, b)),
    };
    return [...places].sort(orders[sort] ?? orders.relevance);
  };

  globalThis.playbookLogic = { read, write, select, waysOut, order, orderOf, titleOf };
}
