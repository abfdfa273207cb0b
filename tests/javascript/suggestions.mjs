// Makes random changes of entries into patches, with the scripts of the page on which people suggest
// them. Reads the texts of files as JSON, and writes for each what a patch is made of, and the patch.

import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

const { scripts, seed, files } = JSON.parse(readFileSync(0, "utf-8"));
for (const script of scripts) runInThisContext(script);
const { passages, value, putPassage, putValue, dated } = globalThis.playbookPassages;

let state = seed;
const upTo = (most) => (state = (state * 48271) % 2147483647) % most; // Lehmer's, the same on each machine

const LINES = ["---", "-- ", "- - x", "+ y", "@@ -1,2 +1,2 @@", "diff --git a/x b/x", "From: Bo <bo@example.org>", "# title", "~~~", "", "Ñandú “día” 你好 🙂", "title: no", "\ttab", "\\ No newline at end of file"];
const NOTES = ["", "Shorter.", "From: Bo <bo@example.org>\nSubject: other", "---\ndiff --git a/x b/x\n-- \nFrom me 12:00:00 2026", "Índice: así\n\nSigned-off-by: nobody"];
const NAMES = ["", "Ana Ruiz", "José Ñandú", 'Jo (coach), "Jr." <jo@example.org>', "教师", "O'Neil \\ x"];

/** Other words for some: one line changed, taken out or added, or all new. */
const otherwise = (words) => {
  const lines = words.split("\n");
  const at = upTo(lines.length);
  const line = LINES[upTo(LINES.length)];
  lines.splice(at, upTo(2), ...(upTo(4) ? [line] : [line, "", `More ${line}`]));
  return (upTo(6) ? lines.join("\n") : LINES.join("\n")).trim() || "Words.";
};

const changed = ([path, before]) => {
  const titles = passages(before).map(({ title }) => title);
  let [after, mine] = [before, {}];
  const [always, some] = [upTo(titles.length), titles.map(() => !upTo(3))];
  for (const title of titles.filter((_, at) => some[at] || at === always).reverse()) {
    const one = passages(after).find((part) => part.title === title);
    mine[title] = otherwise(after.slice(one.start, one.end));
    after = putPassage(after, title, mine[title]);
  }
  const summary = ["A: b", "true", "“Sí”, #1", "It's so", "'x' \"y\" \\z", "- x"][upTo(6)];
  if (value(after, "summary")) after = putValue(after, "summary", summary);
  after = dated(after, "2027-01-01");
  const name = NAMES[upTo(NAMES.length)];
  const note = NOTES[upTo(NOTES.length)];
  const suggested = { path, before, after, name, note, where: `https://example.org/${path}`, agreed: "License-agreed: CC-BY-4.0", date: new Date(Date.UTC(2027, 0, 1)) };
  return { ...suggested, mine, summary, patch: globalThis.playbookPatch.patch(suggested) };
};

// A file of a layer, which has not every part yet.
const begun = ["Watch for", "Steps", ""].reduce((text, title) => putPassage(text, title, "Words."), putValue("---\n---\n", "because", "So: it is."));

// Code ends where Markdown says, and a heading may be set in or closed.
const odd = passages("---\ntitle: A\n--- \n\n## Steps\n\n```\n```js\n## Why\n```\n\n   ## Why\n\nx\n\n##\tHow ##\n\n## C#\n").map(({ title }) => title);
const put = ["0x1F", "2026-01-01 10:00:00", "Ten minutes"].map((words) => putValue("---\n---\n", "because", words));

process.stdout.write(JSON.stringify({ begun, odd, put, made: Object.entries(files).map(changed) }));
