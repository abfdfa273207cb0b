// Where each entry of a mapping or a list stands in a text of YAML, as
// `playbook.parsing.yaml_editing.spans` has it. The tree is that of the package `yaml`.

/**
 * @typedef {object} Node A value, with what is needed of the package's node.
 * @property {"mapping" | "list" | "scalar"} kind
 * @property {boolean} flow
 * @property {number} start
 * @property {number} end
 * @property {number} column
 * @property {string} style
 * @property {string} text
 * @property {{ name: string | number, start: number, after: number, value: Node }[]} parts
 */

/** @typedef {{ name: string | number, start: number, after: number, value: Node, end: number }} Entry */
/** @typedef {{ entries: Entry[], start: number, column: number, flow: boolean }} Holder */
/** @typedef {{ data: any, root: Node | null }} Reading */

/** @type {Record<string, string>} */
const STYLES = { QUOTE_SINGLE: "'", QUOTE_DOUBLE: '"', BLOCK_LITERAL: "|", BLOCK_FOLDED: ">" };
const NULLS = ["", "~", "null"];

/** A text that entries cannot hold. */
export class Unreadable extends Error {}

/**
 * @param {string} text
 * @param {number} at
 */
const columnOf = (text, at) => at - (text.lastIndexOf("\n", at - 1) + 1);

/**
 * @param {string} text
 * @param {any} node Of the package.
 * @param {number} after Where its key or dash ends, for one that is not there.
 * @returns {Node}
 */
const nodeOf = (text, node, after) => {
  if (node?.tag || node?.anchor || package_.isAlias(node)) throw new Unreadable("An anchor, an alias or a tag.");
  if (!node?.items) {
    const [start, end] = node && node.range[1] > node.range[0] ? node.range : [after, after];
    const style = STYLES[node?.type] ?? "";
    return { kind: "scalar", flow: false, start, end, column: columnOf(text, start), style, text: String(node?.value ?? ""), parts: [] };
  }
  const kind = package_.isMap(node) ? "mapping" : "list";
  const parts = kind === "mapping" ? pairsOf(text, node) : itemsOf(text, node);
  const flow = Boolean(node.flow);
  const [first] = node.range;
  const isAsked = kind === "mapping" && /^\? *$/.test(text.slice(first, parts[0]?.start));
  const start = flow || kind === "list" || isAsked ? first : parts[0].start;
  return { kind, flow, start, end: node.range[1], column: columnOf(text, start), style: "", text: "", parts };
};

/**
 * @param {string} text
 * @param {any} node
 */
const pairsOf = (text, node) =>
  node.items.map((/** @type {any} */ { key, value }) => {
    if (typeof key?.value !== "string" || key.tag || key.anchor) throw new Unreadable("key");
    const [start, after] = key.range;
    const colon = /^[ \t]*:/.exec(text.slice(after));
    return { name: key.value, start, after, value: nodeOf(text, value, after + (colon?.[0].length ?? 0)) };
  });

/**
 * @param {string} text
 * @param {any} node
 */
const itemsOf = (text, node) => {
  const dash = new RegExp(`^ {${columnOf(text, node.range[0])}}-`, "gm");
  let after = node.range[0] + 1;
  return node.items.map((/** @type {any} */ item, /** @type {number} */ name) => {
    if (node.flow) after = item.range[0];
    else if (name) {
      dash.lastIndex = after;
      if (dash.exec(text)) after = dash.lastIndex;
    }
    const value = nodeOf(text, item, after);
    const own = { name, start: node.flow ? after : after - 1, after, value };
    after = Math.max(after, endOf(text, value));
    return own;
  });
};

/**
 * Where a value ends; no comment and no empty line is part of it.
 * @param {string} text
 * @param {Node} node
 * @returns {number}
 */
const endOf = (text, { kind, flow, start, end, style, parts }) => {
  if (kind !== "scalar" && !flow) {
    const last = parts[parts.length - 1];
    return Math.max(last.after, endOf(text, last.value));
  }
  const header = text.slice(start, lineEnd(text, start)).split("#")[0];
  if ((style !== "|" && style !== ">") || header.includes("+")) return end;
  return lineEnd(text, start + text.slice(start, end).trimEnd().length);
};

/**
 * @param {Node} node
 * @returns {any}
 */
const dataOf = (node) => {
  if (node.kind === "list") return node.parts.map(({ value }) => dataOf(value));
  if (node.kind === "mapping") return Object.fromEntries(node.parts.map(({ name, value }) => [name, dataOf(value)]));
  return !node.style && NULLS.includes(node.text) ? null : node.text;
};

