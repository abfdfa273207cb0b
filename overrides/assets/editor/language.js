// What our part of the editor says, in the language of the site: the settings bring its words.

/** @type {Record<string, string>} */
let texts = {};

/**
 * Take the words of a language.
 * @param {Record<string, string>} all By the English text that each stands for.
 */
export const speak = (all) => {
  texts = all;
};

/**
 * Put values into the places of a text.
 * @param {string} text
 * @param {Record<string, unknown>} values
 */
export const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (place, name) => String(values[name] ?? place));

/** @param {string} message @param {Record<string, unknown>} [values] */
export const words = (message, values = {}) => fill(texts[message] ?? message, values);
