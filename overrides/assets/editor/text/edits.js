// Changes to a text of YAML that leave every other byte as its author wrote it: `put` and `delete`
// of `playbook.parsing.yaml_editing.edits` in another language. tests/edits/cases.json is asked of
// both.

import { asRead, dump, inBrackets, inStyleOf, isMapping } from "./rendering.js";
import { stepsBetween } from "./sequences.js";
import * as spans from "./spans.js";

/** @typedef {(string | number)[]} Path */

const ABSENT = Symbol("absent");

/**
 * What is at the end of a path.
 * @param {any} data
 * @param {Path} path
 * @returns {any}
 */
const valueAt = (data, path) =>
  path.reduce((part, step) => (part !== null && typeof part === "object" && Object.hasOwn(part, step) ? part[step] : ABSENT), data);

/**
 * The data with another value at the end of a path, or without any.
 * @param {any} data
 * @param {Path} path
 * @param {any} value
 * @returns {any}
 */
const withValue = (data, [name, ...rest], value) => {
  if (name === undefined) return value;
  if (Array.isArray(data)) {
    const at = Number(name);
    const part = withValue(data[at], rest, value);
    return [...data.slice(0, at), ...(part === ABSENT ? [] : [part]), ...data.slice(at + 1)];
  }
  const parts = { ...data, [name]: withValue(data?.[name], rest, value) };
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== ABSENT));
};

/**
 * Whether two values say the same, whatever the order of keys.
 * @param {any} one
 * @param {any} other
 * @returns {boolean}
 */
export const isSame = (one, other) => {
  if (one === other) return true;
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") return false;
  const keys = Object.keys(one);
  if (Array.isArray(one) !== Array.isArray(other) || keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => Object.hasOwn(other, key) && isSame(one[key], other[key]));
};

/** @param {string} text @param {string} margin */
const indented = (text, margin) => text.replace(/^(?=[^\n]*\S)/gm, margin);

/**
 * Give a key or an item a value; a new key goes where `order` has it, or last. Mappings and lists
 * are changed part by part, so the path `[]` changes whatever differs.
 * @param {string} text
 * @param {Path} path
 * @param {any} value
 * @param {string[]} [order]
 * @returns {string}
 */
export const put = (text, path, value, order = []) => {
  const { data } = spans.read(text);
  const old = valueAt(data, path);
  const wanted = asRead(value);
  if (isSame(old, wanted)) return text;
  const isHeld = old !== null && typeof old === "object" && Object.keys(old).length > 0;
  const holds = wanted !== null && typeof wanted === "object" && Object.keys(wanted).length > 0;
  if (isMapping(old) && isMapping(value) && ((isHeld && holds) || !path.length)) return putKeys(text, path, old, value);
  if (Array.isArray(old) && Array.isArray(value) && isHeld && holds) return putItems(text, path, old, value);
  const [above, name] = [path.slice(0, -1), path[path.length - 1]];
  const around = valueAt(data, above);
  if (old === ABSENT && (around === null || around === ABSENT)) return put(text, above, { [name]: value }, order);
  const holder = spans.holderOf(text, above);
  const names = holder.entries.map((entry) => entry.name);
  const edited =
    old === ABSENT
      ? insert(text, holder, placeOf(name, names, order), { [name]: value })
      : replace(text, holder, holder.entries[names.indexOf(name)], value);
  return sound(text, edited, withValue(data, path, wanted));
};

/**
 * Take out a key or an item with its value; comments above it stay.
 * @param {string} text
 * @param {Path} path
 * @returns {string}
 */
export const remove = (text, path) => {
  const { data } = spans.read(text);
  if (valueAt(data, path) === ABSENT) return text;
  const [parent, name] = [path.slice(0, -1), path[path.length - 1]];
  const above = valueAt(data, parent);
  if (Object.keys(above).length === 1 && path.length > 1) return put(text, parent, Array.isArray(above) ? [] : {});
  const holder = spans.holderOf(text, parent);
  const at = holder.entries.findIndex((entry) => entry.name === name);
  const [own, next] = [holder.entries[at], holder.entries[at + 1]];
  let [start, end] = [spans.lineStart(text, own.start), spans.nextLine(text, own.end)];
  if (holder.flow) {
    start = at && !next ? holder.entries[at - 1].end : own.start;
    end = next ? next.start : own.end;
  } else if (start === own.start && holder.column) {
    end += text.slice(end).length - text.slice(end).replace(/^ +/, "").length; // the dash stays
  }
  return sound(text, text.slice(0, start) + text.slice(end), withValue(data, path, ABSENT));
};

/**
 * @param {string} text
 * @param {Path} path
 * @param {any} old
 * @param {any} wanted
 */
const putKeys = (text, path, old, wanted) => {
  const order = Object.keys(wanted);
  for (const key of order) text = put(text, [...path, key], wanted[key], order);
  for (const key of Object.keys(old)) text = Object.hasOwn(wanted, key) ? text : remove(text, [...path, key]);
  return text;
};

