// How one value is written in YAML: plain, in quotes or in lines of its own. The rules are those
// of PyYAML, so that an edit here and one by `playbook check --fix` come to the same text.

const BREAKS = "\n\u0085\u2028\u2029";
const SPACES = `\0 \t\r${BREAKS}`;
const ESCAPES = new Map(
  Object.entries({
    "\0": "0", "\x07": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r",
    "\x1b": "e", '"': '"', "\\": "\\", "\u0085": "N", "\u2028": "L", "\u2029": "P",
  }),
);

/** What a plain value would be read as, beside text; in YAML 1.1, which is the most cautious. */
const MEANINGS = /** @type {const} */ ([
  ["bool", /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/],
  [
    "float",
    /^(?:[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  ],
  [
    "int",
    /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/,
  ],
  ["merge", /^<<$/],
  ["null", /^(?:~|null|Null|NULL|)$/],
  [
    "timestamp",
    /^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/,
  ],
  ["value", /^=$/],
]);

/**
 * What a plain value is read as.
 * @param {string} text
 * @returns {string} "text", or what else a reader of YAML takes it for.
 */
export const meaning = (text) => MEANINGS.find(([, pattern]) => pattern.test(text))?.[0] ?? "text";

/**
 * Where lines of their own would be read with other spaces than they have.
 * @param {string} text
 */
export const cannotBeLines = (text) => /^\s|[ \t](?:\n|$)|\n\n$|[\x85\u2028\u2029]/.test(text);

/** @param {string} ch */
const isSpecial = (ch) =>
  !(ch === "\n" || (ch >= " " && ch <= "~")) && (!/[\x85\xa0-\ud7ff\ue000-\ufffd]|[^\0-\uffff]/u.test(ch) || ch === "\ufeff");

/**
 * Whether a text has signs that a plain value may not have, in a line or between brackets.
 * @param {string[]} chars
 */
const indicators = (chars) => {
  let block = /^(?:---|\.\.\.)/.test(chars.join(""));
  let flow = block;
  chars.forEach((ch, at) => {
    const isFollowed = at + 1 >= chars.length || SPACES.includes(chars[at + 1]);
    const starts = at === 0;
    const either =
      (starts && ("#,[]{}&*!|>'\"%@`".includes(ch) || (ch === "-" && isFollowed))) ||
      (ch === "#" && (starts || SPACES.includes(chars[at - 1])));
    const isColon = ch === ":" || (starts && ch === "?");
    block ||= either || (isColon && isFollowed);
    flow ||= either || isColon || (!starts && ",?[]{}".includes(ch));
  });
  return { block, flow };
};

/**
 * In which ways a text may be written.
 * @param {string} text
 */
const waysOf = (text) => {
  const chars = [...text];
  const { block, flow } = indicators(chars);
  const isOdd = chars.some(isSpecial) || / [\n\x85\u2028\u2029]/.test(text);
  const isBare = !isOdd && !/^ | $|[\n\x85\u2028\u2029]/.test(text);
  return {
    plain: isBare && !block,
    plainInBrackets: isBare && !flow,
    quotes: !isOdd && !/[\n\x85\u2028\u2029] /.test(text),
    lines: !isOdd && !text.endsWith(" ") && text !== "",
  };
};

/** @param {string} text */
const inDoubleQuotes = (text) =>
  `"${[...text]
    .map((ch) => {
      const escape = ESCAPES.get(ch);
      if (escape) return `\\${escape}`;
      if (/^[ -~\xa0-\ud7ff\ue000-\ufffd]$/.test(ch) && ch !== "\ufeff") return ch;
      const code = /** @type {number} */ (ch.codePointAt(0)).toString(16).toUpperCase();
      return code.length < 3 ? `\\x${code.padStart(2, "0")}` : code.length < 5 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
    })
    .join("")}"`;

/**
 * The lines of a text below a `|` or a `>`, which folds single breaks.
 * @param {string} text
 * @param {string} style
 * @param {number} column
 * @param {number} step
 */
const inLines = (text, style, column, step) => {
  const ending = !text.endsWith("\n") ? "-" : text === "\n" || text.endsWith("\n\n") ? "+" : "";
  const hint = /^[ \n]/.test(text) ? String(step) : "";
  const lines = text.replace(/\n$/, "").split("\n");
  const margin = " ".repeat(column);
  const isFolded = style === ">";
  const written = lines.map((line, at) => {
    const last = lines.slice(0, at).findLast((one) => one);
    const doubles = isFolded && at && line && !/^ /.test(line) && !/^ /.test(last ?? " ");
    return `\n${doubles ? "\n" : ""}${line ? margin + line : ""}`;
  });
  return `${style}${hint}${ending}${written.join("")}`;
};

/**
 * @typedef {object} Place
 * @property {boolean} [flow] Whether it stands between brackets.
 * @property {number} [column] Where lines of its own start.
 * @property {number} [step]
 */

/**
 * A text as YAML.
 * @param {string} text
 * @param {string} style The quotes or the sign that it is to have; "" for as few as it needs.
 * @param {Place} place
 * @param {boolean} [isText] Whether it is text, whatever it looks like.
 */
export const scalar = (text, style, { flow = false, column = 0, step = 2 } = {}, isText = true) => {
  const ways = waysOf(text);
  if (text.includes("\n") && !style) style = flow || cannotBeLines(text) ? '"' : "|";
  const isRead = !isText || meaning(text) === "text";
  if (!style && isRead && (text === "" ? !flow : flow ? ways.plainInBrackets : ways.plain)) return text;
  if ((style === "|" || style === ">") && !flow && ways.lines) return inLines(text, style, column, step);
  if ((!style || style === "'") && ways.quotes) return `'${text.replaceAll("'", "''")}'`;
  return inDoubleQuotes(text);
};
