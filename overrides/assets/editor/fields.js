// A line of text with what the checks say of it, the name of a new file, and what is still to be
// written.

import { adviceOn, findings, isAdaptation } from "./advice.js";
import { idFor, isId } from "./ids.js";
import { words } from "./language.js";

/** @type {any} */
const page = globalThis;

/** What somebody has done when the form may say something else. */
const DONE = ["input", "click", "focusout"];

/** A line of text, as Decap takes it. @type {any} */
export const line = {
  getValidateValue() {
    const { field, value, getEntry } = this.props;
    const isNeeded = field.get("name") === "title" && !isAdaptation(getEntry().get("data").toJS());
    return isNeeded || field.has("pattern") ? value || "" : "a draft may wait for it";
  },

  render() {
    const { field, forID, classNameWrapper, value, onChange, setActiveStyle, setInactiveStyle } = this.props;
    const note = adviceOn(field.get("advice")?.toJS() ?? {}, value || "");
    return page.h("div", {}, [
      page.h("input", {
        key: "input",
        id: forID,
        type: "text",
        className: classNameWrapper,
        value: value || "",
        "aria-describedby": `${forID}-note`,
        onFocus: setActiveStyle,
        onBlur: setInactiveStyle,
        onChange: (/** @type {any} */ event) => onChange(event.target.value),
      }),
      page.h("p", { key: "note", id: `${forID}-note`, className: "own-note", "aria-live": "polite" }, note),
    ]);
  },
};

/** What follows the form as somebody fills it. @type {any} */
const follower = {
  componentDidMount() {
    this.follow = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.forceUpdate(), 250);
    };
    for (const name of DONE) document.addEventListener(name, this.follow);
  },

  componentWillUnmount() {
    clearTimeout(this.timer);
    for (const name of DONE) document.removeEventListener(name, this.follow);
  },

  getValidateValue: () => "nobody has to fill it",

  data() {
    return this.props.getEntry().get("data").toJS();
  },
};

/** The name of a new file, which can be changed until it is saved. @type {any} */
export const identity = {
  ...follower,

  isValid() {
    const { value, field } = this.props;
    return !value || isId(value) ? true : { error: { type: "CUSTOM", message: field.get("message") } };
  },

  render() {
    const { forID, classNameWrapper, value, onChange, getEntry } = this.props;
    if (!getEntry().get("newRecord")) return page.h("p", { id: forID, className: "own-note" }, getEntry().get("path"));
    return page.h("input", {
      id: forID,
      type: "text",
      className: classNameWrapper,
      value: value || "",
      placeholder: idFor(String(this.data().title ?? "")) || words("made when it is saved"),
      onChange: (/** @type {any} */ event) => onChange(event.target.value),
    });
  },
};

/** What is still to be written, as `check` would say it. @type {any} */
export const todo = {
  ...follower,

  render() {
    const { forID, field } = this.props;
    const fields = field.get("all")?.toJS() ?? this.props.collection.get("fields").toJS();
    const list = findings(fields, this.data());
    const row = (/** @type {import("./advice.js").Finding} */ { label, message }, /** @type {number} */ at) =>
      page.h("li", { key: at }, [page.h("strong", { key: "label" }, label), ` ${message}`]);
    const none = page.h("p", {}, words("The form has nothing to add. The checks may, once it is sent."));
    return page.h("div", { id: forID, tabIndex: -1, className: "own-todo" }, list.length ? page.h("ul", {}, list.map(row)) : none);
  },
};
