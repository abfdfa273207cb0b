// A search among entries by their titles: type, go through what is found with the arrows, choose.

import { words } from "./language.js";

/** @typedef {{ value: string, label: string }} Option */

/** @type {any} */
const page = globalThis;
const SHOWN = 30;

/** @param {string} text */
const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

/**
 * The options whose title or id has every word that was typed.
 * @param {Option[]} options
 * @param {string} query
 */
export const found = (options, query) => {
  const parts = plain(query).split(/\s+/).filter(Boolean);
  return options.filter(({ value, label }) => parts.every((part) => `${plain(label)} ${value}`.includes(part))).slice(0, SHOWN);
};

/**
 * Where the arrows lead to, from a place among some that are found.
 * @param {string} key
 * @param {number} at
 * @param {number} count
 */
export const stepTo = (key, at, count) => {
  if (!count) return -1;
  if (key === "ArrowDown") return (at + 1) % count;
  return key === "ArrowUp" ? (at <= 0 ? count : at) - 1 : at;
};

/** The search, as React takes it: `id`, `label`, `options`, `value`, `taken`, `onChoose`. @type {any} */
const combobox = {
  getInitialState: () => ({ query: null, active: -1 }),

  /** @returns {Option[]} */
  list() {
    const { options, taken = [] } = this.props;
    const left = options.filter((/** @type {Option} */ { value }) => !taken.includes(value));
    return this.state.query === null ? [] : found(left, this.state.query);
  },

  /** @param {Option} option */
  choose(option) {
    this.setState({ query: null, active: -1 });
    this.props.onChoose(option.value);
  },

  /** @param {any} event */
  type(event) {
    this.setState({ query: event.target.value, active: event.target.value.trim() ? 0 : -1 });
  },

  /** @param {any} event */
  press(event) {
    const list = this.list();
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (this.state.query === null) this.setState({ query: "", active: 0 });
      else this.setState({ active: stepTo(key, this.state.active, list.length) });
    } else if (key === "Enter" && list[this.state.active]) {
      event.preventDefault();
      this.choose(list[this.state.active]);
    } else if (key === "Escape" && this.state.query !== null) {
      event.stopPropagation();
      this.setState({ query: null, active: -1 });
    }
  },

  /** @param {Option} option @param {number} at */
  renderOption(option, at) {
    const isActive = at === this.state.active;
    const own = {
      key: option.value,
      id: `${this.props.id}-${at}`,
      role: "option",
      "aria-selected": isActive,
      className: isActive ? "own-option own-active" : "own-option",
      onMouseDown: (/** @type {any} */ event) => {
        event.preventDefault();
        this.choose(option);
      },
    };
    return page.h("li", own, option.label);
  },

  renderInput(/** @type {number} */ count) {
    const { id, label, options, value } = this.props;
    const { query, active } = this.state;
    const chosen = options.find((/** @type {Option} */ option) => option.value === value);
    return page.h("input", {
      key: "input",
      id,
      type: "text",
      role: "combobox",
      autoComplete: "off",
      className: "own-input",
      value: query ?? chosen?.label ?? value,
      placeholder: words("Search by title"),
      "aria-label": label,
      "aria-autocomplete": "list",
      "aria-expanded": count > 0,
      "aria-controls": `${id}-list`,
      "aria-activedescendant": active >= 0 && active < count ? `${id}-${active}` : undefined,
      onChange: this.type,
      onKeyDown: this.press,
      onBlur: () => this.setState({ query: null, active: -1 }),
    });
  },

  render() {
    const list = this.list();
    const { id, label } = this.props;
    const isNone = Boolean(this.state.query?.trim()) && !list.length;
    return page.h("div", { className: "own-search" }, [
      this.renderInput(list.length),
      page.h(
        "ul",
        { key: "list", id: `${id}-list`, role: "listbox", "aria-label": label, hidden: !list.length, className: "own-options" },
        list.map((/** @type {Option} */ option, /** @type {number} */ at) => this.renderOption(option, at)),
      ),
      page.h("p", { key: "none", role: "status", className: "own-note" }, isNone ? words("Nothing is called that.") : ""),
    ]);
  },
};

/** @type {any} */
let made = null;

/** The search as a component; React makes it once. */
export const search = () => {
  made ??= page.createClass(combobox);
  return made;
};
