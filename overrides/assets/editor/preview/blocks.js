// A text in Markdown as the blocks that a reader sees, each as an element.

/**
 * @typedef {object} Block
 * @property {Element} element
 * @property {string} key
 * @property {string} minutes How long a step takes.
 * @property {boolean} isText Whether a page shows its words, and not what they stand for.
 */

const MINUTES = /^(\S+) minutes?: +/i;
/** What a page puts before the words of a block, and keeps. */
export const KEPT = "label, .visually-hidden, .minutes";
/** What a reader of a page does not see. */
const HIDDEN = "[hidden], dialog, template, .visually-hidden";

/** @type {any} */
let markdown;

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/**
 * Take the package that reads Markdown. HTML is shown as it is typed, and a link leads nowhere.
 * @param {any} marked
 */
export const readWith = ({ Marked }) => {
  markdown = new Marked({ gfm: true });
  markdown.use({
    renderer: {
      html: (/** @type {{ text: string }} */ { text }) => escaped(text),
      image: (/** @type {{ text: string }} */ { text }) => `<em>${escaped(text)}</em>`,
      link(/** @type {{ tokens: unknown }} */ { tokens }) {
        return `<a href="#">${/** @type {any} */ (this).parser.parseInline(tokens)}</a>`;
      },
    },
  });
};

/**
 * The letters and digits that a reader sees, however a page writes them.
 * @param {Element} element
 */
const keyOf = (element) => {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const part of copy.querySelectorAll(`${KEPT}, svg`)) part.remove();
  return (copy.textContent ?? "").replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();
};

/**
 * The key of each element of a page, in their order; "" for one that nobody sees.
 * @param {Element} main
 */
export const keysIn = (main) => [...main.querySelectorAll("*")].map((element) => (element.closest(HIDDEN) ? "" : keyOf(element)));

/** @param {string} html */
const drawn = (html) => [...new DOMParser().parseFromString(html, "text/html").body.children];

/** @param {string} html @returns {Element} */
const elementOf = (html) => drawn(html)[0];

/**
 * A text as elements, from top to bottom.
 * @param {string} text
 * @returns {Element[]}
 */
export const elementsOf = (text) => drawn(markdown.parse(text));

/** @param {Element} element @returns {Block} */
const block = (element) => ({ element, key: keyOf(element), minutes: "", isText: true });

/**
 * The block of a line of front matter: a number or a word may be one of a list.
 * @param {string} text
 */
export const lineOf = (text) => ({ ...block(elementOf(`<p>${escaped(text)}</p>`)), isText: /\s/.test(text) });

/**
 * @param {any} item
 * @returns {Block}
 */
const itemOf = (item) => {
  const minutes = MINUTES.exec(item.text)?.[1] ?? "";
  const [{ tokens }] = markdown.lexer(`- ${item.text.replace(MINUTES, "").replaceAll("\n", "\n  ")}`)[0].items;
  return { ...block(elementOf(`<li>${markdown.parser(tokens)}</li>`)), minutes };
};

/**
 * The blocks of a text: each item of a list, and each paragraph, heading or table.
 * @param {string} text
 * @returns {Block[]}
 */
export const blocksOf = (text) =>
  markdown.lexer(text).flatMap((/** @type {any} */ token) => {
    if (token.type === "list") return token.items.map(itemOf);
    const element = token.type === "space" || token.type === "def" ? null : elementOf(markdown.parser([token]));
    return element ? [block(element)] : [];
  });
