// Values as YAML: nothing is wrapped, and what is text stays text for every reader of YAML. This
// is `playbook.parsing.yaml_editing.rendering` in another language.

import { cannotBeLines, meaning, scalar } from "./scalars.js";

/**
 * A text in the quotes that it is to have.
 * @typedef {{ text: string, style: string, isText: boolean }} Styled
 */

/**
 * How a file is indented: the spaces of a level, and whether lists are deeper than their key.
 * @typedef {{ step: number, listsDeeper: boolean }} Habits
 */

/** @type {Habits} */
const USUAL = { step: 2, listsDeeper: true };

/** A text that stays in its own style. */
export class Written {
  /**
   * @param {string} text
   * @param {string} style
   * @param {boolean} [isText]
   */
  constructor(text, style, isText = true) {
    this.text = text;
    this.style = style;
    this.isText = isText;
  }
}

/**
 * A day, which is written without quotes.
 * @param {string} text
 */
export const day = (text) => new Written(text, "", meaning(text) === "text");

/** @param {any} value */
export const isMapping = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Written);

/**
 * @param {any} value
 * @param {import("./scalars.js").Place} place
 */
const single = (value, place) => {
  if (value === null || value === undefined) return place.flow ? "null" : "";
  if (value instanceof Written) return scalar(value.text, value.style, place, value.isText);
  return scalar(String(value), "", place, typeof value === "string");
};

/** @param {any} value */
const isHeld = (value) => (Array.isArray(value) ? value.length : isMapping(value) && Object.keys(value).length);

/**
 * Data as YAML in one line, between brackets.
 * @param {any} data
 * @returns {string}
 */
export const inBrackets = (data) => {
  if (Array.isArray(data)) return `[${data.map(inBrackets).join(", ")}]`;
  if (!isMapping(data)) return single(data, { flow: true });
  return `{${Object.entries(data).map(([key, value]) => `${single(key, { flow: true })}: ${inBrackets(value)}`).join(", ")}}`;
};

/**
 * What follows a colon or a dash.
 * @param {any} value
 * @param {number} column Where its key or its dash stands.
 * @param {Habits} habits
 * @param {boolean} isItem
 * @returns {string}
 */
const following = (value, column, habits, isItem) => {
  if (!isHeld(value)) {
    const text = Array.isArray(value)
      ? "[]"
      : isMapping(value)
        ? "{}"
        : single(value, { column: column + habits.step, step: habits.step });
    return text && ` ${text}`;
  }
  const isDeeper = isItem || isMapping(value) || habits.listsDeeper;
  const inner = isDeeper ? column + habits.step : column;
  const lines = parts(value, inner, habits);
  return isItem ? " ".repeat(habits.step - 1) + lines.trimStart() : `\n${lines}`;
};

/**
 * The keys of a mapping or the items of a list, in lines.
 * @param {any} data
 * @param {number} column
 * @param {Habits} habits
 * @returns {string}
 */
const parts = (data, column, habits) => {
  const margin = " ".repeat(column);
  const rows = Array.isArray(data)
    ? data.map((value) => `-${following(value, column, habits, true)}`)
    : Object.entries(data).map(([key, value]) => `${single(key, {})}:${following(value, column, habits, false)}`);
  return rows.map((row) => margin + row).join("\n");
};

/**
 * A mapping or a list as YAML.
 * @param {any} data
 * @param {Habits} [habits]
 */
export const dump = (data, habits = USUAL) => (isHeld(data) ? `${parts(data, 0, habits)}\n` : "");

/**
 * What a value is read as, once it is written: text, nothing, or these in mappings and lists.
 * @param {any} value
 * @returns {any}
 */
export const asRead = (value) => {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(asRead);
  if (isMapping(value)) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, asRead(part)]));
  return value instanceof Written ? value.text : String(value);
};

/**
 * A text as it is quoted where another one stands, or plain where the other one was no text.
 * @param {any} value
 * @param {{ text: string, style: string } | null} old
 */
export const inStyleOf = (value, old) => {
  if (typeof value !== "string" || !old) return value;
  if (!old.style && meaning(value) === meaning(old.text) && meaning(value) !== "text") return new Written(value, "", false);
  const folds = (old.style === "|" || old.style === ">") && !cannotBeLines(value);
  const quotes = (old.style === "'" || old.style === '"') && !value.includes("\n");
  return folds || quotes ? new Written(value, old.style) : value;
};
