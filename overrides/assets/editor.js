// The web editor's own part: a picker of relations, where each entry has its sentence.
"use strict";

/** @type {any} */
const page = globalThis;
page.CMS_MANUAL_INIT = true;

/**
 * @typedef {{id: string, sentence: string}} Row
 */

/**
 * The rows of a mapping of ids to sentences, which Decap hands over as an Immutable map.
 * @param {any} value
 * @returns {Row[]}
 */
function rowsOf(value) {
  const plain = value && value.toJS ? value.toJS() : value || {};
  return Object.entries(plain).map(([id, sentence]) => ({ id, sentence: String(sentence ?? "") }));
}

/**
 * @param {Row[]} rows
 * @returns {Record<string, string> | undefined}
 */
function valueOf(rows) {
  const chosen = rows.filter((row) => row.id);
  return chosen.length ? Object.fromEntries(chosen.map((row) => [row.id, row.sentence])) : undefined;
}

/**
 * What would be lost if these rows were saved, in words; or nothing.
 * @param {Row[]} rows
 * @returns {string}
 */
function faultOf(rows) {
  for (const [at, { id, sentence }] of rows.entries()) {
    if (!id && sentence.trim()) {
      return `Row ${at + 1} has a sentence, and no entry. Choose its entry, or remove the row.`;
    }
    if (id && rows.findIndex((row) => row.id === id) !== at) {
      return `'${id}' is chosen twice. Remove row ${at + 1}, or choose another entry for it.`;
    }
    if (id && !sentence.trim()) {
      return `Say in a sentence what '${id}' has to do with it.`;
    }
  }
  return "";
}

/**
 * What was filled in, without keys that were left open: they are not needed, or told later.
 * @param {any} data An Immutable map.
 * @returns {any}
 */
function filled(data) {
  const isMap = (/** @type {any} */ value) => value && value.filter && value.toObject && value.keySeq;
  const isOpen = (/** @type {any} */ value) =>
    value === "" || value === null || value === undefined || value.size === 0;
  return data
    .map((/** @type {any} */ value) => (isMap(value) && !value.push ? filled(value) : value))
    .filter((/** @type {any} */ value) => !isOpen(value));
}

/** Registers the picker once Decap is there, and starts it. */
function start() {
  const { CMS, createClass, h } = page;
  const Control = createClass({
    getInitialState() {
      return { rows: rowsOf(this.props.value) };
    },
    /** @param {Row[]} rows */
    change(rows) {
      this.setState({ rows });
      this.props.onChange(valueOf(rows));
    },
    isValid() {
      const message = faultOf(this.state.rows);
      return message ? { error: { type: "CUSTOM", message } } : true;
    },
    render() {
      const { field, forID, classNameWrapper, setActiveStyle, setInactiveStyle } = this.props;
      const options = field.get("options").toJS();
      const label = field.get("label");
      const said = field.get("sentence") || "Sentence";
      /** @type {Row[]} */
      const rows = this.state.rows;
      const handlers = { onFocus: setActiveStyle, onBlur: setInactiveStyle };
      /**
       * @param {number} at
       * @param {Partial<Row>} part
       */
      const edit = (at, part) =>
        this.change(rows.map((row, n) => (n === at ? { ...row, ...part } : row)));
      /**
       * @param {string} value
       * @param {Row} own
       */
      const optionOf = (value, own) => ({
        value,
        disabled: value !== own.id && rows.some((row) => row.id === value),
      });
      return h(
        "div",
        { id: forID, className: classNameWrapper, role: "group", "aria-label": label },
        rows.map((row, at) =>
          h("div", { key: at, style: { display: "grid", gap: "6px", marginBottom: "14px" } }, [
            h(
              "select",
              {
                key: "id",
                value: row.id,
                "aria-label": `${label} ${at + 1}`,
                ...handlers,
                onChange: (/** @type {any} */ event) => edit(at, { id: event.target.value }),
              },
              [
                h("option", { key: "", value: "" }, "Choose one"),
                options.map((/** @type {{value: string, label: string}} */ option) =>
                  h("option", { key: option.value, ...optionOf(option.value, row) }, option.label),
                ),
              ],
            ),
            h("input", {
              key: "sentence",
              type: "text",
              value: row.sentence,
              maxLength: 200,
              placeholder: said,
              "aria-label": `${label} ${at + 1}: ${said}`,
              ...handlers,
              onChange: (/** @type {any} */ event) => edit(at, { sentence: event.target.value }),
            }),
            h(
              "button",
              {
                key: "remove",
                type: "button",
                style: { justifySelf: "start" },
                onClick: () => this.change(rows.filter((_, n) => n !== at)),
              },
              `Remove ${at + 1}`,
            ),
          ]),
        ),
        h(
          "button",
          { type: "button", onClick: () => this.change([...rows, { id: "", sentence: "" }]) },
          `Add to ${label}`,
        ),
      );
    },
  });
  CMS.registerWidget("relations", Control);
  CMS.registerEventListener({
    name: "preSave",
    handler: (/** @type {any} */ event) => filled(event.entry.get("data")),
  });
  CMS.init();
}

addEventListener("load", start);
