// The text of an entry as one area for each of its sections; nobody has to know how a heading is
// written. What stands in the file stays as it is, but for the area that somebody types in.

import { adviceOnSection } from "./advice.js";
import { areasOf, bodyOf } from "./body.js";
import { search } from "./combobox.js";
import { words } from "./language.js";

/** @typedef {import("./body.js").Area} Area */
/** @typedef {{ text: string, start: number, end: number }} Typed */

/** @type {any} */
const page = globalThis;

/**
 * The lines of what is chosen, each with a mark before it; those that have it lose it.
 * @param {Typed} typed
 * @param {(n: number) => string} mark
 * @returns {Typed}
 */
export const marked = ({ text, start, end }, mark) => {
  const from = start ? text.lastIndexOf("\n", start - 1) + 1 : 0;
  const to = end + (text.slice(end).indexOf("\n") + 1 || text.length - end + 1) - 1;
  const lines = text.slice(from, to).split("\n");
  const any = /^(?:- |\d+\. )/;
  const isDone = lines.every((line, n) => line.startsWith(mark(n)));
  const made = lines.map((line, n) => (isDone ? "" : mark(n)) + line.replace(any, "")).join("\n");
  return { text: text.slice(0, from) + made + text.slice(to), start: from, end: from + made.length };
};

/**
 * What is chosen, between two signs.
 * @param {Typed} typed
 * @param {string} before
 * @param {string} after
 * @returns {Typed}
 */
export const between = ({ text, start, end }, before, after) => {
  const chosen = text.slice(start, end);
  const made = text.slice(0, start) + before + chosen + after + text.slice(end);
  return { text: made, start: start + before.length, end: start + before.length + chosen.length };
};

/**
 * A link in the place of what is chosen.
 * @param {Typed} typed
 * @param {{ value: string, label: string }} entry
 * @returns {Typed}
 */
export const linked = ({ text, start, end }, { value, label }) => {
  const link = `[${text.slice(start, end) || label}](${value})`;
  return { text: text.slice(0, start) + link + text.slice(end), start: start + link.length, end: start + link.length };
};

/** The areas, as Decap takes them. @type {any} */
export const sections = {
  getInitialState() {
    return { areas: areasOf(this.props.value ?? "", this.sections()), linking: -1 };
  },

  sections() {
    return this.props.field.get("sections").toJS();
  },

  getValidateValue: () => "a draft may wait for it",

  /** @param {number} at @param {string} value */
  edit(at, value) {
    const areas = this.state.areas.map((/** @type {Area} */ area, /** @type {number} */ n) => (n === at ? { ...area, value } : area));
    this.setState({ areas });
    this.props.onChange(bodyOf(areas));
  },

  /** @param {number} at */
  idOf(at) {
    return `${this.props.forID}-${at}`;
  },

  /** @param {number} at @param {(typed: Typed) => Typed} change */
  apply(at, change) {
    const area = this.texts[at];
    const { text, start, end } = change({ text: area.value, start: area.selectionStart, end: area.selectionEnd });
    this.edit(at, text);
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(start, end);
    });
  },

  /** @param {number} at @param {string} name */
  renderTools(at, name) {
    const tools = [
      [words("Bold"), () => this.apply(at, (/** @type {Typed} */ typed) => between(typed, "**", "**"))],
      [words("List"), () => this.apply(at, (/** @type {Typed} */ typed) => marked(typed, () => "- "))],
      [words("Numbers"), () => this.apply(at, (/** @type {Typed} */ typed) => marked(typed, (n) => `${n + 1}. `))],
      [words("Link to an entry"), () => this.setState({ linking: this.state.linking === at ? -1 : at })],
    ];
    return page.h(
      "div",
      { key: "tools", role: "group", "aria-label": words("Write in %(section)s", { section: name }), className: "own-tools" },
      tools.map(([label, onClick], n) =>
        page.h("button", { key: n, type: "button", className: "own-button", onClick, "aria-label": `${label}: ${name}` }, label),
      ),
    );
  },

  /** @param {number} at */
  renderLink(at) {
    if (this.state.linking !== at) return null;
    const options = this.props.field.get("entries").toJS();
    const choose = (/** @type {string} */ value) => {
      const entry = options.find((/** @type {{ value: string }} */ one) => one.value === value);
      this.setState({ linking: -1 });
      this.apply(at, (/** @type {Typed} */ typed) => linked(typed, entry));
    };
    return page.h(search(), { key: "link", id: `${this.idOf(at)}-link`, label: words("Link to an entry"), value: "", options, onChoose: choose });
  },

  /** @param {Area} area @param {number} at */
  renderArea(area, at) {
    if (!area.title && !area.known && !area.piece?.text) return null;
    const id = this.idOf(at);
    const name = area.title || this.props.field.get("label");
    const section = this.sections().find((/** @type {{ title: string }} */ { title }) => title === area.title);
    const note = section && area.value.trim() ? adviceOnSection(section, area.value) : "";
    return page.h("div", { key: at, className: "own-section" }, [
      area.title && page.h("label", { key: "label", htmlFor: id, className: "own-label" }, area.title),
      page.h("p", { key: "hint", id: `${id}-hint`, className: "own-hint" }, area.gist.replace(/[*`]/g, "")),
      this.renderTools(at, name),
      this.renderLink(at),
      page.h("textarea", {
        key: "text",
        id,
        ref: (/** @type {HTMLTextAreaElement} */ element) => (this.texts = { ...this.texts, [at]: element }),
        className: "own-text",
        rows: Math.max(3, area.value.split("\n").length + 1),
        value: area.value,
        "aria-label": area.title ? undefined : name,
        "aria-describedby": `${id}-hint ${id}-note`,
        onChange: (/** @type {any} */ event) => this.edit(at, event.target.value),
      }),
      page.h("p", { key: "note", id: `${id}-note`, className: "own-note" }, note),
    ]);
  },

  render() {
    const { field, forID, classNameWrapper } = this.props;
    return page.h(
      "div",
      { id: forID, tabIndex: -1, className: classNameWrapper, role: "group", "aria-label": field.get("label") },
      this.state.areas.map((/** @type {Area} */ area, /** @type {number} */ at) => this.renderArea(area, at)),
    );
  },
};
