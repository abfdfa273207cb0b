// The site's own page of an entry, with the words of the form in it.

import { words } from "../language.js";
import { KEPT, elementsOf } from "./blocks.js";
import { isSame, linesOf } from "./changes.js";

/** @typedef {import("./blocks.js").Block} Block */
/** @typedef {import("./changes.js").Change} Change */
/** @typedef {(way: string[], text: string) => string} Speak How a key and its value are told. */

const MARK = "own-changed";

/**
 * The innermost element of each text on a page; of several, the first.
 * @param {Element} main
 * @param {string[]} keys
 */
const placesIn = (main, keys) => {
  /** @type {Map<string, Element>} */
  const places = new Map();
  for (const [n, element] of main.querySelectorAll("*").entries()) {
    const key = keys[n];
    const known = places.get(key);
    if (key && (!known || known.contains(element))) places.set(key, element);
  }
  return places;
};

/** @param {Element} place @param {Block} block */
const fill = (place, { element, minutes }) => {
  for (const node of [...place.childNodes]) {
    if (node.nodeType !== node.ELEMENT_NODE || !(/** @type {Element} */ (node).matches(KEPT))) node.remove();
  }
  const time = place.querySelector(".minutes");
  if (time && minutes) time.textContent = (time.textContent ?? "").replace(/\d+/, minutes);
  else time?.remove();
  const copy = place.ownerDocument.importNode(element, true);
  place.append(!time && minutes ? ` ${minutes} min ` : " ", ...copy.childNodes);
  place.classList.add(MARK);
};

/** @param {Element} before @param {Block} block */
const added = (before, block) => {
  const place = /** @type {Element} */ (before.cloneNode(false));
  for (const { name } of [...place.attributes]) if (name !== "class") place.removeAttribute(name);
  fill(place, block);
  before.after(place);
  return place;
};

/**
 * What stands on no page by itself, such as how often something is done.
 * @param {Document} document
 * @param {string[]} lines
 */
const note = (document, lines) => {
  const box = document.createElement("aside");
  box.className = "own-rest";
  const [head, list] = [document.createElement("p"), document.createElement("ul")];
  head.textContent = words("Not shown below:");
  for (const line of lines) list.append(Object.assign(document.createElement("li"), { textContent: line }));
  box.append(head, list);
  return box;
};

/**
 * Put the changes into a page; what has no place there is told on top of it.
 * @param {Element} main
 * @param {string[]} keys Of the page as it was.
 * @param {Change[][]} parts
 * @param {Speak} speak
 */
export const draw = (main, keys, parts, speak) => {
  const places = placesIn(main, keys);
  /** @type {string[]} */
  const rest = [];
  for (const part of parts) {
    /** @type {Element | undefined} */
    let near;
    for (const { way, old, now } of part) {
      const place = old?.isText ? places.get(old.key) : undefined;
      if (now && place) {
        if (old && !isSame(old, now)) fill(place, now);
        near = place;
      } else if (now && near && !old) {
        near = added(near, now);
      } else if (now && !(old && isSame(old, now))) {
        rest.push(speak(way, now.element.textContent ?? ""));
      } else if (!now) place?.remove();
    }
  }
  if (rest.length) main.prepend(note(main.ownerDocument, rest));
};

/**
 * The page of an entry that the site does not have yet.
 * @param {Element} main
 * @param {Record<string, any>} data
 * @param {Speak} speak
 */
export const begin = (main, data, speak) => {
  const document = main.ownerDocument;
  const title = Object.assign(document.createElement("h1"), { textContent: data.title ?? "" });
  const lede = Object.assign(document.createElement("p"), { className: "lede", textContent: data.summary ?? "" });
  const text = Object.assign(document.createElement("div"), { className: "prose" });
  text.append(...elementsOf(data.body ?? "").map((element) => document.importNode(element, true)));
  main.replaceChildren(title, lede, text);
  const rest = linesOf(data).filter(([way]) => !["title", "summary"].includes(way[0]));
  if (rest.length) main.append(note(document, rest.map(([way, line]) => speak(way, line))));
};
