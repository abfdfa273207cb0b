// What the explorer decides, and nothing of how it looks: which rows fit, how many each answer would
// leave, what an address says. Pure functions, tested without a page. Their types are in globals.d.ts.
"use strict";

{
  const SORTS = ["relevance", "listed", "quick", "title", "time", "cases", "newest"];
  const LONGEST = 2000; // characters of an address that are read, and of a search
  const FITS = -1; // no facet that is asked is missed
  const FAR = -2; // more than one is
  const NAMED = ["what", "role"]; // facets that a title begins with
  const PLAIN = ["time", "condition"]; // facets whose answers say by themselves what they are
  const MOST_PARTS = 4; // of a title
  const TRACES = /^(utm_\w+|fbclid|gclid|msclkid|mc_[ce]id)$/; // what senders of letters and posts add to links
  const WORDS = "q"; // stands for the words among what a row may miss
  const ZERO = 63; // the code of the sign that stands for none; the next 63 count on
  const BITS = 6; // of a sign
  const language = globalThis.document?.documentElement.lang || "en";

  /** A word of an address as links have it, whatever a mail program or a hand has made of it.
   * @param {string} text */
  const plain = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");

  /** As much of an address as is read; what would be cut in two is left out.
   * @param {string} query */
  const within = (query) => (query.length > LONGEST ? query.slice(0, query.slice(0, LONGEST).lastIndexOf("&") + 1) : query);

  /** Things by their names and by their ids; an id is itself, whatever another is called.
   * @template V @param {[id: string, name: string, value: V][]} things */
  const byName = (things) =>
    new Map([...things.map(([, name, value]) => /** @type {const} */ ([plain(name), value])), ...things.map(([id, , value]) => /** @type {const} */ ([plain(id), value]))]);

  /** For each facet its id, and its values. @param {Facet[]} facets */
  const namesOf = (facets) =>
    byName(
      facets.map(({ id, label, options }) => {
        const values = byName(options.map(([value, name]) => [value, name, value]));
        return [id, label, { id, values }];
      }),
    );

  /** One value, or each of a list. @param {string} text @param {Map<string, string>} values */
  const each = (text, values) => (values.has(plain(text)) ? [text] : text.split(/[,;]/)).filter(plain);

  /** @type {Logic["read"]} */
  const read = (query, facets) => {
    /** @type {State} */
    const state = { choices: new Map(), q: "", sort: "" };
    /** @type {string[]} */
    const rest = [];
    const names = namesOf(facets);
    if (query.length > LONGEST) rest.push(words("the end of a very long address"));
    for (const [key, value] of new URLSearchParams(within(query).replaceAll("&amp;", "&"))) {
      if (plain(key) === WORDS) state.q = value.toWellFormed().trim();
      else if (plain(key) === "sort" && SORTS.includes(plain(value))) state.sort = plain(value);
      else if (plain(value) && !TRACES.test(key)) {
        const { id = key, values = new Map() } = names.get(plain(key)) ?? {};
        for (const name of each(value, values)) {
          const known = values.get(plain(name));
          if (known) state.choices.set(id, (state.choices.get(id) ?? new Set()).add(known));
          else rest.push(`${key}=${name}`.toWellFormed().slice(0, 60));
        }
      }
    }
    if (state.sort === orderOf({ ...state, sort: "" })) state.sort = "";
    return { state, rest: [...new Set(rest)].slice(0, 5) };
  };

  /** @type {Logic["orderOf"]} */
  const orderOf = (state) => {
    const orders = ordersOf(state);
    return orders.includes(state.sort) ? state.sort : orders[0];
  };

  /** @type {Logic["ordersOf"]} */
  const ordersOf = ({ q, choices }) => [...(q ? ["relevance"] : choices.size ? [] : ["listed"]), ...SORTS.slice(2)];

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

  /** The numbers that the signs of a column stand for. @param {string} column */
  const numbersIn = (column) => {
    const numbers = new Uint8Array(column.length);
    for (let at = 0; at < numbers.length; at += 1) numbers[at] = column.charCodeAt(at) - ZERO;
    return numbers;
  };

  /** The value of each row. @template V @param {Column<V>} column @param {number} count */
  const valuesIn = ([values, column], count) => {
    const numbers = numbersIn(column);
    const width = numbers.length / count;
    return Array.from({ length: count }, (_, place) => {
      let at = 0;
      for (let n = width; n > 0; n -= 1) at = at * 64 + numbers[place * width + n - 1];
      return values[at];
    });
  };

  /** @type {Logic["unpack"]} */
  const unpack = (packed) => {
    const { count, facets } = packed;
    const bits = packed.answers.map(numbersIn);
    return {
      ...packed,
      bits,
      answers: (facet, place) =>
        facets[facet].options.flatMap((_, option) => {
          const { at, bit } = bitOf(option);
          return bits[facet][place * widthOf(facets[facet]) + at] & bit ? [option] : [];
        }),
      leads: numbersIn(packed.leads),
      minutes: valuesIn(packed.minutes, count),
      cases: valuesIn(packed.cases, count),
      created: valuesIn(packed.created, count),
    };
  };

  /** How many numbers hold the answers of a row. @param {Facet} facet */
  const widthOf = ({ options }) => Math.ceil(options.length / BITS);

  /** Where in them an answer stands. @param {number} option */
  const bitOf = (option) => ({ at: Math.floor(option / BITS), bit: 1 << (option % BITS) });

  /** The answers of a facet that fit, or null where it is not asked. @param {Facet} facet @param {State} state */
  const wishOf = (facet, { choices }) => {
    const values = choices.get(facet.id);
    if (!values?.size) return null;
    const wish = new Uint8Array(widthOf(facet));
    facet.options.forEach(([value], option) => {
      const { at, bit } = bitOf(option);
      if (values.has(value)) wish[at] |= bit;
    });
    return wish;
  };

  /** Whether a row has none of the answers that are wished for.
   * @param {Uint8Array} bits @param {Uint8Array} wish @param {number} place */
  const misses = (bits, wish, place) => {
    for (let at = 0; at < wish.length; at += 1) if (wish[at] & bits[place * wish.length + at]) return false;
    return true;
  };

  /** The one facet that a row misses, or FITS, or FAR.
   * @param {Uint8Array[]} bits @param {(Uint8Array | null)[]} wishes @param {number} place */
  const missOf = (bits, wishes, place) => {
    let miss = FITS;
    for (let f = 0; f < wishes.length; f += 1) {
      const wish = wishes[f];
      if (!wish || !misses(bits[f], wish, place)) continue;
      if (miss !== FITS) return FAR;
      miss = f;
    }
    return miss;
  };

  /** Counts rows by what each of their numbers is, which is quicker than bit by bit. */
  class Count {
    /** @param {Facet} facet @param {Uint8Array} bits */
    constructor(facet, bits) {
      this.options = facet.options;
      this.bits = bits;
      this.width = widthOf(facet);
      this.sums = new Uint32Array(this.width * 64);
      this.all = 0; // rows that have an answer
    }

    /** @param {number} place */
    add(place) {
      let some = 0;
      for (let at = 0; at < this.width; at += 1) {
        const number = this.bits[place * this.width + at];
        this.sums[at * 64 + number] += 1;
        some |= number;
      }
      if (some) this.all += 1;
    }

    /** How many rows had each answer. */
    get counts() {
      return this.options.map((_, option) => {
        const { at, bit } = bitOf(option);
        let sum = 0;
        for (let n = 0; n < 64; n += 1) if (n & bit) sum += this.sums[at * 64 + n];
        return sum;
      });
    }
  }

  /** @type {Logic["select"]} */
  const select = ({ count, facets, bits }, state, has) => {
    const wishes = facets.map((facet) => wishOf(facet, state));
    const counting = facets.map((facet, f) => new Count(facet, bits[f]));
    /** @type {number[]} */
    const places = [];
    for (let place = 0; place < count; place += 1) {
      const miss = has(place) ? missOf(bits, wishes, place) : FAR;
      if (miss === FITS) {
        places.push(place);
        for (const one of counting) one.add(place);
      } else if (miss !== FAR) counting[miss].add(place);
    }
    const counts = counting.map((one) => one.counts);
    const splits = counts.map((some, f) => wishes[f] !== null || some.some((sum) => sum > 0 && sum < counting[f].all));
    return { places, counts, splits };
  };

  /** @type {Logic["waysOut"]} */
  const waysOut = ({ count, facets, bits }, state, inScope, ranks) => {
    const wishes = facets.map((facet) => wishOf(facet, state));
    const units = wishes.flatMap((wish, f) => (wish ? [f] : [])).concat(state.q ? [facets.length] : []);
    const missed = Array.from({ length: count }, (_, place) => {
      if (!inScope[place]) return null;
      return units.filter((f) => (f < facets.length ? misses(bits[f], /** @type {Uint8Array} */ (wishes[f]), place) : !ranks.has(place)));
    });
    const name = (/** @type {number} */ unit) => facets[unit]?.id ?? WORDS;
    const way = (/** @type {number[]} */ drop) => {
      const sum = missed.filter((some) => some?.every((unit) => drop.includes(unit))).length;
      return { drop: drop.map(name), count: sum };
    };
    const best = (/** @type {number[][]} */ drops) => drops.map(way).filter(({ count: sum }) => sum).sort((a, b) => b.count - a.count);
    const pairs = units.flatMap((one, at) => units.slice(at + 1).map((other) => [one, other]));
    const singles = units.length > 1 || !state.q ? best(units.map((unit) => [unit])) : [];
    const fewest = missed.reduce((least, some) => Math.min(least, some?.length ?? units.length), units.length);
    const closest = missed.flatMap((some, place) => (some?.length === fewest && fewest < units.length ? [place] : []));
    return { ways: singles.length ? singles : best(pairs), closest };
  };

  /** @type {Logic["partOf"]} */
  const partOf = ({ facets, answers, leads }, state, place) => {
    const asked = state.choices.get("role");
    const at = facets.findIndex(({ id }) => asked && id === "role");
    const wish = at < 0 ? null : wishOf(facets[at], state);
    if (!wish || !misses(leads, wish, place)) return [];
    const options = answers(at, place).map((option) => facets[at].options[option]);
    return options.flatMap(([value, label]) => (asked?.has(value) ? [label] : []));
  };

  /** @type {Logic["order"]} */
  const order = (index, places, state, relevance) => {
    const { facets, answers, minutes, cases, created } = index;
    const sort = orderOf(state);
    const effort = facets.findIndex(({ id }) => id === "effort");
    /** What is led by a role that is asked comes first, then what is light.
     * @param {number} place */
    const burden = (place) => (partOf(index, state, place).length ? 10 : 0) + (answers(effort, place)[0] ?? 99);
    const burdens = new Map(sort === "quick" ? places.map((place) => [place, burden(place)]) : []);
    /** @param {number} place */
    const burdenOf = (place) => burdens.get(place) ?? 0;
    /** @param {number} a @param {number} b */
    const byTime = (a, b) => (minutes[a] || 1e9) - (minutes[b] || 1e9) || a - b;
    /** @type {Record<string, (a: number, b: number) => number>} */
    const orders = {
      relevance: (a, b) => relevance(b) - relevance(a) || a - b,
      title: (a, b) => a - b,
      quick: (a, b) => burdenOf(a) - burdenOf(b) || byTime(a, b),
      time: byTime,
      cases: (a, b) => cases[b] - cases[a] || a - b,
      newest: (a, b) => (created[a] < created[b] ? 1 : created[a] > created[b] ? -1 : a - b),
    };
    return [...places].sort(orders[sort] ?? orders.relevance);
  };

  globalThis.playbookLogic = { read, write, unpack, select, waysOut, order, partOf, orderOf, ordersOf, titleOf };
}
