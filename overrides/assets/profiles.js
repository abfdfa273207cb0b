// What is said of assets: how a link and this browser hold it, and which moves it leads to, by the
// rule that src/playbook/records/pages/stock.py has too. Pure. Types: globals.d.ts.
"use strict";

{
  const FORM = /^#?v1\.(\d{4}-\d\d-\d\d)((?:\.[a-z2-7]{5}[0-4]\w{0,2700})*)$/;

  /** Letters, digits and _ alone: nothing on the way of a link changes these. @param {string} text */
  const safe = (text) =>
    encodeURIComponent(text.toWellFormed())
      .replace(/[^%\w]|_/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
      .replaceAll("%", "_");

  /** @type {Profiles["encode"]} */
  const encode = ({ date, said }, isWhole) => {
    const parts = Object.entries(said).map(([id, text]) => id + (isWhole ? safe(text) : text[0]));
    return ["v1", date, ...parts].join(".");
  };

  /** @type {Profiles["decode"]} */
  const decode = (text) => {
    try {
      const [, date, parts] = /** @type {string[]} */ (FORM.exec(/** @type {string} */ (text)));
      new Date(date).toISOString(); // throws where it is none
      const said = parts.split(".").slice(1).map((part) => [part.slice(0, 5), decodeURIComponent(part.slice(5).replaceAll("_", "%"))]);
      return { date, said: Object.fromEntries(said) };
    } catch {
      return null;
    }
  };

  /** @type {Profiles["suggest"]} */
  const suggest = (conditions, findOut, said) => {
    const ranked = conditions
      .map((condition) => {
        const [strong, starting] = ["1", "2"].map((answer) => condition.questions.filter((id) => said[id]?.[0] === answer));
        return { ...condition, strong, starting, bases: strong[0] ? strong : starting };
      })
      .filter(({ bases }) => bases[0])
      .sort((one, two) => two.strong.length - one.strong.length || two.starting.length - one.starting.length);
    /** @type {Suggestion[]} */
    const chosen = [];
    for (const { id, moves, strong, bases } of ranked) {
      const fresh = moves.filter((move) => chosen.every(([other]) => other !== move));
      const most = strong[0] && !chosen[0] ? 3 : 1;
      fresh.slice(0, most).forEach((move, n) => chosen.push([move, id, bases[n % bases.length]]));
    }
    return ranked[0] ? chosen.slice(0, 5) : findOut.map((move) => [move, "", ""]);
  };

  globalThis.playbookProfiles = { encode, decode, suggest };
}
