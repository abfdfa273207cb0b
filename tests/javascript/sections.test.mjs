// The areas of the web editor's text, and its buttons.

import assert from "node:assert/strict";
import test from "node:test";
import { adviceOn, adviceOnSection } from "../../overrides/assets/editor/advice.js";
import { areasOf, bodyOf } from "../../overrides/assets/editor/body.js";
import { found, stepTo } from "../../overrides/assets/editor/combobox.js";
import { idFor, idOf, isId } from "../../overrides/assets/editor/ids.js";
import { between, linked, marked } from "../../overrides/assets/editor/sections.js";

const SECTIONS = [
  { title: "Why", gist: "What it does." },
  { title: "Steps", gist: "One list." },
  { title: "Watch for", gist: "The stumble." },
];
const BODY = "\nBefore all.\n\n## Why\n\nFor **us**.\n\n## Ours\nNo empty line.\n\n\n## Watch for\n\n```\n## no heading\n```\n";

/** The body with other words in one area. */
const rewritten = (body, title, value) =>
  bodyOf(areasOf(body, SECTIONS).map((area) => (area.title === title ? { ...area, value } : area)));

test("each section has an area, one of the author's own too, in their places", () => {
  assert.deepEqual(areasOf(BODY, SECTIONS).map(({ title }) => title), ["", "Why", "Steps", "Ours", "Watch for"]);
  assert.equal(bodyOf(areasOf(BODY, SECTIONS)), BODY);
});

test("what is typed changes its own lines", () => {
  assert.equal(rewritten(BODY, "Why", "For **you**."), BODY.replace("**us**", "**you**"));
  assert.equal(rewritten(BODY, "Ours", "Another.\n\n"), BODY.replace("\nNo empty line.", "\n\nAnother."));
  assert.equal(rewritten(BODY, "", "After all."), BODY.replace("Before", "After"));
});

test("a section that was missing comes into its place", () => {
  assert.equal(rewritten(BODY, "Steps", "1. Ask."), BODY.replace("## Ours", "## Steps\n\n1. Ask.\n\n## Ours"));
  assert.equal(rewritten("\n## Why\n\nFor us.\n", "Watch for", "Haste."), "\n## Why\n\nFor us.\n\n## Watch for\n\nHaste.\n");
  assert.equal(rewritten("", "Why", "For us."), "\n## Why\n\nFor us.\n");
});

test("a section that still holds its prompt is an empty area, and an emptied one holds it again", () => {
  const body = "\n## Why\n\n*What it does.*\n\n## Steps\n\n1. Ask.\n";

  assert.equal(areasOf(body, SECTIONS)[0].value, "");
  assert.equal(bodyOf(areasOf(body, SECTIONS)), body);
  assert.equal(rewritten(body, "Steps", " "), body.replace("1. Ask.", "*One list.*"));
});

test("the buttons write Markdown", () => {
  const typed = { text: "one\ntwo\nthree", start: 1, end: 6 };

  assert.equal(marked(typed, () => "- ").text, "- one\n- two\nthree");
  assert.equal(marked({ ...typed, end: 13 }, (n) => `${n + 1}. `).text, "1. one\n2. two\n3. three");
  assert.equal(marked({ text: "- one\n- two", start: 0, end: 11 }, () => "- ").text, "one\ntwo");
  assert.equal(marked({ text: "- one\n- two", start: 0, end: 11 }, (n) => `${n + 1}. `).text, "1. one\n2. two");
  assert.equal(between({ text: "so bold", start: 3, end: 7 }, "**", "**").text, "so **bold**");
  assert.equal(linked({ text: "see ", start: 4, end: 4 }, { value: "../moves/a.md", label: "A" }).text, "see [A](../moves/a.md)");
});

test("a search finds every word of a title in any order, with or without accents", () => {
  const options = ["Ask first", "First, look", "Café talk"].map((label, at) => ({ value: `id-${at}`, label }));

  assert.deepEqual(found(options, "first ask").map(({ label }) => label), ["Ask first"]);
  assert.deepEqual(found(options, "CAFE").map(({ label }) => label), ["Café talk"]);
  assert.deepEqual([stepTo("ArrowDown", 1, 2), stepTo("ArrowUp", 0, 2), stepTo("ArrowDown", -1, 0)], [0, 1, -1]);
});

test("a title of any length and script gives an id", () => {
  const long = "When families and teachers plan a whole year of learning side by side";

  assert.equal(idFor("¿Qué preguntaría tu Großmutter?"), "que-preguntaria-tu-grossmutter");
  assert.equal(idFor(long), "when-families-and-teachers-plan-a-whole-year-of-learning-by");
  assert.equal(idFor("学校を歩く"), "");
  assert.equal(idOf("move", new Date(2031, 4, 6, 7, 8)), "move-20310506-0708");
  assert.ok(isId(idOf("condition", new Date())));
});

test("code ends where Markdown says, and a heading may be set in or closed", () => {
  const code = "```\n```js\n## Why\n```\n";
  const body = `\n## Steps\n\n${code}\n   ## Why\n\nFor us.\n\n##\tWatch for ##\n\n## C#\n`;

  assert.deepEqual(areasOf(body, SECTIONS).map(({ title }) => title).filter(Boolean), ["Steps", "Why", "Watch for", "C#"]);
  assert.equal(bodyOf(areasOf(body, SECTIONS)), body);
});

test("a question has the mark of its language", () => {
  const asks = { empty: "", question: "No question." };
  const questions = ["Who?", "“Who?”", "谁？", "من يتعلم؟", "Ποιος\u037e", "Ποιος;"];

  assert.deepEqual(questions.map((text) => adviceOn(asks, text)).filter(Boolean), []);
  assert.equal(adviceOnSection(asks, questions.map((text) => `- ${text}`).join("\n")), "");
  assert.equal(adviceOn(asks, "Who;"), "No question.");
});
