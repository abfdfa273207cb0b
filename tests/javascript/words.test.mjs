// What the scripts say, in English and in another language. Run by `test_javascript.py`.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { script } from "./scripts.mjs";

const source = script("words.js");
const texts = { Close: ["Cerrar"], "%(count)s day": ["%(count)s dzień", "%(count)s dni"], move: ["ruch", "ruchy"] };
const english = runInNewContext(`${source};words`);
const other = runInNewContext(`${source};words`, { playbookWords: { rule: (n) => Number(n !== 1), texts } });

test("English is what stands in the scripts", () => {
  assert.equal(english("Close"), "Close");
  assert.equal(english.plural("%(count)s day", "%(count)s days", 1), "1 day");
  assert.equal(english.plural("%(count)s day", "%(count)s days", 0), "0 days");
});

test("another language says it by its own rule", () => {
  assert.equal(other("Close"), "Cerrar");
  assert.equal(other("move"), "ruch");
  assert.equal(other.plural("%(count)s day", "%(count)s days", 5), "5 dni");
  assert.equal(other("Words"), "Words");
});

test("values stand in their places and are not looked at again", () => {
  assert.equal(english("%(a)s and %(b)s", { a: "%(b)s", b: "$&" }), "%(b)s and $&");
});
