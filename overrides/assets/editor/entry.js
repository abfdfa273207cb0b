// An entry as a file: what the form says is put into the text that its author wrote, key by key, and
// all else stays. A new one is written as `playbook new` writes it.

import { BECAUSE } from "./advice.js";
import { words } from "./language.js";
import { isSame, put, remove } from "./text/edits.js";
import { asRead, day, dump, isMapping } from "./text/rendering.js";
import { read } from "./text/spans.js";

/**
 * @typedef {object} Kind What the format has to know of a kind of entry.
 * @property {{ name: string, unwritten: string[], day: boolean }[]} keys In the order in which they
 *   are written, with the lines that stand for one that is still to be written.
 */

/** @typedef {{ opening: string, front: string, closing: string, body: string }} Parts */

/** The key that carries the file's own text through the form. */
export const FILE = "(file)";
/** The key that carries a new entry's id to its name. */
export const ID = "new_id";
const UNREADABLE = "(unreadable)";

/**
 * Cut a file at its fences; joined, its parts are the file.
 * @param {string} text
 * @returns {Parts | null}
 */
export const partsOf = (text) => {
  const opening = /^---[ \t]*(?:\n|$)/.exec(text)?.[0];
  const closing = opening && /^---[ \t]*(?:\n|$(?![^]))/m.exec(text.slice(opening.length));
  if (!opening || !closing) return null;
  const end = opening.length + closing.index;
  const body = end + closing[0].length;
  return { opening, front: text.slice(opening.length, end), closing: closing[0], body: text.slice(body) };
};

/** @param {any} value */
const isOpen = (value) =>
  value === null || value === undefined || value === "" || (typeof value === "object" && !(value instanceof Date) && !Object.keys(value).length);

/**
 * A value without what was left open in it.
 * @param {any} value
 * @returns {any}
 */
const withoutOpen = (value) => {
  if (Array.isArray(value)) return value.map(withoutOpen).filter((part) => !isOpen(part));
  if (!isMapping(value)) return value;
  const parts = Object.entries(value).map(([key, part]) => [key, withoutOpen(part)]);
  return Object.fromEntries(parts.filter(([, part]) => !isOpen(part)));
};

/**
 * A mapping with its keys where they were, and those that its author had left open.
 * @param {any} value
 * @param {any} old
 * @returns {any}
 */
const inOldOrder = (value, old) => {
  if (Array.isArray(value)) return value.map((part, at) => inOldOrder(part, Array.isArray(old) ? old[at] : null));
  if (!isMapping(value) || !isMapping(old)) return value;
  const kept = Object.keys(old).filter((key) => Object.hasOwn(value, key) || isOpen(old[key]));
  const parts = kept.map((key) => [key, Object.hasOwn(value, key) ? inOldOrder(value[key], old[key]) : old[key]]);
  return { ...Object.fromEntries(parts), ...Object.fromEntries(Object.entries(value).filter(([key]) => !kept.includes(key))) };
};

/**
 * @param {Kind} kind
 * @param {Record<string, any>} data
 */
const valuesOf = (kind, data) => {
  const days = kind.keys.filter((key) => key.day).map(({ name }) => name);
  const { [FILE]: _, [ID]: __, body: ___, ...own } = withoutOpen(data);
  for (const name of days) if (name in own) own[name] = day(String(own[name]));
  return own;
};

/**
 * The text of an entry that is new.
 * @param {Kind} kind
 * @param {Record<string, any>} data
 */
const begun = (kind, data) => {
  const values = valuesOf(kind, data);
  const lines = kind.keys.flatMap(({ name, unwritten }) =>
    name in values ? [dump({ [name]: values[name] }).trimEnd()] : unwritten,
  );
  return `${["---", ...lines, "---"].join("\n")}\n${data.body ?? ""}`;
};

/**
 * Front matter without the notes that `playbook new` puts above a key until it is written.
 * @param {Kind} kind
 * @param {string} front
 * @param {string} name
 */
const withoutPrompts = (kind, front, name) => {
  const lines = kind.keys.find((key) => key.name === name)?.unwritten ?? [];
  const prompts = lines.filter((line) => /^ *#/.test(line));
  return front.split("\n").filter((line) => !prompts.includes(line)).join("\n");
};

/**
 * The front matter of a file, changed where the form says something else.
 * @param {Kind} kind
 * @param {string} front
 * @param {Record<string, any>} data
 */
const changed = (kind, front, data) => {
  const values = valuesOf(kind, data);
  const old = read(front).data;
  const order = kind.keys.map(({ name }) => name);
  for (const key of new Set([...Object.keys(old), ...order, ...Object.keys(values)])) {
    const value = inOldOrder(values[key], old[key]);
    const before = withoutOpen(old[key]);
    if (isOpen(value) ? isOpen(before) : isSame(withoutOpen(asRead(value)), before)) continue;
    if (!isOpen(value)) front = put(isOpen(before) ? withoutPrompts(kind, front, key) : front, [key], value, order);
    else if (order.includes(key)) front = remove(front, [key]);
  }
  return front;
};

/**
 * The text of a file with what the form says; with the day, if that is anything else.
 * @param {Kind} kind
 * @param {Record<string, any>} data
 * @param {string} today
 */
const edited = (kind, data, today) => {
  const text = data[FILE];
  const hasReturns = text.includes("\r\n");
  const { opening, front, closing, body } = /** @type {Parts} */ (partsOf(text.replaceAll("\r\n", "\n")));
  let newFront = changed(kind, front, data);
  const newBody = data.body ?? "";
  if (newFront === front && newBody === body) return text;
  const old = read(front).data;
  const isDated = "updated" in old || !(BECAUSE in old);
  if (isDated && read(newFront).data.updated === old.updated) {
    newFront = put(newFront, ["updated"], day(today), kind.keys.map(({ name }) => name));
  }
  const newText = opening + newFront + closing + newBody;
  return hasReturns ? newText.replaceAll("\n", "\r\n") : newText;
};

/**
 * A kind of entry, as Decap takes a format.
 * @param {Kind} kind
 * @param {() => string} today
 */
export const formatOf = (kind, today) => ({
  /** @param {string} text */
  fromFile: (text) => {
    try {
      const parts = partsOf(text.replaceAll("\r\n", "\n"));
      if (!parts) throw new Error(words("The front matter of this file does not start and end with a line ---."));
      return { ...withoutOpen(read(parts.front).data), body: parts.body, [FILE]: text };
    } catch (error) {
      return { [FILE]: text, [UNREADABLE]: String(error) };
    }
  },

  /** @param {Record<string, any>} data */
  toFile: (data) => {
    if (data[UNREADABLE]) throw new Error(data[UNREADABLE]);
    return data[FILE] === undefined ? begun(kind, data) : edited(kind, data, today());
  },
});
