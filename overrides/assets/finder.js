// Finds entries and pages by words: loads the parts of the index that a search needs, and asks
// ranking.js. Used by the explorer and by the search dialog, which say the same for the same words.
// Everything is a script, since modules and fetches are refused on file://. Types: globals.d.ts.
"use strict";

{
  const FORMAT = 2; // of the index, as src/playbook/search/index.py writes it
  const BEGUN = 4; // letters from which a last word may be the beginning of one
  const MOST_SAID = 4; // other words that are named
  const MOST_NEAR = 20; // words that a beginning is taken for
  const NAMED = 1e9; // what is called so stands before all
  const CONTEXT = 160; // characters around a match
  const { src, dataset: stemmers } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const DATA = { index: "@../explore/index.js", head: "@../search/head.js" }; // an @ gets its hash when published
  const root = new URL("../", src);
  const shared = globalThis.playbookShared; // a school's pages, where it shares the district's

  /** @type {Map<string, Promise<void>>} */
  const scripts = new Map();

  /** Load a classic script of the site once; after a failure, again.
   * @param {string} [file] */
  const load = (file = "") => {
    const before = scripts.get(file);
    if (before) return before;
    /** @type {Promise<void>} */
    const wait = new Promise((resolve, reject) => {
      const heard = { src: file, onload: () => resolve(), onerror: reject };
      document.head.append(Object.assign(document.createElement("script"), heard));
    });
    wait.catch(() => scripts.delete(file));
    scripts.set(file, wait);
    return wait;
  };

  let isOwn = true;
  /** The address of data: an edition's own, or that of this site. @param {"index" | "head"} name */
  const data = (name) => (isOwn && shared?.data(name)) || new URL(DATA[name], src).href;

  /** The address of what is loaded beside the index. @param {string} name */
  const beside = (name) => new URL(`${name}.js`, data("index")).href;

  /** The address of a page of this site, or of the edition that it stands for.
   * @param {string} page @param {string} [file] what a disk needs to open it */
  const open = (page, file = root.protocol === "file:" ? "index.html" : "") => {
    const { href } = new URL(page + file, root);
    return shared?.place(href) ?? href;
  };

  /** @type {Finder["index"]} */
  const index = async () => {
    await load(data("index")).catch(() => {
      isOwn = false; // of an edition that has changed since: its data goes together
      return load(data("index")).catch(() => {});
    });
    const value = globalThis.playbookIndex;
    return Array.isArray(value?.answers) && Array.isArray(value.facets) ? value : null;
  };

  /** There are few collections: each has one sign, as logic.js reads it. @type {Finder["collection"]} */
  const collection = ({ collection: [names, column] }, place) => names[column.charCodeAt(place) - 63];

  /** @type {Finder["cards"]} */
  const cards = async (index, places, view = "cards") => {
    const { block, stamp } = index;
    const blockOf = (/** @type {number} */ place) => `${view}/${Math.floor(place / block)}`;
    await Promise.all([...new Set(places.map(blockOf))].map((name) => load(beside(name)).catch(() => {})));
    return places.flatMap((place) => {
      const [own, rows] = globalThis.playbookCards?.[blockOf(place)] ?? [];
      if (own !== stamp || !rows) return [];
      const [id, title, text, condition, facts, spoken, at] = rows[place % block];
      const address = open(`${collection(index, place)}/${id}/`);
      return [{ place, view, title, address, text, condition, facts, spoken, at }];
    });
  };

  /** @type {Finder["summaries"]} */
  const summaries = async () => {
    await load(beside("summaries"));
    return new Map(Object.entries(globalThis.playbookSummaries ?? {}).map(([page, text]) => [open(page, ""), text]));
  };

  /** @type {Terms} */
  let terms;
  /** @type {Ranking} */
  let ranking;
  /** @type {Lexicon} */
  let lexicon;

  /** What takes words and puts results in order; only readers who search wait for it. */
  const readParts = async () => {
    await load(new URL("@ranking.js", src).href);
    ({ playbookTerms: terms, playbookRanking: ranking } = globalThis);
    if (!ranking) throw new Error("parts");
  };

  /** What a search asks first. @returns {Promise<SearchHead>} */
  const readHead = async () => {
    await load(data("head"));
    const head = globalThis.playbookSearch;
    if (head?.format !== FORMAT || !Array.isArray(head.shards)) throw new Error("format");
    await Promise.all(Object.keys(head.stemmers).map((name) => name && load(stemmers[name] || shared?.data(/** @type {Language} */ (name)))));
    return head;
  };

  /** The number of the shard that a term is in, if it is in any. @param {SearchHead} head @param {string} term */
  const shardOf = (head, term) => head.shards.findLastIndex((first) => first <= term);

  /** @param {number} number @returns {Promise<Shard>} */
  const readShard = async (number) => {
    if (number < 0) return {};
    await load(new URL(`${number}.js`, data("head")).href);
    return globalThis.playbookShards?.[number] ?? Promise.reject(number); // it came, and is no shard
  };

  /** The first of the longest. @template {{ length: number }} T @param {T[]} list */
  const longest = (list) => list.reduce((one, other) => (other.length > one.length ? other : one));

  /** One search, with the parts of the index that it has loaded. */
  class Search {
    /** @type {Map<string, Postings>} */
    lists = new Map();

    /** For each term, those of the same words in all languages. @type {Map<string, string[]>} */
    same = new Map();

    /** @param {SearchHead} head */
    constructor(head) {
      this.head = head;
      this.stems = terms.stems(head);
      lexicon ??= ranking.lexicon(head, terms.words, this.stems[0]);
    }

    /** The term of a word in the playbook's language, with what is added to it in all of them.
     * @param {string} word @param {string} more */
    term(word, more) {
      const [term, ...others] = this.stems.map((stem) => stem(word) + more);
      this.same.set(term, [...new Set([...this.all(term), ...others])]);
      return term;
    }

    stem = (/** @type {string} */ word) => this.term(word, "");

    /** Where the index has the entries of a name, as src/playbook/search/index.py writes it. @param {string[]} name */
    named(name) {
      return this.term(longest(["", ...name]), ` ${name.join(" ")}`);
    }

    /** @param {string} term */
    all = (term) => this.same.get(term) ?? [term];

    /** The documents of a term, in steps. @param {string} term @returns {Promise<number[]>} */
    list = async (term) => {
      const shard = await readShard(shardOf(this.head, term));
      return shard[term]?.[1] ?? [];
    };

    /** Have the documents of some terms at hand. @param {string[]} asked */
    async fetch(asked) {
      await Promise.all(
        asked.map(async (term) => {
          this.lists.set(term, ranking.postings(await Promise.all(this.all(term).map(this.list)), this.head.count));
        }),
      );
    }

    /** The documents of a term that is at hand. @param {string} term */
    postings = (term) => /** @type {Postings} */ (this.lists.get(term));

    /** What each document says of an idea, in phrases that are at hand. @param {Idea} idea */
    ranked = (idea) => ranking.ideaRanks(idea, this.postings, this.head.count);

    /** The same, with the other words for it. @param {Idea} idea */
    async ranks(idea) {
      const others = idea.others.map((other) => ranking.telling(terms.words(other), this.head.language).map(this.stem));
      idea.phrases.push(...others);
      await this.fetch(idea.phrases.flat());
      return this.ranked(idea);
    }

    /** The same; of an idea that nothing says, in words that somebody may have meant.
     * @param {Idea} idea @param {boolean} isLast @param {boolean} mayCorrect */
    async widely(idea, isLast, mayCorrect) {
      const ranks = await this.ranks(idea);
      const some = ranks.some(Boolean) ? ranks : this.loosely(idea);
      if (!mayCorrect || some.some(Boolean)) return some;
      idea.meant = await this.meant(idea, isLast);
      await this.fetch(idea.phrases.flat());
      return this.ranked(idea);
    }

    /** The same, of a phrase that nothing says whole: from all its words but one. @param {Idea} idea */
    loosely(idea) {
      const phrase = longest(idea.phrases);
      const shorter = phrase.length < 3 ? [] : phrase.map((_, at) => phrase.filter((_, other) => other !== at));
      const ranks = this.ranked({ ...idea, phrases: [[], ...shorter] });
      idea.isPartial = ranks.some(Boolean);
      return ranks;
    }

    /** The words of the index that begin like one, or as one, with how often they are said.
     * @param {string} start @param {(word: string) => boolean} fits @returns {Promise<[string, string, number][]>} */
    async near(start, fits) {
      const from = shardOf(this.head, start);
      const to = shardOf(this.head, `${start}\uffff`);
      const shards = await Promise.all(Array.from({ length: to - from + 1 }, (_, n) => readShard(from + n)));
      return shards.flatMap((shard) =>
        Object.entries(shard).flatMap(([term, [forms, list]]) => {
          const word = forms.split(" ").find(fits);
          return word ? [/** @type {[string, string, number]} */ ([term, word, list.length])] : [];
        }),
      );
    }

    /** The other words for an idea that anything says, each of another stem. @param {Idea} idea */
    helpful(idea) {
      const seen = new Set([idea.phrases[0].join(" ")]);
      return idea.others.filter((_, at) => {
        const phrase = idea.phrases[at + 1] ?? [];
        const key = phrase.join(" ");
        const isNew = !seen.has(key) && this.ranked({ ...idea, phrases: [phrase] }).some(Boolean);
        seen.add(key);
        return isNew;
      }).slice(0, MOST_SAID);
    }

    /** The word of the field that one is a slip of, if there is one. @param {string} typed */
    known(typed) {
      const stem = this.stem(typed);
      if (lexicon.known.some((word) => this.stem(word) === stem)) return ""; // it is one of them
      return lexicon.known.find((word) => ranking.isSlip(typed, word)) ?? "";
    }

    /** Words that somebody may have meant whose word nobody says: those that it begins, at the end of a
     * search; else the one that it is a slip of. @param {Idea} idea @param {boolean} isLast */
    async meant(idea, isLast) {
      const [typed, more] = idea.words;
      if (more || !typed) return "";
      idea.others = []; // they go with the words as typed
      if (isLast && typed.length >= BEGUN) {
        const begun = await this.near(typed, (form) => form.startsWith(typed));
        if (begun.length) {
          idea.phrases = begun.sort((a, b) => b[2] - a[2]).slice(0, MOST_NEAR).map(([term]) => [term]);
          return "";
        }
      }
      const starts = new Set([typed.slice(0, 2), typed[0] + (typed[2] ?? "")]); // the second letter may be too many
      const near = await Promise.all([...starts].map((start) => this.near(start, (form) => ranking.isSlip(typed, form))));
      const [best] = near.flat().sort((a, b) => b[2] - a[2] || (a[1] < b[1] ? -1 : 1));
      if (best) idea.phrases = [[best[0]]];
      return best?.[1] ?? this.known(typed);
    }
  }

  /** @type {Finder["search"]} */
  const search = async (q) => {
    const asked = q.replace(/<[^>]*>/g, " ");
    const first = await searchFor(asked, null);
    if (!first.corrected.length) return first;
    const meant = new Map(first.corrected); // a phrase may be known that has the right word in it
    const again = terms.words(asked).map((word) => meant.get(word) ?? word);
    return searchFor(again.join(" "), first.corrected);
  };

  /** @param {string} q @param {Found["corrected"] | null} corrected what was taken for
   * other words; null where that is to be found out @returns {Promise<Found>} */
  const searchFor = async (q, corrected) => {
    const [head] = await Promise.all([readHead(), readParts()]);
    const one = new Search(head);
    const said = terms.words(q);
    const ideas = ranking.ideas(said, lexicon, one.stem);
    const name = one.named(said);
    const ofIdeas = ideas.map((idea, at) => one.widely(idea, at === ideas.length - 1, !corrected));
    const [found] = await Promise.all([Promise.all(ofIdeas), one.fetch([name])]);
    const { ranks, left } = ranking.inOrder(head, ideas, found);
    one.postings(name).weights.forEach((weight, place) => weight && ranks.set(place, NAMED + (ranks.get(place) ?? 0)));
    const pages = head.pages.flatMap(([title, page, summary, spoken], at) => {
      const rank = ranks.get(head.count - head.pages.length + at);
      return rank ? [{ title, url: open(page), summary, rank, spoken }] : [];
    });
    return {
      ranks,
      corrected: corrected ?? ideas.flatMap(({ words, meant }) => (meant ? [[words[0], meant]] : [])),
      left: ranks.size ? left.map((at) => ideas[at].words.join(" ")) : [],
      also: [...new Set(ideas.flatMap((idea) => one.helpful(idea)))].filter((word) => !said.includes(word)),
      pages,
      words: ideas.flatMap(({ words, phrases }) => [
        ...ranking.telling(words, head.language).map(one.stem),
        ...phrases.filter((phrase, at) => at && phrase.length < 2).flat(),
        ...(words.length > 1 ? [] : phrases[0]),
      ]).flatMap(one.all),
    };
  };

  /** @type {Finder["context"]} */
  const context = async (url, found) => {
    const head = globalThis.playbookSearch;
    if (!head?.texts) return [];
    const stems = terms.stems(head);
    const { href } = new URL("words.js", url);
    await load(href);
    const places = globalThis.playbookTexts?.[href] ?? [];
    const asked = new Set(found.words);
    const isAsked = (/** @type {string} */ word) => terms.words(word).some((part) => stems.some((stem) => asked.has(stem(part))));
    return places.flatMap(([anchor, heading, text]) => {
      const excerpt = around(text, isAsked);
      return excerpt ? [{ title: heading, url: anchor ? `${url}#${anchor}` : url, excerpt }] : [];
    });
  };

  /** The words around the first match in a text, with every match marked; null where there is none.
   * @param {string} text @param {(word: string) => boolean} isAsked */
  const around = (text, isAsked) => {
    const pieces = text.split(/([\p{L}\p{N}'’]+)/u);
    const first = pieces.findIndex((piece, at) => at % 2 && isAsked(piece));
    if (first < 0) return null;
    let from = first;
    for (let room = CONTEXT / 2; from && room > 0; from -= 1) room -= pieces[from - 1].length;
    const nodes = document.createDocumentFragment();
    if (from) nodes.append("… ");
    let at = from;
    for (let room = CONTEXT; at < pieces.length && room > 0; at += 1) {
      const hit = at % 2 && isAsked(pieces[at]);
      nodes.append(hit ? Object.assign(document.createElement("mark"), { textContent: pieces[at] }) : pieces[at]);
      room -= pieces[at].length;
    }
    if (at < pieces.length) nodes.append(" …");
    return nodes;
  };

  globalThis.playbookFinder = { index, collection, cards, summaries, search, context };
}
