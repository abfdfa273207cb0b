// The text of an entry, cut into its sections and put together again: what nobody touches comes
// back to the byte.

/**
 * @typedef {object} Piece A section as it stands in a file; joined, its parts are the file.
 * @property {string} heading Its line, with its end; "" before the first heading.
 * @property {string} lead Empty lines.
 * @property {string} text
 * @property {string} tail Empty lines.
 */

/** @typedef {{ title: string, gist: string }} Section */
/** @typedef {{ title: string, gist: string, known: boolean, piece: Piece | null, value: string }} Area */

const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const END = /^ {0,3}(`{3,}|~{3,})$/;
const HEADING = /^ {0,3}##[ \t]/;

/** @param {string} gist What `playbook new` writes into a section that is still to be written. */
export const promptOf = (gist) => `*${gist}*`;

/**
 * @param {string} source
 * @param {number} number Only the first has no heading.
 * @returns {Piece}
 */
const pieceOf = (source, number) => {
  const heading = number ? (/^[^\n]*(?:\n|$)/.exec(source)?.[0] ?? "") : "";
  const rest = source.slice(heading.length);
  const lead = /^(?:[ \t]*\n)*/.exec(rest)?.[0] ?? "";
  const text = rest.slice(lead.length).trimEnd();
  return { heading, lead, text, tail: rest.slice(lead.length + text.length) };
};

/**
 * The pieces of a body: what stands before the first heading, and each section.
 * @param {string} body
 * @returns {Piece[]}
 */
export const piecesOf = (body) => {
  const lines = body.split(/(?<=\n)/);
  /** @type {string[]} */
  const texts = [""];
  let fence = "";
  for (const line of lines) {
    const bare = line.trimEnd();
    if (!fence) fence = FENCE.exec(bare)?.[1] ?? "";
    else if (END.exec(bare)?.[1].startsWith(fence)) fence = "";
    if (!fence && HEADING.test(bare)) texts.push("");
    texts[texts.length - 1] += line;
  }
  return texts.map(pieceOf);
};

/** @param {Piece} piece */
export const titleOf = ({ heading }) => heading.trim().replace(/^##[ \t]+/, "").replace(/(^|[ \t])#+$/, "").trim();

/**
 * The areas of a form: every section of the kind, and whatever else stands in the file, in order.
 * @param {string} body
 * @param {Section[]} sections
 * @returns {Area[]}
 */
export const areasOf = (body, sections) => {
  const [intro, ...pieces] = piecesOf(body);
  const titles = sections.map(({ title }) => title);
  /** @type {Area[]} */
  const areas = pieces.map((piece) => {
    const title = titleOf(piece);
    const known = sections.find((section) => section.title === title);
    const value = known && piece.text === promptOf(known.gist) ? "" : piece.text;
    return { title, gist: known?.gist ?? "", known: Boolean(known), piece, value };
  });
  for (const [rank, { title, gist }] of sections.entries()) {
    if (areas.some((area) => area.title === title)) continue;
    const before = areas.findLastIndex((area) => titles.slice(0, rank).includes(area.title));
    areas.splice(before + 1, 0, { title, gist, known: true, piece: null, value: "" });
  }
  const isAlone = !areas.length;
  const first = { title: "", gist: "", known: isAlone, piece: intro, value: intro.text };
  return intro.text || isAlone ? [first, ...areas] : [{ ...first, known: false }, ...areas];
};

/**
 * A section as it stands in the file, with other words.
 * @param {Area} area
 * @param {boolean} isLast
 */
const written = ({ title, gist, known, piece, value }, isLast) => {
  const typed = value.trim() ? value.replace(/^(?:[ \t]*\n)+/, "").trimEnd() : "";
  if (!piece) return typed ? `## ${title}\n\n${typed}\n${isLast ? "" : "\n"}` : "";
  const isPrompt = known && title && piece.text === promptOf(gist);
  if (typed === (isPrompt ? "" : piece.text)) return piece.heading + piece.lead + piece.text + piece.tail;
  const text = typed || (known && title ? promptOf(gist) : "");
  const heading = piece.heading && !piece.heading.endsWith("\n") ? `${piece.heading}\n` : piece.heading;
  const lead = piece.lead || "\n";
  const tail = piece.tail.includes("\n") ? piece.tail : isLast ? "\n" : "\n\n";
  return text ? heading + lead + text + tail : heading + (heading ? lead : lead.slice(1));
};

/**
 * A body of areas, each with what is written in it now.
 * @param {Area[]} areas
 */
export const bodyOf = (areas) => {
  let body = "";
  areas.forEach((area, at) => {
    const isLast = areas.slice(at + 1).every(({ piece, value }) => !piece && !value.trim());
    const text = written(area, isLast);
    if (!area.piece && text) body = body.trimEnd() ? `${body.trimEnd()}\n\n` : "\n";
    body += text;
  });
  return body;
};
