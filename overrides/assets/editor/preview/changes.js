// What differs between an entry as the site shows it and as the form has it, block by block.

import { BECAUSE } from "../advice.js";
import { piecesOf, titleOf } from "../body.js";
import { FILE, ID } from "../entry.js";
import { blocksOf, lineOf } from "./blocks.js";

/** @typedef {import("./blocks.js").Block} Block */
/** @typedef {[way: string[], text: string]} Line A text of front matter, and the keys to it. */

/**
 * @typedef {object} Change A block that was and one that is; either may be missing.
 * @property {string[]} way The key that it belongs to, or the heading.
 * @property {Block | null} old
 * @property {Block | null} now
 */

/** Keys that no page shows. */
const UNSEEN = ["body", FILE, ID, BECAUSE, "todo", "status", "created", "updated", "review_by", "covers"];

/**
 * @param {any} value
 * @param {string[]} way
 * @returns {Line[]}
 */
const texts = (value, way) => {
  if (value === null || value === undefined || value === "" || value instanceof Date) return [];
  if (typeof value !== "object") return [[way, String(value)]];
  return Object.entries(value).flatMap(([key, part]) => texts(part, [...way, key]));
};

/**
 * The lines of front matter that a page shows, each with the keys that lead to it.
 * @param {Record<string, any>} data
 */
export const linesOf = (data) =>
  Object.entries(data).flatMap(([key, value]) => (UNSEEN.includes(key) ? [] : texts(value, [key])));

/** @typedef {Map<string, [string[], Block][]>} Parts The blocks of each key and section. */

/** @param {Record<string, any>} data @returns {Parts} */
export const partsOf = (data) => {
  /** @type {Parts} */
  const parts = new Map();
  for (const [way, text] of linesOf(data)) parts.set(way.join("\n"), [[way, { ...lineOf(text), ...(way[0] === "title" && { isText: true }) }]]);
  for (const piece of piecesOf(data.body ?? "")) {
    const title = titleOf(piece);
    parts.set(`## ${title}`, blocksOf(piece.text).map((block) => [[title], block]));
  }
  return parts;
};

/** @param {Block} one @param {Block} other */
export const isSame = (one, other) => one.element.isEqualNode(other.element) && one.minutes === other.minutes;

/**
 * @param {[string[], Block][]} old
 * @param {[string[], Block][]} now
 * @returns {Change[]}
 */
const aligned = (old, now) => {
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && isSame(old[start][1], now[start][1])) start += 1;
  let end = 0;
  while (end < most - start && isSame(old[old.length - 1 - end][1], now[now.length - 1 - end][1])) end += 1;
  const [gone, come] = [old.length - start - end, now.length - start - end];
  const rows = start + Math.max(gone, come) + end;
  return Array.from({ length: rows }, (_, n) => {
    const isEnd = n >= rows - end;
    const before = isEnd ? old[old.length - rows + n] : n < start + gone ? old[n] : undefined;
    const after = isEnd ? now[now.length - rows + n] : n < start + come ? now[n] : undefined;
    return { way: (after ?? before)?.[0] ?? [], old: before?.[1] ?? null, now: after?.[1] ?? null };
  });
};

/**
 * The blocks of each key and section, in the order in which the form has them. What an adaptation
 * does not hold is inherited.
 * @param {Parts} old
 * @param {Record<string, any>} after
 * @returns {Change[][]}
 */
export const changes = (old, after) => {
  const now = partsOf(after);
  const names = BECAUSE in after ? [...now.keys()] : [...new Set([...now.keys(), ...old.keys()])];
  return names.map((name) => aligned(old.get(name) ?? [], now.get(name) ?? []));
};
