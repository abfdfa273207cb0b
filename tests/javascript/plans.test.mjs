// Plans as they are kept, shared and taken along.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runInThisContext } from "node:vm";
import { script } from "./scripts.mjs";

const kept = new Map();
let room = Infinity; // characters of names and values that the store takes in all
globalThis.localStorage = new Proxy({
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => {
    const rest = [...kept].filter(([other]) => other !== key);
    if ([...rest, [key, value]].flat().join("").length > room) throw new Error("QuotaExceededError");
    kept.set(key, value);
  },
  removeItem: (key) => kept.delete(key),
}, { ownKeys: () => [...kept.keys()], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) });
globalThis.words = (text, values = {}) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
globalThis.document = { documentElement: { lang: "en" }, links: [], currentScript: { src: "https://example.org/assets/plan.js" } };
for (const name of ["plans", "papers"]) runInThisContext(script(`${name}.js`));
const { Shelf, parse, encode, decode, dayOf, days, early, move, blank, duration } = globalThis.playbookPlans;
const { calendar, table, markdown } = globalThis.playbookPapers;

const plan = (items, more = {}) => ({ id: "p1", name: "A year", start: "", items: items.map((item) => ({ ...blank("x"), ...item })), ...more });
const fresh = () => {
  kept.clear();
  room = Infinity;
  return new Shelf();
};

test("a plan comes back from its link, with names and notes only if they were chosen", () => {
  const own = plan([{ move: "a", when: "2027-01-31", lead: "Ana ~ B.", note: "x.y~z\n#é" }, { move: "b", when: "w3" }], { start: "2026-08-10" });

  const bare = decode(`#${encode(own)}`);
  const whole = decode(`#${encode(own, true)}`);

  assert.deepEqual(bare.items.map(({ move: id, when, lead, note }) => [id, when, lead, note]), [["a", "2027-01-31", "", ""], ["b", "w3", "", ""]]);
  assert.deepEqual(whole.items, own.items);
  assert.deepEqual([bare.name, bare.start], ["A year", "2026-08-10"]);
});

test("a link is read whatever a mail program has made of it", () => {
  assert.equal(decode(encode(plan([{ move: "a" }, { move: "b" }])).replaceAll("~", "%7E")).items.length, 2);
  for (const hostile of ["", "#", "v1", "v2~x", "v1~%E0%A4%A~~a", "v1~x~y~__proto__.w1~../../x~<b>~a.w999.b.c.d", `v1~${"x".repeat(1e5)}`, `v1~n~~${"a~".repeat(1e5)}`]) {
    const read = decode(hostile);
    assert.ok(read === null || read.items.every(({ move: id }) => /^[a-z0-9-]+$/.test(id)));
    assert.ok((read?.items.length ?? 0) <= 200);
  }
});

test("fifty moves with long names and dates fit into 2,000 characters", () => {
  const items = Array.from({ length: 50 }, (_, n) => ({ move: `a-name-of-average-size-${String(n).padStart(3, "0")}`, when: "2027-01-31" }));

  assert.ok(encode(plan(items)).length + "https://playbook.example.org/learning/plan/#".length <= 2000);
});

test("what cannot be read is set aside, and nothing is lost", () => {
  const poison = [
    "{", "null", "[]", "7", '"x"', "{}", '{"version":2,"plans":[]}', '{"version":1}', '{"version":1,"plans":{}}', '{"version":1,"plans":[{}]}',
    '{"version":1,"plans":[{"id":"p1","items":[{"move":"<script>"}]}]}', '{"version":1,"plans":[{"id":"p1","name":7,"items":[]}]}',
    '{"version":1,"current":"__proto__","plans":[null]}', '{"__proto__":{"x":1}}', "x".repeat(2e6), "\u0000", "{\"version\":1,\"plans\":[[]]}",
  ];
  for (const text of poison) {
    fresh();
    kept.set("plans", text);

    const shelf = new Shelf();

    assert.ok(shelf.isAside && shelf.isKept, text.slice(0, 60));
    assert.deepEqual(shelf.aside, [text]);
    shelf.add(["a"]);
    assert.deepEqual(new Shelf().current.items.map((item) => item.move), ["a"]);
    assert.deepEqual(new Shelf().aside, [text]);
  }
});

test("what is half of it right is kept by half, and whole aside", () => {
  fresh();
  const text = JSON.stringify({ version: 1, current: "p1", plans: [{ id: "p1", name: "Mine", start: "soon", items: [{ move: "a", when: "tomorrow", lead: 7, note: "n", done: "yes" }, { move: "A B" }] }] });
  kept.set("plans", text);

  const shelf = new Shelf();

  const mine = { id: "p1", name: "Mine", start: "", items: [{ move: "a", when: "", lead: "", note: "n", done: false }] };
  assert.deepEqual(shelf.current, mine);
  const later = new Shelf();
  assert.deepEqual([later.current, later.isAside, later.aside], [mine, false, [text]]);
});

test("where there is no room to set it aside, it stays where it is and nothing is written over it", () => {
  fresh();
  const text = "{".padEnd(500, "x");
  kept.set("plans", text);
  room = text.length + "plans".length + 3; // enough for a small plan, and not for the longer name

  const shelf = new Shelf();
  const said = shelf.add(["a"]);

  assert.ok(!shelf.isKept && shelf.isAside && shelf.has("a"));
  assert.match(said, /keeps no plan/);
  assert.deepEqual([...kept], [["plans", text]]);
});

