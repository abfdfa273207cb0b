// What the scripts say. English stands in them; where a site speaks another language, the build puts
// its words before this, as `playbookWords`.

const words = (() => {
  const language = globalThis.playbookWords;

  /** @param {string} text @param {Record<string, unknown>} values */
  const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (place, name) => String(values[name] ?? place));

  /** @param {string} message @param {Record<string, unknown>} [values] */
  const say = (message, values = {}) => fill(language?.texts[message]?.[0] ?? message, values);

  /** @param {string} one @param {string} many @param {number} n @param {Record<string, unknown>} [values] */
  const plural = (one, many, n, values = {}) =>
    fill(language?.texts[one]?.[language.rule(n)] ?? (n === 1 ? one : many), { count: n, ...values });

  return Object.assign(say, { plural });
})();
