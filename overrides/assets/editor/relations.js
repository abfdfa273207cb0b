// A picker of relations, where each entry has its sentence.

import { search } from "./combobox.js";
import { words } from "./language.js";

/** @type {any} */
const page = globalThis;

/** @typedef {{ id: string, sentence: string }} Relation */

/**
 * The relations of a mapping of ids to sentences, which Decap hands over as an Immutable map.
 * @param {any} value
 * @returns {Relation[]}
 */
export const rowsOf = (value) => {
  const plain = value && value.toJS ? value.toJS() : value || {};
  return Object.entries(plain).map(([id, sentence]) => ({ id, sentence: String(sentence ?? "") }));
};

/**
 * @param {Relation[]} rows
 * @returns {Record<string, string> | undefined}
 */
const valueOf = (rows) => {
  const complete = rows.filter((row) => row.id);
  return complete.length ? Object.fromEntries(complete.map((row) => [row.id, row.sentence])) : undefined;
};

/**
 * What would be lost if these rows were saved, in words; or nothing.
 * @param {Relation[]} rows
 * @returns {string}
 */
export const messageOf = (rows) => {
  const at = rows.findIndex(({ id, sentence }) => !id && sentence.trim());
  return at < 0 ? "" : words("Row %(row)s has a sentence, and no entry. Choose its entry, or remove the row.", { row: at + 1 });
};

/** The picker, as Decap takes it. @type {any} */
export const relations = {
  getInitialState() {
    return { rows: rowsOf(this.props.value) };
  },

  /** @param {Relation[]} rows */
  change(rows) {
    this.setState({ rows });
    this.props.onChange(valueOf(rows));
  },

  /** @param {number} at @param {Partial<Relation>} part */
  edit(at, part) {
    /** @type {Relation[]} */
    const rows = this.state.rows;
    this.change(rows.map((row, n) => (n === at ? { ...row, ...part } : row)));
  },

  /** @param {number} at */
  remove(at) {
    /** @type {Relation[]} */
    const rows = this.state.rows;
    this.change(rows.filter((_, n) => n !== at));
  },

  add() {
    this.change([...this.state.rows, { id: "", sentence: "" }]);
  },

  isValid() {
    const message = messageOf(this.state.rows);
    return message ? { error: { type: "CUSTOM", message } } : true;
  },

  getValidateValue: () => "a draft may wait for it",

  /** @param {Relation} row @param {number} at */
  renderRow(row, at) {
    const label = `${this.props.field.get("label")} ${at + 1}`;
    const sentence = this.props.field.get("sentence") || words("Sentence");
    const taken = this.state.rows.map((/** @type {Relation} */ one) => one.id).filter((/** @type {string} */ id) => id !== row.id);
    const note = row.id && !row.sentence.trim() ? words("Say in a sentence what it has to do with it.") : "";
    const noteId = `${this.props.forID}-note-${at}`;
    return page.h("div", { key: at, className: "own-row", role: "group", "aria-label": label }, [
      page.h(search(), {
        key: "id",
        id: `${this.props.forID}-${at}`,
        label,
        value: row.id,
        taken,
        options: this.props.field.get("options").toJS(),
        onChoose: (/** @type {string} */ id) => this.edit(at, { id }),
      }),
      page.h("input", {
        key: "sentence",
        type: "text",
        className: "own-input",
        value: row.sentence,
        placeholder: sentence,
        "aria-label": `${label}: ${sentence}`,
        "aria-describedby": noteId,
        onChange: (/** @type {any} */ event) => this.edit(at, { sentence: event.target.value }),
      }),
      page.h("p", { key: "note", id: noteId, className: "own-note" }, note),
      page.h("button", { key: "remove", type: "button", className: "own-button", onClick: () => this.remove(at) }, words("Remove %(row)s", { row: at + 1 })),
    ]);
  },

  render() {
    const { field, forID, classNameWrapper } = this.props;
    const label = field.get("label");
    return page.h("div", { id: forID, tabIndex: -1, className: classNameWrapper, role: "group", "aria-label": label }, [
      this.state.rows.map((/** @type {Relation} */ row, /** @type {number} */ at) => this.renderRow(row, at)),
      page.h("button", { key: "add", type: "button", className: "own-button", onClick: () => this.add() }, words("Add to %(field)s", { field: label })),
    ]);
  },
};