test("two tabs keep what both have changed", () => {
  const here = fresh();
  here.add(["a"]);
  const there = new Shelf();
  here.add(["b"]);
  there.add(["c"]);
  here.remove(["a"]);

  assert.deepEqual(new Shelf().current.items.map((item) => item.move), ["b", "c"]);
});

test("a store that is full keeps the plan for as long as the page is open", () => {
  const shelf = fresh();
  room = 0;

  shelf.add(["a"]);
  shelf.add(["b"]);

  assert.equal(shelf.isKept, false);
  assert.ok(shelf.has("a") && shelf.has("b"));
});

test("whatever is typed is read again as it was kept", () => {
  const shelf = fresh();
  assert.equal(shelf.add(["a"]), "Added to my plan.");

  shelf.change(({ plans: [own] }) => Object.assign(own, { name: " A\tB\u0007 ", start: "someday" }) && Object.assign(own.items[0], { note: "x\ty\n\ud800", when: "w0" }));

  const later = new Shelf();
  assert.equal(later.isAside, false);
  assert.match(later.current?.id ?? "", /^p[a-z0-9]{6,}$/); // of nobody else: calendars of several people may meet
  assert.deepEqual(later.current, { id: later.current?.id, name: "A B", start: "", items: [{ move: "a", when: "", lead: "", note: "x y\n\ufffd", done: false }] });
});

test("more than can be read again is not kept, and what was kept stays", () => {
  const shelf = fresh();
  shelf.add(["a"]);
  const before = kept.get("plans");

  for (let n = 0; n < 600; n += 1) shelf.addPlan(plan([{ move: "b", note: "n".repeat(2000) }]));

  assert.equal(shelf.isKept, false);
  assert.ok(kept.get("plans").length <= 1e6 && kept.get("plans").startsWith(before.slice(0, 20)));
  assert.equal(new Shelf().isAside, false);
});

test("a week of a plan has a day once the plan has a first one", () => {
  assert.equal(dayOf(plan([], { start: "2026-08-10" }), { when: "w3" }), "2026-08-24");
  assert.equal(dayOf(plan([]), { when: "w3" }), "");
  assert.equal(dayOf(plan([]), { when: "2027-02-29" }), "");
});

test("a rhythm is counted to the end of the school year", () => {
  assert.deepEqual(days("2027-05-31", { rhythm: "monthly" }), ["2027-05-31"]); // there is no 31st of June
  assert.deepEqual(days("2027-06-16", { rhythm: "weekly" }), ["2027-06-16", "2027-06-23", "2027-06-30"]);
  assert.deepEqual(days("2026-09-15", { rhythm: "quarterly" }), ["2026-09-15", "2026-12-15", "2027-03-15", "2027-06-15"]);
  assert.deepEqual(days("2026-09-15", { rhythm: "once" }), ["2026-09-15"]);
  assert.equal(days("2026-07-01", { rhythm: "weekly" }).length, 53);
  assert.deepEqual(days("2026-09-15", { rhythm: "weekly", weeks: 3 }), ["2026-09-15", "2026-09-22", "2026-09-29"]);
  assert.deepEqual(days("2027-06-23", { rhythm: "weekly", weeks: 6 }), ["2027-06-23", "2027-06-30"]);
});

test("a move before one that prepares for it is told", () => {
  const follows = { b: ["a"] };
  assert.deepEqual(early([{ move: "b" }, { move: "a" }], (id) => follows[id] ?? []), [{ move: "b", before: "a" }]);
  assert.deepEqual(early([{ move: "a" }, { move: "b" }], (id) => follows[id] ?? []), []);
  assert.deepEqual(move(["a", "b", "c"], 0, 2), ["b", "c", "a"]);
  assert.deepEqual(move(["a", "b", "c"], 2, 0), ["c", "a", "b"]);
});

test("a time is said as people say it", () => {
  assert.deepEqual([45, 90, 100, 150].map(duration), ["45 min", "90 min", "1.7 hr", "2.5 hr"]);
});

const known = (id) => ({ title: id === "x" ? "=SUM(A1)" : "Listen, first; \\ then*", url: "https://example.org/moves/a/", minutes: [30, 10], rhythm: "weekly", facts: ["30 min", "every week"], first: "Ask.\nThen wait." });

test("no cell of a table is a formula", () => {
  const text = table(plan([{ move: "x", lead: " +1", note: "＝x\n-2", when: "" }]), known);
  const cells = text.slice(1).split(/"?,"|"\r\n"?/);

  assert.ok(!cells.some((cell) => /^\s*[=+\-@＝]/.test(cell)), cells.join("|"));
  assert.match(text, /"'=SUM\(A1\)"/);
});

test("Markdown holds words as words", () => {
  const text = markdown(plan([{ move: "a", note: "<b>|x|\n# y", done: true }], { name: "My [plan]" }), known);

  assert.match(text, /^# My \\\[plan\\\]\n/);
  assert.match(text, /- \[x\] \[Listen, first; \\\\ then\\\*\]/);
  assert.match(text, /\\<b\\>\\\|x\\\| \\# y/);
});

test("no line of a calendar is too long, and each is whole", () => {
  const long = plan([{ move: "a", when: "2027-01-31", note: "é".repeat(300) }]);

  const lines = calendar(long, known, new Date("2026-11-27T10:00:00Z")).split("\r\n");

  assert.ok(lines.every((line) => Buffer.byteLength(line) <= 75));
  assert.ok(lines.join("\n").replaceAll("\n ", "").includes("é".repeat(300)));
});
