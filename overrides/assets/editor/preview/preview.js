// The preview beside the form: the page that the site has of an entry, fetched once, with what
// somebody types put into it.

import { words } from "../language.js";
import { keysIn } from "./blocks.js";
import { changes, partsOf } from "./changes.js";
import { begin, draw } from "./drawing.js";

/** @type {any} */
const page = globalThis;

/** @typedef {{ value: string, label: string }} Option */
/** @typedef {{ name: string, label: string, options?: Option[], entries?: Option[], fields?: Field[] }} Field */

/**
 * A key and its value in the words of the form.
 * @param {Field[]} fields
 * @returns {import("./drawing.js").Speak}
 */
export const speakOf = (fields) => (way, text) => {
  const [key, ...steps] = way;
  const field = fields.find(({ name }) => name === key);
  const known = [...(field?.options ?? []), ...(field?.fields ?? []).map(({ name, label }) => ({ value: name, label }))];
  const named = (/** @type {string} */ word) => known.find(({ value }) => value === word)?.label ?? word;
  return [field?.label ?? key, ...steps.filter((step) => !/^\d+$/.test(step)).map(named), named(text)].join(": ");
};

/**
 * @param {Document} from A page of the site.
 * @param {string} address
 * @param {Document} to
 */
const dress = (from, address, to) => {
  for (const name of ["lang", "dir"]) to.documentElement.setAttribute(name, from.documentElement.getAttribute(name) ?? "");
  to.body.className = from.body.className;
  const styles = [...from.querySelectorAll("link[rel=stylesheet]:not([media=print])")].map((link) => link.getAttribute("href") ?? "");
  for (const style of [...styles.map((href) => new URL(href, address)), new URL("preview.css", import.meta.url)]) {
    to.head.append(Object.assign(to.createElement("link"), { rel: "stylesheet", href: String(style) }));
  }
};

/** @param {string} address */
const fetched = async (address) => {
  const answer = await fetch(address);
  return answer.ok ? answer.text() : "";
};

/**
 * The preview of the entries of a collection, as Decap takes it.
 * @param {string} collection
 * @param {Field[]} fields
 * @param {{ fromFile: (text: string) => Record<string, any> }} format
 * @returns {any}
 */
export const preview = (collection, fields, format) => ({
  async componentDidMount() {
    const folder = new URL(`../${collection}/`, page.location.href);
    const slug = this.props.entry.get("slug");
    const isThere = fields.some(({ entries }) => entries?.some(({ value }) => value === `../${collection}/${slug}.md`));
    const place = isThere ? new URL(`${slug}/`, folder) : folder;
    const source = isThere ? await fetched(`${place}source.txt`) : "";
    const site = new DOMParser().parseFromString(await fetched(`${place}`), "text/html");
    dress(site, `${place}`, this.props.document);
    this.props.window.frameElement.title = words("Preview");
    const main = site.querySelector("main");
    for (const image of main?.querySelectorAll("img") ?? []) image.src = `${new URL(image.getAttribute("src") ?? "", place)}`;
    this.site = main;
    if (source && main) [this.old, this.keys] = [partsOf(format.fromFile(source)), keysIn(main)];
    this.draw();
  },

  componentDidUpdate() {
    this.draw();
  },

  draw() {
    if (!this.site || !this.place) return;
    const main = this.props.document.importNode(this.site, Boolean(this.old));
    const data = this.props.entry.get("data").toJS();
    if (this.old) draw(main, this.keys, changes(this.old, data), speakOf(fields));
    else begin(main, data, speakOf(fields));
    this.place.replaceChildren(main);
  },

  render() {
    const stay = (/** @type {Event} */ event) => event.preventDefault(); // no link leads away
    return page.h("div", { ref: (/** @type {Element | null} */ element) => (this.place = element), onClickCapture: stay });
  },
});
