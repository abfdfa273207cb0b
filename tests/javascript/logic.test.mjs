// The explorer's algebra and address codec, without a page. Run by `test_javascript.py`.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runInThisContext } from "node:vm";
import { script } from "./scripts.mjs";

const source = ["words.js", "logic.js"].map(script).join("\n");
const { read, write, unpack, select, waysOut, order, partOf, orderOf, titleOf } = runInThisContext(`${source};playbookLogic`);

const facets = [
  { id: "role", label: "Role", options: [["principal", "Principal"], ["teacher", "Teacher"]] },
  { id: "effort", label: "Effort", options: [["light", "Light"], ["heavy", "Heavy"]] },
];
const names = ["a", "b", "c"]; // Ask, Build, Circle
const index = unpack({
  count: 3,
  facets,
  answers: ["B@A", "@A@"], // a: principal and teacher, light; b: principal, heavy; c: teacher, light
  leads: "@@A", // a: the principal
  minutes: [[0, 20, 90], "@A?"],
  cases: [[0, 1, 3], "@?A"],
  created: [["2025-01-01", "2026-01-01", "2026-02-01"], "@A?"],
});
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

test("a row of the index says what it has", () => {
  const many = { id: "many", label: "", options: Array.from({ length: 40 }, (_, n) => [`o${n}`, ""]) };
  const column = "???????" + "_?????A"; // seven signs a row: the first has none, the second o5 and o37
  const wide = unpack({ ...index, count: 2, facets: [many], answers: [column], leads: column, minutes: [[1, 2], "??@?"], cases: [[0], "??"], created: [["x"], "??"] });

  assert.deepEqual([0, 1, 2].map((place) => index.answers(0, place)), [[0, 1], [0], [1]]);
  assert.deepEqual([0, 1, 2].map((place) => index.minutes[place]), [20, 90, 0]);
  assert.deepEqual([wide.answers(0, 0), wide.answers(0, 1), wide.minutes], [[], [5, 37], [1, 2]]);
  assert.deepEqual(select(wide, state({ many: ["o37"] }), everything).places, [1]);
  assert.equal(select(wide, state(), everything).counts[0][37], 1);
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

test("what a hand or a mail program makes of an address is understood", () => {
  const asked = (query) => write(read(query, facets).state, facets);

  for (const value of ["Principal", "PRINCIPAL.", "principal,", "%22principal%22", " principal "]) {
    assert.equal(asked(`?role=${value}`), "?role=principal");
    assert.deepEqual(read(`?Role=${value}`, facets).rest, []);
  }
  assert.equal(asked("?role=teacher,principal&amp;effort=Light"), "?role=principal&role=teacher&effort=light");
  assert.equal(asked("?role=teacher;king"), "?role=teacher");
  assert.deepEqual(read("?role=teacher,king", facets).rest, ["role=king"]);
  assert.deepEqual(read("?utm_source=mail&fbclid=a.b&role=&role=teacher", facets).rest, []);
  assert.equal(asked("?role=,&role="), "");
});

test("an id is itself, whatever another answer or facet is called", () => {
  const renamed = [
    { id: "role", label: "Effort", options: [["principal", "Head"], ["dean", "Principal"]] },
    { id: "effort", label: "Role", options: [["light", "Light"]] },
  ];

  assert.equal(write(read("?role=principal&effort=light", renamed).state, renamed), "?role=principal&effort=light");
  assert.equal(write(read("?role=Head", renamed).state, renamed), "?role=principal");
});

test("of a very long address nothing is read that was cut in two", () => {
  const { state: part, rest } = read(`?role=principal&q=${"x".repeat(100_000)}`, facets);

  assert.deepEqual([...part.choices.keys()], ["role"]);
  assert.equal(part.q, "");
  assert.equal(rest.length, 1);
});

test("without words nothing is the best match, and the quickest comes first", () => {
  assert.equal(orderOf(state()), "listed"); // as the page has it
  assert.equal(orderOf(state({}, "", "relevance")), "listed");
  assert.equal(orderOf(state({}, "", "quick")), "quick");
  assert.equal(orderOf(state({ role: ["teacher"] }, "", "relevance")), "quick");
  assert.equal(orderOf(state({ role: ["teacher"] }, "", "listed")), "quick");
  assert.equal(orderOf(state({}, "trust")), "relevance");
  assert.equal(orderOf(state({}, "trust", "quick")), "quick");
  assert.equal(read("?sort=relevance&q=a", facets).state.sort, "");
  assert.equal(read("?sort=quick&role=teacher", facets).state.sort, "");
  assert.equal(read("?sort=quick", facets).state.sort, "quick");
});

test("a facet splits what is listed, or is asked", () => {
  const splits = (choices, has = everything) => select(index, state(choices), has).splits;

  assert.deepEqual(splits({}), [true, true]);
  assert.deepEqual(splits({}, (place) => place === 1), [false, false]);
  assert.deepEqual(splits({ effort: ["heavy"] }), [false, true]);
});

test("where nothing fits, one thing is given up if that is enough, else two", () => {
  const out = (choices, q = "", found = [0, 1, 2]) => waysOut(index, state(choices, q), [true, true, true], new Map(found.map((place) => [place, 1])));

  assert.deepEqual(out({ role: ["teacher"], effort: ["heavy"] }).ways, [
    { drop: ["effort"], count: 2 },
    { drop: ["role"], count: 1 },
  ]);
  assert.deepEqual(out({ role: ["teacher"], effort: ["heavy"] }, "x", []).ways.map(({ drop }) => drop), [
    ["effort", "q"],
    ["role", "q"],
  ]);
  assert.deepEqual(out({ role: ["principal"] }, "x", []).ways, [{ drop: ["q"], count: 2 }]);
  assert.deepEqual(out({}, "x", []), { ways: [], closest: [] });
  assert.deepEqual(out({ role: ["teacher"], effort: ["heavy"] }).closest, [0, 1, 2]);
});

test("a title says who asks, for what, and with which words", () => {
  assert.equal(titleOf(state({ role: ["principal", "teacher"] }), facets, ["moves"]), "Principal or teacher: moves");
  assert.equal(titleOf(state({ effort: ["light"] }, "a & b"), facets, ["moves", "cases"]), "Moves and cases, effort: light, “a & b”");
  assert.equal(titleOf(state({}, "trust"), facets, ["cases"]), "Cases, “trust”");
  const many = ["a", "b", "c", "d", "e", "f"].map((id) => ({ id, label: id.toUpperCase(), options: [["x", "X"]] }));
  const all = state(Object.fromEntries(many.map(({ id }) => [id, ["x"]])));
  assert.match(titleOf(all, many, ["moves"]), /^Moves, A: X, B: X, C: X, D: X, and 2 more choices$/);
});

test("an address of any length and shape is read", () => {
  for (const query of ["?%E0%A4%A", "?q=\ud800", `?q=${"x".repeat(100_000)}`, "?&&==&", "?q=%00"]) {
    const { state: part } = read(query, facets);
    assert.ok(part.q.length <= 2000);
    assert.ok(part.q.isWellFormed());
  }
});

test("each order is an order of the same rows", () => {
  const by = (sort) => order(index, [0, 1, 2], state({}, "x", sort), (row) => row).map((place) => names[place]).join("");

  assert.equal(by("relevance"), "cba");
  assert.equal(by("title"), "abc");
  assert.equal(by("time"), "abc");
  assert.equal(by("quick"), "acb");
  assert.equal(by("cases"), "cab");
  assert.equal(by("newest"), "bac");
});

test("who leads comes before who takes part, and a card can say which", () => {
  const asked = state({ role: ["teacher"] });
  assert.deepEqual(order(index, [0, 1, 2], asked, () => 0).map((place) => names[place]), ["c", "b", "a"]);
  assert.deepEqual([0, 1, 2].map((place) => partOf(index, asked, place)), [["Teacher"], [], []]);
  assert.deepEqual(partOf(index, state({ role: ["teacher", "principal"] }), 0), []);
  assert.deepEqual(partOf(index, state({}), 0), []);
});
