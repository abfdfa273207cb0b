// The web editor's own part: its settings with today's date, and a picker of relations, where each
// entry has its sentence.
"use strict";

{
  /** @type {any} */
  const page = globalThis;
  page.CMS_MANUAL_INIT = true;

  /** @typedef {{ id: string, sentence: string }} Relation */
  /** @typedef {{ value: string, label: string }} Option */

  /**
   * The relations of a mapping of ids to sentences, which Decap hands over as an Immutable map.
   * @param {any} value
   * @returns {Relation[]}
   */
  const rowsOf = (value) => {
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
  const messageOf = (rows) => {
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
  };

  /**
   * The data of an entry without keys that were left open: they are not needed, or follow later.
   * @param {any} data An Immutable map.
   * @returns {any}
   */
  const withoutOpenKeys = (data) => {
    const isGroup = (/** @type {any} */ value) => value && value.filter && value.toObject && value.keySeq;
    const closed = (/** @type {any} */ value) =>
      !isGroup(value) ? value : value.push ? value.map(closed) : withoutOpenKeys(value);
    const isOpen = (/** @type {any} */ value) =>
      value === "" || value === null || value === undefined || value.size === 0;
    return data
      .map(closed)
      .filter((/** @type {any} */ value) => !isOpen(value));
  };

  /**
   * A day from today on, as entries write it.
   * @param {number} days
   */
  const dayIn = (days) => {
    const day = new Date();
    day.setDate(day.getDate() + days);
    const parts = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
    return parts.map((part) => String(part).padStart(2, "0")).join("-");
  };

  /**
   * The settings, with the day on which somebody writes.
   * @param {string} text
   * @returns {any}
   */
  const settingsOf = (text) =>
    JSON.parse(text, (key, value) => {
      const day = key === "default" && /^today\+(\d+)$/.exec(value);
      return day ? dayIn(Number(day[1])) : value;
    });

  /**
   * The entries to choose from; those of other rows cannot be chosen again.
   * @param {Option[]} options
   * @param {Relation[]} rows
   * @param {Relation} own
   */
  const choicesOf = (options, rows, own) => [
    page.h("option", { key: "", value: "" }, "Choose one"),
    options.map(({ value, label }) => {
      const disabled = value !== own.id && rows.some((row) => row.id === value);
      return page.h("option", { key: value, value, disabled }, label);
    }),
  ];

  /** The picker, as Decap takes it. @type {any} */
  const picker = {
    getInitialState() {
      return { rows: rowsOf(this.props.value) };
    },

    /** @param {Relation[]} rows */
    change(rows) {
      this.setState({ rows });
      this.props.onChange(valueOf(rows));
    },

    /**
     * @param {number} at
     * @param {Partial<Relation>} part
     */
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

    /**
     * @param {Relation} row
     * @param {number} at
     */
    renderRow(row, at) {
      const style = { display: "grid", gap: "6px", marginBottom: "14px" };
      const remove = { key: "remove", type: "button", style: { justifySelf: "start" }, onClick: () => this.remove(at) };
      return page.h("div", { key: at, style }, [
        this.renderEntry(row, at),
        this.renderSentence(row, at),
        page.h("button", remove, `Remove ${at + 1}`),
      ]);
    },

    /**
     * @param {Relation} row
     * @param {number} at
     */
    renderEntry(row, at) {
      const { field, setActiveStyle, setInactiveStyle } = this.props;
      const properties = {
        key: "id",
        value: row.id,
        "aria-label": `${field.get("label")} ${at + 1}`,
        onFocus: setActiveStyle,
        onBlur: setInactiveStyle,
        onChange: (/** @type {any} */ event) => this.edit(at, { id: event.target.value }),
      };
      return page.h("select", properties, choicesOf(field.get("options").toJS(), this.state.rows, row));
    },

    /**
     * @param {Relation} row
     * @param {number} at
     */
    renderSentence(row, at) {
      const { field, setActiveStyle, setInactiveStyle } = this.props;
      const label = field.get("sentence") || "Sentence";
      return page.h("input", {
        key: "sentence",
        type: "text",
        value: row.sentence,
        maxLength: 200,
        placeholder: label,
        "aria-label": `${field.get("label")} ${at + 1}: ${label}`,
        onFocus: setActiveStyle,
        onBlur: setInactiveStyle,
        onChange: (/** @type {any} */ event) => this.edit(at, { sentence: event.target.value }),
      });
    },

    render() {
      const { field, forID, classNameWrapper } = this.props;
      const label = field.get("label");
      return page.h(
        "div",
        { id: forID, className: classNameWrapper, role: "group", "aria-label": label },
        this.state.rows.map((/** @type {Relation} */ row, /** @type {number} */ at) => this.renderRow(row, at)),
        page.h("button", { type: "button", onClick: () => this.add() }, `Add to ${label}`),
      );
    },
  };

  /** Registers the picker once Decap is there, and starts it. */
  const start = async () => {
    const { CMS, createClass } = page;
    CMS.registerWidget("relations", createClass(picker));
    CMS.registerEventListener({
      name: "preSave",
      handler: (/** @type {any} */ event) => withoutOpenKeys(event.entry.get("data")),
    });
    const settings = await fetch("settings.json");
    CMS.init({ config: { ...settingsOf(await settings.text()), load_config_file: false } });
  };

  addEventListener("load", start);
}
