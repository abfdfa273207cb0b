// How well documents answer words, and nothing of where the index comes from: pure functions, tested
// without a page. docs/contributing/search.md says it in words; the types are in globals.d.ts.
"use strict";

{
  const MOST = 8; // ideas of a search
  const LONGEST = 40; // words in which they are looked for
  const OTHER = 0.6; // what another word for the same counts
  const FEW = 3; // results, below which those that say less are listed too
  const MOST_OF = 0.5; // of the best of those, so much at least
  const WHOLE = 1e6; // what says all ideas stands before what says some
  const SENTENCE = 4; // ideas from which it need not, for hardly anything says all of a sentence
  const ALL = 1.5; // what saying all of them counts then
  const ASIDE = "contributing/"; // the pages for those who write: they stand after what leaders look for
  const SHORT = 4; // letters below which a word is not taken for a misspelled one
  const FAR = 3; // what a letter counts that nobody takes for the other
  const VOWELS = "aeiouy";
  const LONG = 8; // letters from which two may be wrong

  /** Words that say nothing by themselves, by language, each between spaces. @type {Record<string, string>} */
  const EMPTY = {
    en: " a about after all an and any are as at be been best better but by can do does dont for from get give had has have how i ideas if in into is it its just make me more most my next no not of off on or our run should so some than that the their they this tips to up us use we were what when where which who why with would you your because cant couldnt didnt doesnt each feel feels getting going gets go goes havent hasnt im isnt arent wasnt made only other really thats too very want wants wont wouldnt ",
    es: " a al como con cual cuando de del donde el en es la las lo los mi o para por que se ser si su sus un una y yo ",
  };

  /** Words without those that say nothing by themselves, unless there are no others.
   * @type {Ranking["telling"]} */
  const telling = (words, language) => {
    const some = words.filter((word) => word.length > 1 && !EMPTY[language]?.includes(` ${word} `));
    return some.length ? some : words;
  };

  /** For each phrase of a group, as terms in one text, the other words for the same, as they are said;
   * and every word of the field, so that a slip in one is understood though no entry says it.
   * @type {Ranking["lexicon"]} */
  const lexicon = ({ language, synonyms: groups }, wordsOf, stem) => {
    const keyOf = (/** @type {string} */ phrase) => wordsOf(phrase).map(stem).join(" ");
    /** @type {Map<string, string[]>} */
    const synonyms = new Map();
    for (const [same, also] of groups) {
      for (const word of same) {
        const key = keyOf(word);
        const more = [...(synonyms.get(key) ?? []), ...same, ...also];
        synonyms.set(key, [...new Set(more)].filter((other) => keyOf(other) !== key));
      }
    }
    const known = [...new Set(groups.flat(2).flatMap(wordsOf))].sort();
    return { language, synonyms, known };
  };

  /** The ideas in a search: for each, the phrases that say it, its own first.
   * @type {Ranking["ideas"]} */
  const ideas = (words, { language, synonyms }, stem) => {
    const said = words.slice(0, LONGEST);
    const stems = said.map(stem);
    const some = new Set(telling(said, language));
    /** @type {Idea[]} */
    const found = [];
    for (let at = 0; at < said.length; ) {
      let end = said.length;
      while (end > at + 1 && !synonyms.has(stems.slice(at, end).join(" "))) end -= 1;
      const phrase = stems.slice(at, end);
      const others = synonyms.get(phrase.join(" ")) ?? [];
      if (end > at + 1 || some.has(said[at])) found.push({ words: said.slice(at, end), phrases: [phrase], others });
      at = end;
    }
    return found.slice(0, MOST);
  };

  /** @type {Ranking["postings"]} */
  const postings = (lists, count) => {
    const weights = new Uint16Array(count);
    for (const list of lists) {
      for (let at = 0, place = 0; at < list.length; at += 2) weights[(place += list[at])] += list[at + 1];
    }
    return { size: lists.flat().length / 2, weights };
  };

  /** How rare a term is, as in BM25. @param {number} documents @param {number} count */
  const rarity = (documents, count) => Math.log(1 + (count - documents + 0.5) / (documents + 0.5));

  /** What each document says of an idea, in the words that fit it best; a phrase asks for all its terms.
   * @type {Ranking["ideaRanks"]} */
  const ideaRanks = (idea, postings, count) => {
    const best = new Float64Array(count);
    idea.phrases.forEach((phrase, number) => {
      const lists = phrase.map(postings);
      const worth = lists.map(({ size }) => (rarity(size, count) / lists.length) * (number ? OTHER : 1));
      if (!lists.length || lists.some(({ size }) => !size)) return;
      for (let place = 0; place < count; place += 1) {
        let sum = 0;
        for (let n = 0; n < lists.length; n += 1) {
          const weight = lists[n].weights[place];
          sum = weight && (n === 0 || sum) ? sum + weight * worth[n] : 0;
        }
        if (sum > best[place]) best[place] = sum;
      }
    });
    return best;
  };

  /** The documents that say all ideas that any says; where these are few, or a sentence was asked, then
   * those that say most of what is asked, by how rare it is; and the ideas that the first one leaves out.
   * @type {Ranking["together"]} */
  const together = (ofIdeas, count) => {
    const sizes = ofIdeas.map((ranks) => ranks.filter(Boolean).length);
    const worth = sizes.map((size) => size && rarity(size, count));
    const all = worth.reduce((sum, one) => sum + one, 0);
    const isSentence = ofIdeas.length >= SENTENCE;
    /** @type {Ranks} */
    const whole = new Map();
    /** @type {Ranks} */
    const part = new Map();
    let [first, best, next] = [-1, 0, 0];
    for (let place = 0; place < (ofIdeas[0]?.length ?? 0); place += 1) {
      let [sum, share, isWhole] = [0, 0, true];
      for (let at = 0; at < ofIdeas.length; at += 1) {
        const rank = ofIdeas[at][place];
        sum += rank;
        if (rank) share += worth[at];
        else if (worth[at]) isWhole = false;
      }
      if (!sum) continue;
      const rank = isSentence ? sum * (isWhole ? ALL : Math.sqrt(share / all)) : isWhole ? WHOLE + sum : (sum * share) / all;
      (isWhole ? whole : part).set(place, rank);
      if (!isWhole) next = Math.max(next, rank);
      if (rank > best) [first, best] = [place, rank];
    }
    const most = whole.size < FEW || isSentence ? [...part].filter(([, rank]) => rank >= next * MOST_OF) : [];
    return {
      ranks: new Map([...whole, ...most]),
      isWhole: whole.size > 0,
      left: ofIdeas.flatMap((ranks, at) => (ranks[first] ? [] : [at])),
    };
  };

  /** @type {Ranking["inOrder"]} */
  const inOrder = ({ count, pages }, ideas, ofIdeas) => {
    const entries = count - pages.length;
    const [ofEntries, ofPages] = [[0, entries], [entries]].map(([from, to]) =>
      together(ofIdeas.map((ranks) => ranks.subarray(from, to)), count),
    );
    const { ranks, isWhole } = ofEntries;
    const missing = (ranks.size ? ofEntries : ofPages).left;
    const hasEntries = ranks.size > 0;
    for (const [page, rank] of ofPages.ranks) {
      const isLess = hasEntries && (!isWhole || pages[page][1].startsWith(ASIDE)); // no entry says all either
      ranks.set(entries + page, isLess && rank > WHOLE ? rank - WHOLE : rank);
    }
    return { ranks, left: ideas.flatMap((idea, at) => (idea.isPartial || missing.includes(at) ? [at] : [])) };
  };

  const KEYS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

  /** Whether two letters are easily taken for each other: vowels, and neighbors on a keyboard.
   * @param {string} one @param {string} other */
  const areNear = (one, other) => {
    if (VOWELS.includes(one) && VOWELS.includes(other)) return true;
    const [a, b] = [one, other].map((letter) => {
      const row = KEYS.findIndex((keys) => keys.includes(letter));
      return [row, row < 0 ? -9 : KEYS[row].indexOf(letter)];
    });
    return Math.abs(a[0] - b[0]) <= 1 && Math.abs(a[1] - b[1]) <= 1;
  };

  /** Whether one word is another with a slip or two: a letter more, less, other, or two exchanged.
   * @type {Ranking["isSlip"]} */
  const isSlip = (typed, word) => {
    const most = typed.length < SHORT ? 0 : typed.length < LONG ? 1 : 2;
    if (!most || typed[0] !== word[0] || Math.abs(typed.length - word.length) > most) return false;
    let before = [0];
    let last = Array.from({ length: word.length + 1 }, (_, n) => n);
    for (let i = 1; i <= typed.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= word.length; j += 1) {
        const cost = typed[i - 1] === word[j - 1] ? 0 : typed.length > SHORT && areNear(typed[i - 1], word[j - 1]) ? 1 : FAR;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
        const crossed = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1];
        if (crossed) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[word.length] <= most;
  };

  globalThis.playbookRanking = { telling, lexicon, ideas, postings, ideaRanks, together, inOrder, isSlip };
}
