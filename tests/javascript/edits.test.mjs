// The web editor's edits of YAML: the same texts as `playbook check --fix` comes to.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import * as yaml from "../../node_modules/yaml/browser/index.js";
import { put, remove } from "../../overrides/assets/editor/text/edits.js";
import { readWith } from "../../overrides/assets/editor/text/spans.js";

readWith(yaml);
const cases = JSON.parse(readFileSync(new URL("../edits/cases.json", import.meta.url), "utf8"));

test("each edit comes to the text of the table, which Python is held to as well", () => {
  assert.ok(cases.length > 100);
  for (const { text, path, value, order = [], delete: isDeleted, edited } of cases) {
    const made = isDeleted ? remove(text, path) : put(text, path, value, order);

    assert.equal(made, edited, JSON.stringify({ text, path, value }));
  }
});

test("an edit that says what is there already changes no byte", () => {
  for (const { edited, path, value, delete: isDeleted } of cases) {
    assert.equal(isDeleted ? remove(edited, ["absent"]) : put(edited, path, value), edited);
  }
});
