// What is said of assets, in links and in the browser, and which moves it leads to: the table that the
// Python tests read too.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInThisContext } from "node:vm";
import { script } from "./scripts.mjs";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf-8");
runInThisContext(script("profiles.js"));
const { encode, decode, suggest } = globalThis.playbookProfiles;
const { books, cases } = JSON.parse(read("tests/unit/records/pages/stock_cases.json"));

for (const { what, book, answers, expected } of cases) {
  test(`${book}: ${what}`, () => {
    const { conditions, find_out } = books[book];
    const digits = answers.replaceAll(" ", "");
    const questions = conditions.flatMap((condition) => condition.questions);
    const said = Object.fromEntries(questions.map((id, place) => [id, digits[place]]));
    assert.deepEqual(suggest(conditions, find_out, said), expected);
  });
}

const profile = (said) => ({ date: "2026-11-27", said });

test("a profile comes back as it was written, whatever the words", () => {
  const words = ["", "Room 4", "a.b_c~d-e!'()*", "100% & #1?", "\u{1f333} Distrito Núñez\n", "_20", "<b>", "__proto__", "é".repeat(300), "\u{1f333}".repeat(150)];
  const all = profile(Object.fromEntries(words.map((text, n) => [`abcd${"234567abcd"[n]}`, `${n % 5}${text}`])));
  assert.deepEqual(decode(encode(all, true)), all);
  assert.deepEqual(decode(`#${encode(all, true)}`), all);
  assert.match(encode(all, true), /^[\w.-]+$/);
});

test("what was written is in a link only where it is chosen", () => {
  assert.equal(encode(profile({ abcde: "1Room 4", fghij: "0Room 5" }), false), "v1.2026-11-27.abcde1.fghij0");
});

test("half of a sign is written as the sign for what cannot be read", () => {
  assert.equal(decode(encode(profile({ abcde: "1\ud83c" }), true)).said.abcde, "1\ufffd");
});

const BROKEN = [
  undefined, null, 0, {}, [], "", "#", "v1", "v1.2026-11-27.", "v1.2026-11-27.abcde", "v1.2026-11-27.abcde5", "v1.2026-11-27.ABCDE1",
  "v2.2026-11-27.abcde1", "v1.2026-13-45.abcde1", "v1.2026-11-27.abcde1_", "v1.2026-11-27.abcde1_ff", "v1.2026-11-27.abcde1%20",
  "v1.2026-11-27.abcde1<b>", "v1.2026-11-27.abcde1\n", `v1.2026-11-27.abcde1${"a".repeat(3000)}`, { toString: 1 }, ["v1"],
];
for (const text of BROKEN) {
  test(`${JSON.stringify(text)?.slice(0, 50)} holds no profile`, () => assert.equal(decode(text), null));
}
