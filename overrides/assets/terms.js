// From words to terms, as src/playbook/search/terms.py does it; a test compares the two. Pure, and
// tested without a page. Stemmers are loaded beside it.
"use strict";

{
  const LONGEST = 400; // characters of a search that are read
  const UNSPACED = /[぀-ヿ㐀-鿿가-힯]+/gu; // written without spaces

  /** @param {string} word */
  const parts = (word) => {
    const runs = word.match(UNSPACED);
    if (!runs) return [word];
    return runs.flatMap((run) =>
      run.length < 2 ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
    );
  };

  /** The words of a text in small letters, without accents. @type {Terms["words"]} */
  const wordsOf = (text) => {
    const plain = text.slice(0, LONGEST).toWellFormed().normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const whole = plain.replace(/['’]s(?![\p{L}\p{N}_])/gu, "").replace(/(?<=[\p{L}\p{N}_])['’′](?=[\p{L}\p{N}_])/gu, "");
    return (whole.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap(parts);
  };

  /** @type {Terms["stems"]} */
  const stems = ({ stemmers }) =>
    Object.entries(stemmers).map(([name, end]) => (word) => (globalThis.playbookStemmers?.[name]?.stemWord(word) ?? word) + end);

  globalThis.playbookTerms = { words: wordsOf, stems };
}
