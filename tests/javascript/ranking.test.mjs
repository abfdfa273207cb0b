// How words are taken, and how well documents answer them, without a page. Run by `test_javascript.py`.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runInThisContext } from "node:vm";
import { script } from "./scripts.mjs";

for (const name of ["terms.js", "ranking.js"]) runInThisContext(script(name));
const { words } = globalThis.playbookTerms;
const { ideas, ideaRanks, inOrder, lexicon, telling, together, isSlip } = globalThis.playbookRanking;
const same = (word) => word;
const head = (synonyms = [], language = "en") => ({ language, synonyms: new Map(synonyms) });
const ranksOf = (list) => list.reduce((ranks, [place, rank]) => ranks.fill(rank, place, place + 1), new Float64Array(9));
const phrases = (q, ...rest) => ideas(words(q), head(...rest), same).map(({ words }) => words.join(" "));

test("words are taken without accents, signs and possessives", () => {
  assert.deepEqual(words("The District\u2019s \u201CÉlan\u201D, don't!"), ["the", "district", "elan", "dont"]);
  assert.deepEqual(words("a-b_c 30"), ["a", "b", "c", "30"]);
  assert.deepEqual(words("\u4f1a\u8b70\u5ba4"), ["\u4f1a\u8b70", "\u8b70\u5ba4"]);
  assert.deepEqual(words("\ud800"), []);
  assert.equal(words("x ".repeat(9999)).length, 200);
});

test("words that say nothing are left out, unless there are no others", () => {
  assert.deepEqual(phrases("how to build a team"), ["build", "team"]);
  assert.deepEqual(phrases("to do"), ["to", "do"]);
  assert.deepEqual(phrases("la escuela", [], "es"), ["escuela"]);
  assert.deepEqual(phrases("la escuela", [], "fr"), ["la", "escuela"]);
});

test("a phrase that the field knows is one idea, the longest first", () => {
  const known = [["buy in", ["ownership"]], ["exit ticket", ["reflection"]], ["exit", ["end"]]];

  assert.deepEqual(phrases("teacher buy in", known), ["teacher", "buy in"]);
  assert.deepEqual(phrases("exit ticket exit", known), ["exit ticket", "exit"]);
  assert.deepEqual(ideas(["exit"], head(known), same)[0].others, ["end"]);
});

test("words that mean the same find each other, and what is beside them does not find them", () => {
  const stem = (word) => word.replace(/(al|ings?|s)$/, "");
  const groups = [[["PD", "professional learning"], ["training", "PDs"]], [["PD", "growth"], []], [["meeting", "meetings"], []]];

  const { synonyms, known } = lexicon({ language: "en", synonyms: groups }, words, stem);

  assert.deepEqual(synonyms.get("pd"), ["professional learning", "training", "growth"]);
  assert.deepEqual(synonyms.get("profession learn"), ["PD", "training", "PDs"]);
  assert.ok(!synonyms.has("train"));
  assert.deepEqual(synonyms.get("meet"), []);
  assert.deepEqual(known, ["growth", "learning", "meeting", "meetings", "pd", "pds", "professional", "training"]);
});

test("nobody makes a search long", () => {
  assert.equal(ideas(Array.from({ length: 99 }, (_, n) => `w${n}`), head(), same).length, 8);
});

test("small words leave room for what a long question is about", () => {
  const question = "what can I do about all of this when I have a teacher shortage";

  assert.deepEqual(phrases(question), ["teacher", "shortage"]);
  assert.deepEqual(phrases("my team just wont talk because they cant"), ["team", "talk"]);
});

test("of a sentence, what says the weightiest of it may stand before what says all", () => {
  const asked = [[1, 1], [1, 1], [1, 1], [1, 1]].map(([place, rank]) => [[place, rank]]);
  const lists = asked.map((list, n) => ranksOf(n ? [...list, [2, 9]] : list));
  const first = ({ ranks }) => [...ranks].sort((a, b) => b[1] - a[1])[0][0];

  assert.equal(first(together(lists, 9)), 2);
  assert.equal(first(together(lists.slice(0, 3), 9)), 1);
});

test("a page for those who write stands after entries that say all, and is found where they say nothing", () => {
  const first = (url, entry) => {
    const head = { count: 2, pages: [["A page", url]] };
    const { ranks } = inOrder(head, [{}, {}], Array.from({ length: 2 }, () => Float64Array.from([entry, 5])));
    return [...ranks].sort((a, b) => b[1] - a[1])[0][0];
  };

  assert.equal(first("about/", 1), 1);
  assert.equal(first("contributing/search/", 1), 0);
  assert.equal(first("contributing/search/", 0), 1);
});

test("a phrase asks for all its words, another word for the same weighs less, and rare words more", () => {
  const lists = { a: [[1, 10], [2, 10]], b: [[1, 10]], c: [[2, 10], [3, 10]], d: [[1, 10], [2, 10], [3, 10]] };
  const postings = (term) => ({ size: lists[term].length, weights: ranksOf(lists[term]) });
  const rank = (...phrases) => ideaRanks({ words: [], others: [], phrases }, postings, 4);

  assert.deepEqual([...rank(["a", "b"])].map(Boolean), [false, true, false, false]);
  assert.deepEqual([...rank(["b", "a"])], [...rank(["a", "b"])]);
  assert.deepEqual([...rank([])], [0, 0, 0, 0]);
  assert.ok(rank(["a"], ["c"])[2] > rank(["a"], ["c"])[3]);
  assert.ok(rank(["b"])[1] > rank(["d"])[1]);
});

test("what says all comes first, and what says some only where that is little", () => {
  const lists = (...several) => several.map(ranksOf);
  const all = together(lists([[1, 1], [2, 9]], [[1, 1], [3, 9]]), 9);
  const enough = together(lists([[1, 1], [2, 1], [3, 1], [4, 9]], [[1, 1], [2, 1], [3, 1]]), 9);
  const some = together(lists([[1, 5]], [[2, 9]], []), 9);

  assert.equal([...all.ranks].sort((a, b) => b[1] - a[1])[0][0], 1);
  assert.deepEqual(all.left, []);
  assert.deepEqual([...enough.ranks.keys()], [1, 2, 3]);
  assert.deepEqual(some.left, [0, 2]);
  assert.equal(together(lists([], []), 9).ranks.size, 0);
});

test("a slip is a letter more, less, other or exchanged; two in long words; none in short ones", () => {
  for (const [typed, word] of [["princpal", "principal"], ["comunity", "community"], ["recieve", "receive"], ["profesionel", "professional"]]) {
    assert.ok(isSlip(typed, word), typed);
  }
  const others = [["bullying", "building"], ["audit", "audio"], ["toxic", "topic"], ["charter", "chapter"], ["fire", "five"]];
  for (const [typed, word] of [["cat", "car"], ["team", "steam"], ["asdfgh", "asking"], ["board", "brand"], ...others]) {
    assert.ok(!isSlip(typed, word), typed);
  }
});

test("a phrase of any length is known, and small words say nothing", () => {
  const known = [["multi tier system of support", ["MTSS"]]];

  assert.deepEqual(phrases("multi tier system of support team", known), ["multi tier system of support", "team"]);
  assert.deepEqual(telling(words("we dont have any tips"), "en"), ["we", "dont", "have", "any", "tips"]);
  assert.deepEqual(telling(words("b equity"), "en"), ["equity"]);
});