/** @type {any} */
let package_ = null;

/**
 * Take the package that reads YAML.
 * @param {any} yaml
 */
export const readWith = (yaml) => {
  package_ = yaml;
};

/**
 * What a text says, and its tree; every value is text or nothing, as the model reads it.
 * @param {string} text
 * @returns {Reading} Raises `Unreadable`.
 */
export const read = (text) => {
  const document = package_.parseDocument(text, { schema: "failsafe", prettyErrors: false });
  if (document.errors.length || (document.contents && !package_.isMap(document.contents))) {
    throw new Unreadable(document.errors[0]?.message ?? "no mapping");
  }
  const root = document.contents ? nodeOf(text, document.contents, 0) : null;
  return { data: root ? dataOf(root) : {}, root };
};

/**
 * The mapping or list at the end of a path; an empty one for a text without any key.
 * @param {string} text
 * @param {(string | number)[]} path
 * @returns {Holder}
 */
export const holderOf = (text, path) => {
  const { root } = read(text);
  if (!root) return { entries: [], start: 0, column: 0, flow: false };
  const node = path.reduce((/** @type {Node} */ { parts }, step) => {
    const part = parts.find(({ name }) => name === step);
    if (!part) throw new Unreadable(String(step));
    return part.value;
  }, root);
  const entries = node.parts.map((part) => ({ ...part, end: Math.max(part.after, endOf(text, part.value)) }));
  return { entries, start: node.start, column: node.column, flow: node.flow };
};

/**
 * Where the line of a key starts if nothing else stands before it there, or the key.
 * @param {string} text
 * @param {number} at
 */
export const lineStart = (text, at) => {
  const start = at ? text.lastIndexOf("\n", at - 1) + 1 : 0;
  return /[^ ?]/.test(text.slice(start, at)) ? at : start;
};

/**
 * Where the line of a place ends.
 * @param {string} text
 * @param {number} at
 */
export const lineEnd = (text, at) => {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
};

/**
 * Where the next line starts; a place that starts a line is that.
 * @param {string} text
 * @param {number} at
 */
export const nextLine = (text, at) =>
  at && text[at - 1] === "\n" ? at : Math.min(lineEnd(text, at) + 1, text.length);

/**
 * Where the lines of an entry end, with the comments below it that are indented deeper.
 * @param {string} text
 * @param {Entry} entry
 * @param {number} column
 */
export const sectionEnd = (text, entry, column) => {
  const start = nextLine(text, entry.end);
  const deeper = new RegExp(`^(?:(?:[ \\t]*\\n)*[ ]{${column + 1},}#[^\\n]*(?:\\n|$))*`);
  return start + (deeper.exec(text.slice(start))?.[0].length ?? 0);
};

/**
 * A node and all that it holds.
 * @param {Node | null} node
 * @returns {Generator<Node>}
 */
export function* walk(node) {
  if (!node) return;
  yield node;
  for (const { value } of node.parts) yield* walk(value);
}

/**
 * All comments of a text, from top to bottom.
 * @param {string} text
 */
export const commentsOf = (text) => {
  const spans = [...walk(read(text).root)]
    .filter((node) => node.kind === "scalar")
    .map(({ start, end, style }) => ({ start: style === "|" || style === ">" ? lineEnd(text, start) : start, end }));
  const isInside = (/** @type {number} */ at) => spans.some(({ start, end }) => start <= at && at < end);
  return [...text.matchAll(/(?:^|(?<=[ \t]))#[^\n]*/gm)].filter(({ index }) => !isInside(index)).map(([comment]) => comment);
};

/**
 * The habits of a text, as its first nested mapping and list have them.
 * @param {string} text
 * @returns {import("./rendering.js").Habits}
 */
export const habitsOf = (text) => {
  /** @type {number[]} */
  const maps = [];
  /** @type {number[]} */
  const lists = [];
  for (const node of walk(read(text).root)) {
    if (node.kind !== "mapping" || node.flow) continue;
    for (const { start, value } of node.parts) {
      if (value.kind === "scalar" || value.flow) continue;
      (value.kind === "mapping" ? maps : lists).push(value.column - columnOf(text, start));
    }
  }
  const step = [...maps, ...lists].find((offset) => offset > 1 && offset < 10) ?? 2;
  return { step, listsDeeper: lists.length ? lists[0] > 0 : true };
};
