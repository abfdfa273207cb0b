// An entry's file as its author wrote it: the lines on top that have a name, the passages below, and
// the same file with other words in one of them. What is not touched stays to the letter.
"use strict";

{
  const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
  const END = /^ {0,3}(`{3,}|~{3,})$/;
  const HEADING = /^ {0,3}##[ \t]+(.*)$/;
  const PLAIN = /^[\p{L}\p{N}¿¡“‘«(](?:(?!: | #|:$).)*$/u;
  const NO_TEXT = /^(?:true|false|yes|no|on|off|null)$|^[-+.]?\d/i; // YAML takes it for something else
  const FRONT_MATTER = /^---\n(?:[^]*?\n)?---[ \t]*(?:\n|$)/; // behind an arrow it would lose its space

  /** Where the body starts. @param {string} text */
  const bodyOf = (text) => FRONT_MATTER.exec(text)?.[0].length ?? 0;

  /** The heading of a passage, with the places of its words, without blank lines around them.
   * @param {string} text @param {string} title @param {number} from @param {number} to @returns {Passage} */
  const passage = (text, title, from, to) => {
    const inside = text.slice(from, to);
    const start = from + (/^(?:[ \t]*\n)*/.exec(inside)?.[0].length ?? 0);
    const end = from + inside.trimEnd().length;
    return end > start ? { title, start, end } : { title, start: from, end: from };
  };

  /** @type {Passages["passages"]} */
  const passages = (text) => {
    let at = bodyOf(text);
    let [title, from, fence] = ["", at, ""];
    /** @type {Passage[]} */
    const found = [];
    for (const line of text.slice(at).split(/(?<=\n)/)) {
      const bare = line.trimEnd();
      const heading = !fence && HEADING.exec(bare);
      if (!fence) fence = FENCE.exec(bare)?.[1] ?? "";
      else if (END.exec(bare)?.[1].startsWith(fence)) fence = "";
      if (heading) {
        found.push(passage(text, title, from, at));
        [title, from] = [heading[1].replace(/(^|[ \t])#+$/, "").trim(), at + line.length];
      }
      at += line.length;
    }
    return [...found, passage(text, title, from, at)].filter(({ title, start, end }) => title || end > start);
  };

  /** @type {Passages["value"]} */
  const value = (text, name) => {
    const [, raw, next] = new RegExp(`^${name}: *(.*)\n(.?)`, "m").exec(text.slice(0, bodyOf(text))) ?? [];
    if (!raw || next === " ") return "";
    if (/^'(?:[^']|'')*'$/.test(raw)) return raw.slice(1, -1).replaceAll("''", "'");
    if (PLAIN.test(raw)) return raw.trim();
    try {
      return raw.startsWith('"') ? JSON.parse(raw) : "";
    } catch {
      return ""; // written in another way: it is left alone
    }
  };

  /** @param {string} text @param {string} line @param {string} name */
  const putLine = (text, name, line) => {
    const body = bodyOf(text);
    const front = text.slice(0, body);
    const old = new RegExp(`^${name}:.*$`, "m");
    const put = old.test(front) ? front.replace(old, () => line) : front.replace(/---[ \t]*\n?$/, (end) => `${line}\n${end}`);
    return put + text.slice(body);
  };

  /** @type {Passages["putValue"]} */
  const putValue = (text, name, words) => {
    const isPlain = PLAIN.test(words) && !NO_TEXT.test(words) && words === words.trim();
    return putLine(text, name, `${name}: ${isPlain ? words : JSON.stringify(words)}`);
  };

  /** @type {Passages["putPassage"]} */
  const putPassage = (text, title, words) => {
    const old = passages(text).find((one) => one.title === title);
    if (old) {
      const put = old.end > old.start ? words : `\n${words}\n`;
      return text.slice(0, old.start) + put + text.slice(old.end);
    }
    const [front, rest] = [text.slice(0, bodyOf(text)), text.slice(bodyOf(text)).trim()];
    const heading = title && `## ${title}\n\n`; // no text within a text: what makes scripts small cannot read that
    return [front, `${heading}${words}\n`, ...(rest ? [`${rest}\n`] : [])].join("\n");
  };

  /** @type {Passages["dated"]} */
  const dated = (text, day) => (/^updated: /m.test(text.slice(0, bodyOf(text))) ? putLine(text, "updated", `updated: ${day}`) : text);

  globalThis.playbookPassages = { passages, value, putPassage, putValue, dated };
}