/** @param {any[]} items */
const wordsOf = (items) => items.map((item) => JSON.stringify(item));

/**
 * Change, delete and insert items from the last to the first, so that places stay right.
 * @param {string} text
 * @param {Path} path
 * @param {any[]} old
 * @param {any[]} wanted
 */
const putItems = (text, path, old, wanted) => {
  const values = asRead(wanted);
  for (const { kind, a, b, c, d } of stepsBetween(wordsOf(old), wordsOf(values)).reverse()) {
    if (kind === "equal") continue;
    const both = Math.min(b - a, d - c);
    for (let at = b - 1; at >= a + both; at--) text = remove(text, [...path, at]);
    for (let at = d - 1; at >= c + both; at--) {
      const { data } = spans.read(text);
      const items = valueAt(data, path);
      const edited = insert(text, spans.holderOf(text, path), a + both, [wanted[at]]);
      text = sound(text, edited, withValue(data, path, items.toSpliced(a + both, 0, values[at])));
    }
    for (let step = 0; step < both; step++) text = put(text, [...path, a + step], wanted[c + step]);
  }
  return text;
};

/**
 * @param {string} text
 * @param {spans.Holder} holder
 * @param {spans.Entry} entry
 * @param {any} value
 */
const replace = (text, holder, entry, value) => {
  value = inStyleOf(value, entry.value.kind === "scalar" ? entry.value : null);
  const isKey = typeof entry.name === "string";
  const colon = isKey ? /^[ \t]*:/.exec(text.slice(entry.after)) : null;
  const after = entry.after + (colon?.[0].length ?? 0);
  let start = entry.value.start;
  if (holder.flow) {
    let written = inBrackets([value]).slice(1, -1);
    if (start === entry.end) [written, start] = [colon ? ` ${written}` : `: ${written}`, after]; // nothing is there yet
    return text.slice(0, start) + written + text.slice(entry.end);
  }
  const written = dump(isKey ? { _: value } : [value], spans.habitsOf(text)).replace(/\n$/, "").slice(isKey ? 2 : 1);
  const cut = written.indexOf("\n");
  let [head, rest] = cut < 0 ? [written, ""] : [written.slice(0, cut), written.slice(cut)];
  const between = text.slice(after, start);
  const end = spans.lineEnd(text, text[entry.end - 1] === "\n" ? entry.end - 1 : entry.end);
  const note = (between.includes("#") ? between.trimEnd() : "") + text.slice(entry.end, Math.max(entry.end, end));
  if (!head && !rest && note.trim()) head = " null";
  return text.slice(0, after) + head + note + indented(rest, " ".repeat(holder.column)) + text.slice(end);
};

/**
 * Insert a mapping of one key, or a list of one item, before an entry or after the last.
 * @param {string} text
 * @param {spans.Holder} holder
 * @param {number} at
 * @param {any} part
 */
const insert = (text, { entries, start, column, flow }, at, part) => {
  if (flow) {
    const written = inBrackets(part).slice(1, -1);
    const place = !entries.length ? start + 1 : at ? entries[at - 1].end : entries[0].start;
    return text.slice(0, place) + (!entries.length ? written : at ? `, ${written}` : `${written}, `) + text.slice(place);
  }
  const written = indented(dump(part, spans.habitsOf(text)), " ".repeat(column));
  if (at || !entries.length) {
    const place = entries.length ? spans.sectionEnd(text, entries[at - 1], column) : text.length;
    const line = place === 0 || text[place - 1] === "\n" ? "" : "\n";
    return text.slice(0, place) + line + written + text.slice(place);
  }
  const first = entries[0].start;
  let place = spans.lineStart(text, first);
  if (place === first && column) return text.slice(0, place) + written.trimStart() + " ".repeat(column) + text.slice(place);
  for (;;) {
    const above = place > 1 ? text.lastIndexOf("\n", place - 2) + 1 : 0;
    if (!text.slice(above, place).trimStart().startsWith("#")) break;
    place = above;
  }
  return text.slice(0, place) + written + text.slice(place);
};

/**
 * @param {string | number} name
 * @param {(string | number)[]} names
 * @param {string[]} order
 */
const placeOf = (name, names, order) => {
  const rank = order.indexOf(String(name));
  const earlier = rank < 0 ? names : order.slice(0, rank);
  return names.reduce((/** @type {number} */ most, other, n) => (earlier.includes(/** @type {never} */ (other)) ? n + 1 : most), 0);
};

/** @param {string} text @param {any} data */
const says = (text, data) => {
  try {
    return isSame(spans.read(text).data, data);
  } catch (error) {
    if (error instanceof spans.Unreadable) return false;
    throw error;
  }
};

/**
 * The edited text if it says what it should; else the data anew, below every comment.
 * @param {string} text
 * @param {string} edited
 * @param {any} data
 */
const sound = (text, edited, data) => {
  if (says(edited, data)) return edited;
  const anew = spans.commentsOf(text).map((comment) => `${comment}\n`).join("") + dump(data);
  spans.read(anew);
  return anew;
};
