// What `playbook check` would say of an entry, as far as a browser can tell; in its words, which come
// with the settings.

import { areasOf } from "./body.js";
import { fill } from "./language.js";

/**
 * @typedef {object} Advice The sentences for one key.
 * @property {string} [missing]
 * @property {number} [most] The most characters.
 * @property {string} [long]
 * @property {string} [long_by_one]
 * @property {string} [question]
 */

/** @typedef {{ name: string, label: string, advice?: Advice, fields?: Field[], sections?: Section[] }} Field */
/** @typedef {{ title: string, gist: string, empty: string, question: string }} Section */
/** @typedef {{ label: string, message: string }} Finding */

/** @param {any} value */
const isOpen = (value) =>
  value === null || value === undefined || value === "" || (typeof value === "object" && Object.values(value).every(isOpen));

/**
 * Whether a text ends in a question mark; that of Greek is a semicolon, and is typed as one.
 * @param {string} text
 */
const isQuestion = (text) => /(?:[?？؟\u037e]|[\u0370-\u03ff\u1f00-\u1fff];)[\s*_"'”’»)]*$/.test(text);

/**
 * What is to be said of one text.
 * @param {Advice} advice
 * @param {string} text
 */
export const adviceOn = (advice, text) => {
  const { most = Infinity, long = "", long_by_one = "", question = "" } = advice;
  const count = [...text].length;
  if (count > most) return fill(count === most + 1 ? long_by_one : long, { count, over: count - most });
  return question && text.trim() && !isQuestion(text) ? question : "";
};

/**
 * What is to be said of a section.
 * @param {Section} section
 * @param {string} text
 */
export const adviceOnSection = ({ empty, question }, text) => {
  if (!text.trim()) return empty;
  const items = [...text.matchAll(/^ {0,3}(?:[-*+]|\d+[.)])\s+(.*(?:\n {2,}\S.*)*)/gm)].map(([, item]) => item.trim());
  return question && !items.every(isQuestion) ? question : "";
};

/**
 * @param {Field} field
 * @param {any} value
 * @returns {Finding[]}
 */
const ofField = (field, value) => {
  const { label, advice = {}, fields, sections } = field;
  if (sections) {
    return areasOf(value ?? "", sections).flatMap(({ title, value: text }) => {
      const section = sections.find((one) => one.title === title);
      const message = section && adviceOnSection(section, text);
      return message ? [{ label: title, message }] : [];
    });
  }
  if (isOpen(value)) return advice.missing ? [{ label, message: advice.missing }] : [];
  if (fields) return (Array.isArray(value) ? value : [value]).flatMap((part) => findings(fields, part));
  const texts = Array.isArray(value) ? value : [value];
  const messages = texts.map((text) => (typeof text === "string" ? adviceOn(advice, text) : "")).filter(Boolean);
  return messages.map((message) => ({ label, message }));
};

/** What only an adaptation of somebody else's entry has; what it leaves out follows the original. */
export const BECAUSE = "because";

/** @param {any} data */
export const isAdaptation = (data) => Boolean(data?.[BECAUSE]);

/**
 * A field of which an adaptation may say nothing.
 * @param {Field} field
 * @returns {Field}
 */
const inherited = ({ advice, sections, ...rest }) => ({
  ...rest,
  advice: { ...advice, missing: "" },
  sections: sections?.map((section) => ({ ...section, empty: "" })),
});

/**
 * All that is still to be written or put right.
 * @param {Field[]} fields
 * @param {any} data
 * @returns {Finding[]}
 */
export const findings = (fields, data) => {
  const asked = isAdaptation(data) ? fields.map(inherited) : fields;
  return asked.flatMap((field) => ofField(field, data?.[field.name]));
};
