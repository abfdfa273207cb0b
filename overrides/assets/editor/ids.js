// The id of a new entry, made from its title: letters a to z, digits and hyphens, cut between words.

const MOST = 60;
const LETTERS = new Map(
  Object.entries({ ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h", ŧ: "t", ŋ: "n" }),
);

/** @param {string} text */
export const isId = (text) => text.length <= MOST && /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(text);

/**
 * The id that a title gives; "" for one without a Latin letter.
 * @param {string} title
 */
export const idFor = (title) => {
  const plain = title.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const latin = plain.replace(/[^\0-\x7f]/gu, (letter) => LETTERS.get(letter) ?? (/\p{L}/u.test(letter) ? "" : " "));
  const parts = latin.replace(/[^a-z0-9\s_-]/g, "").split(/[\s_-]+/).filter(Boolean);
  let id = "";
  for (const part of parts) {
    if (id.length + part.length < MOST) id = id ? `${id}-${part}` : part;
  }
  id ||= parts.join("").slice(0, MOST);
  return isId(id) ? id : "";
};

/**
 * An id for an entry whose title gives none: its kind and the minute.
 * @param {string} kind
 * @param {Date} now
 */
export const idOf = (kind, now) => {
  const digits = [now.getFullYear(), now.getMonth() + 1, now.getDate(), now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0"));
  return `${kind}-${digits.slice(0, 3).join("")}-${digits.slice(3).join("")}`;
};
