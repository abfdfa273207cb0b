// Two texts of a file as a message that `git am` takes: who says it, why, under which license, and the
// lines that differ.
"use strict";

{
  const AROUND = 3; // lines of context, as git has them
  const MOST = 4_000_000; // pairs of lines that are compared; beyond that, all of the middle is new

  /** @param {string} text */
  const lines = (text) => text.split(/(?<=\n)/).filter(Boolean);

  /** How many lines two lists have in common from each pair of places on. @param {string[]} a @param {string[]} b */
  const common = (a, b) => {
    const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
    for (let i = a.length - 1; i >= 0; i--)
      for (let j = b.length - 1; j >= 0; j--) table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    return table;
  };

  /** @param {string[]} a @param {string[]} b @returns {string[]} each line with its sign */
  const middle = (a, b) => {
    if (a.length * b.length > MOST) return [...a.map((line) => `-${line}`), ...b.map((line) => `+${line}`)];
    const table = common(a, b);
    const rows = [];
    for (let [i, j] = [0, 0]; i < a.length || j < b.length; ) {
      if (i < a.length && j < b.length && a[i] === b[j]) [rows[rows.length], i, j] = [` ${a[i]}`, i + 1, j + 1];
      else if (i < a.length && (j === b.length || table[i + 1][j] >= table[i][j + 1])) rows.push(`-${a[i++]}`);
      else rows.push(`+${b[j++]}`);
    }
    return rows;
  };

  /** @param {string} before @param {string} after @returns {string[]} */
  const rowsOf = (before, after) => {
    const [a, b] = [lines(before), lines(after)];
    const least = Math.min(a.length, b.length);
    let [top, end] = [0, 0];
    while (top < least && a[top] === b[top]) top++;
    while (end < least - top && a.at(-1 - end) === b.at(-1 - end)) end++;
    const kept = (/** @type {string[]} */ part) => part.map((line) => ` ${line}`);
    return [...kept(a.slice(0, top)), ...middle(a.slice(top, a.length - end), b.slice(top, b.length - end)), ...kept(a.slice(a.length - end))];
  };

  /** A range of lines, as the head of a hunk says it. @param {string[]} before @param {string[]} inside @param {string} other */
  const range = (before, inside, other) => {
    const [above, count] = [before, inside].map((rows) => rows.filter((row) => row[0] !== other).length);
    return `${count ? above + 1 : above},${count}`;
  };

  /** @type {Patch["difference"]} */
  const difference = (before, after) => {
    const rows = rowsOf(before, after);
    /** The first and the last row of each hunk. @type {[number, number][]} */
    const hunks = [];
    rows.forEach((row, at) => {
      if (row[0] === " ") return;
      const last = hunks.at(-1);
      if (last && at - last[1] <= 2 * AROUND + 1) last[1] = at;
      else hunks.push([at, at]);
    });
    const texts = hunks.map(([first, last]) => {
      const from = Math.max(0, first - AROUND);
      const inside = rows.slice(from, last + AROUND + 1);
      const head = `@@ -${range(rows.slice(0, from), inside, "+")} +${range(rows.slice(0, from), inside, "-")} @@\n`;
      return head + inside.map((row) => (row.endsWith("\n") ? row : `${row}\n\\ No newline at end of file\n`)).join("");
    });
    return texts.join("");
  };

  /** @type {Patch["patch"]} */
  const patch = ({ path, before, after, name, note, where, agreed, date }) => {
    const author = name.replace(/[\p{Cc}"\\<>@]/gu, " ").trim() || "A reader";
    const told = note.replace(/\r/g, "").trim().replace(/^(?=---|diff -|Index: |>?From )/gm, " ");
    const from = before ? `--- a/${path}` : "new file mode 100644\n--- /dev/null";
    return [
      `From ${"0".repeat(40)} Mon Sep 17 00:00:00 2001`, // git's own line, the same in each of its patches
      `From: "${author}" <no-reply@invalid>`,
      `Date: ${date.toUTCString().replace("GMT", "+0000")}`,
      `Subject: [PATCH] ${path.replace(/\.md$/, "")}: a reader's suggestion`,
      "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n",
      `Suggested on the page ${where}`,
      ...(told ? ["", told] : []),
      `\n${agreed}, by ${author}`,
      "---\n",
      `diff --git a/${path} b/${path}\n${from}\n+++ b/${path}\n${difference(before, after)}-- \nplaybook\n`,
    ].join("\n");
  };

  globalThis.playbookPatch = { difference, patch };
}
