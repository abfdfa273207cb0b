// The web editor keeps a file as its author wrote it: every entry of the playbook goes through it.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import * as yaml from "../../node_modules/yaml/browser/index.js";
import { areasOf, bodyOf } from "../../overrides/assets/editor/body.js";
import { formatOf } from "../../overrides/assets/editor/entry.js";
import { readWith } from "../../overrides/assets/editor/text/spans.js";

readWith(yaml);
const KEYS = ["title", "summary", "purpose", "status", "created", "updated", "review_by"];
const kind = { keys: KEYS.map((name) => ({ name, unwritten: [], day: /^(created|updated|review_by)$/.test(name) })) };
const format = formatOf(kind, () => "2031-05-06");
const root = new URL("../../", import.meta.url);
const FOLDERS = ["moves", "cases", "conditions", "roles", "plans"];
const entries = FOLDERS.flatMap((folder) =>
  readdirSync(new URL(folder, root))
    .filter((name) => name.endsWith(".md"))
    .map((name) => ({ name: `${folder}/${name}`, text: readFileSync(new URL(`${folder}/${name}`, root), "utf8") })),
);

/** Data as it comes out of the form: keys of mappings have no order there. */
const inNoOrder = (value) => {
  if (Array.isArray(value)) return value.map(inNoOrder);
  if (!value || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, part]) => [key, inNoOrder(part)]));
};

/** The data with one letter more somewhere, once for each of its keys. */
const slips = (data) =>
  Object.keys(data)
    .filter((key) => !["(file)", "body", "updated"].includes(key))
    .map((key) => {
      const changed = structuredClone(data);
      let [holder, last] = [changed, key];
      while (typeof holder[last] === "object") [holder, last] = [holder[last], Object.keys(holder[last]).at(-1)];
      holder[last] = `${holder[last]}`.replace(/\s*$/, "x$&");
      return [key, changed];
    });

/** The data with one letter more in a section, once for each. */
const slipsInText = (data) =>
  areasOf(data.body, []).flatMap(({ title, value }, at) => {
    const areas = areasOf(data.body, []);
    areas[at].value = value.replace(/\w+/, "$&x");
    return value ? [[title, { ...data, body: bodyOf(areas) }]] : [];
  });

/** The lines that two texts of as many lines have otherwise. */
const changedLines = (one, other, where = "") => {
  const [before, after] = [one.split("\n"), other.split("\n")];
  assert.equal(after.length, before.length, where);
  return before.filter((line, at) => line !== after[at]);
};

test("an entry that nobody changes is the same to the byte, and no day is new", () => {
  assert.ok(entries.length > 100);
  for (const { name, text } of entries) {
    assert.equal(format.toFile(inNoOrder(format.fromFile(text))), text, name);
  }
});

test("a letter changes its line, and the line of the day", () => {
  let count = 0;
  for (const { name, text } of entries) {
    const data = format.fromFile(text);
    for (const [where, changed] of [...slips(data), ...slipsInText(data)]) {
      const lines = changedLines(text, format.toFile(inNoOrder(changed)), `${name}: ${where}`);
      assert.equal(lines.length, 2, `${name}: ${where}\n${lines.join("\n")}`);
      assert.ok(lines.some((line) => line.startsWith("updated:")), `${name}: ${where}`);
      count += 1;
    }
  }
  assert.ok(count > 3000);
});

test("a file with the line ends of Windows keeps them", () => {
  const text = entries[0].text.replaceAll("\n", "\r\n");
  const data = format.fromFile(text);

  assert.equal(format.toFile(data), text);
  const changed = format.toFile({ ...data, title: "Another" });
  assert.equal(changed.replaceAll("\r\n", "").includes("\n"), false);
  assert.equal(changedLines(text, changed).length, 2);
});

test("a file that cannot be read is never written over", () => {
  for (const text of ["No fences.\n", "---\ntitle: 'Open\n---\n", "---\ntitle: &a A\nsummary: *a\n---\n"]) {
    assert.throws(() => format.toFile({ ...format.fromFile(text), title: "Another" }), Error, text);
  }
});

test("an adaptation, which has no day, is given none", () => {
  const text = "---\nbecause: We meet online.\nsummary: Ask.\n---\n\n## Watch for\n\nSilence.\n";
  const data = format.fromFile(text);

  assert.equal(format.toFile({ ...data, summary: "Ask twice." }), text.replace("Ask.", "Ask twice."));
});

test("a key that is written at last loses the note that asked for it, and no other does", () => {
  const unwritten = { keys: [{ name: "title", unwritten: [], day: false }, { name: "summary", unwritten: ["# In one sentence.", "summary:"], day: false }, { name: "minutes", unwritten: ["# How long.", "minutes:", "  # To run.", "  run:"], day: false }, { name: "updated", unwritten: [], day: true }] };
  const { fromFile, toFile } = formatOf(unwritten, () => "2031-05-06");
  const begun = toFile({ title: "Ask", body: "\n## Why\n" });
  assert.equal(begun, "---\ntitle: Ask\n# In one sentence.\nsummary:\n# How long.\nminutes:\n  # To run.\n  run:\n---\n\n## Why\n");

  const written = toFile({ ...fromFile(begun), summary: "Ask first.", updated: "2031-05-06" });

  assert.equal(written, begun.replace("# In one sentence.\nsummary:", "summary: Ask first.").replace("  run:\n", "  run:\nupdated: 2031-05-06\n"));
  assert.match(toFile({ ...fromFile(begun), minutes: { run: 20 } }), /summary:\nminutes:\n  run: 20\nupdated/);
});
