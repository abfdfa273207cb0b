// The explorer's algebra and address codec, without a page. Run by `test_javascript.py`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInThisContext } from "node:vm";

const source = ["words.js", "logic.js"]
  .map((name) => readFileSync(new URL(`../../overrides/assets/${name}`, import.meta.url), "utf-8"))
  .join("");
const { read, write, select, order } = runInThisContext(`${source};playbookLogic`);

const facets = [
  { id: "role", label: "Role", options: [["principal", "Principal"], ["teacher", "Teacher"]] },
  { id: "effort", label: "Effort", options: [["light", "Light"], ["heavy", "Heavy"]] },
];
const rows = [
  [0, "a", "Ask", [[0, 1], [0]], 20, 1, "2026-01-01", []],
  [0, "b", "Build", [[0], [1]], 90, 0, "2026-02-01", []],
  [0, "c", "Circle", [[1], [0]], 0, 3, "2025-01-01", []],
];
const index = { collections: ["moves"], facets, rows };
const state = (choices = {}, q = "", sort = "") => ({
  choices: new Map(Object.entries(choices).map(([id, values]) => [id, new Set(values)])),
  q,
  sort,
});
const everything = () => true;

test("answers within a facet widen, and facets narrow each other", () => {
  const places = (choices) => select(index, state(choices), everything).places;

  assert.deepEqual(places({}), [0, 1, 2]);
  assert.deepEqual(places({ role: ["principal", "teacher"] }), [0, 1, 2]);
  assert.deepEqual(places({ role: ["principal"], effort: ["heavy"] }), [1]);
  assert.deepEqual(places({ role: ["teacher"], effort: ["heavy"] }), []);
});

test("a count says how many there would be with that answer added", () => {
  const { counts } = select(index, state({ role: ["principal"] }), everything);

  assert.deepEqual(counts, [[2, 2], [1, 1]]);
});

test("words and facets hold together", () => {
  const { places } = select(index, state({ role: ["teacher"] }), (place) => place !== 0);

  assert.deepEqual(places, [2]);
});

test("an address comes back as it was written", () => {
  const whole = state({ role: ["teacher", "principal"], effort: ["light"] }, "circle & é", "time");

  const address = write(whole, facets);

  assert.equal(address, "?role=principal&role=teacher&effort=light&q=circle+%26+%C3%A9&sort=time");
  assert.deepEqual(read(address, facets).state, {
    ...whole,
    choices: new Map([["role", new Set(["principal", "teacher"])], ["effort", new Set(["light"])]]),
  });
});

test("what is not known is named and not kept", () => {
  const { state: part, rest } = read("?role=king&__proto__=x&constructor=y&sort=worst", facets);

  assert.equal(part.choices.size, 0);
  assert.equal(part.sort, "");
  assert.deepEqual(rest, ["role=king", "__proto__=x", "constructor=y", "sort=worst"]);
});

test("an address of any length and shape is read", () => {
  for (const query of ["?%E0%A4%A", "?q=\ud800", `?q=${"x".repeat(100_000)}`, "?&&==&", "?q=%00"]) {
    const { state: part } = read(query, facets);
    assert.ok(part.q.length <= 2000);
    assert.ok(part.q.isWellFormed());
  }
});

test("each order is an order of the same rows", () => {
  const by = (sort) => order(index, [0, 1, 2], sort, (row) => row).map((place) => rows[place][1]).join("");

  assert.equal(by("relevance"), "cba");
  assert.equal(by("title"), "abc");
  assert.equal(by("time"), "abc");
  assert.equal(by("cases"), "cab");
  assert.equal(by("newest"), "bac");
});
