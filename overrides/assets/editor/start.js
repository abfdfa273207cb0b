// Starts the web editor: its settings with today's date, and our own part of it.

import { dayIn, settingsOf } from "./days.js";
import { ID, formatOf } from "./entry.js";
import { identity, line, todo } from "./fields.js";
import { idFor, idOf } from "./ids.js";
import { readWith as readTextWith } from "./preview/blocks.js";
import { preview } from "./preview/preview.js";
import { relations } from "./relations.js";
import { sections } from "./sections.js";
import { readWith } from "./text/spans.js";
import { speak } from "./language.js";

/** @type {any} */
const page = globalThis;
page.CMS_MANUAL_INIT = true;

/** The packages that read YAML and Markdown, which the build puts beside this. */
const [YAML, MARKDOWN] = ["../yaml/index.js", "../marked/marked.esm.js"];

/** Decap's own fields that a draft may leave open, although a page needs them. */
const WAITING = ["select", "number", "object", "list", "text", "datetime"];

/**
 * The data of an entry that is saved; a new one has an id.
 * @param {any} entry Immutable.
 */
const saved = (entry) => {
  const data = entry.get("data");
  if (!entry.get("newRecord") || data.get(ID)) return data;
  const kind = entry.get("collection").replace(/s$/, "");
  return data.set(ID, idFor(String(data.get("title") ?? "")) || idOf(kind, new Date()));
};

/** @param {any} CMS */
const register = (CMS) => {
  for (const name of WAITING) {
    const { control, preview, schema } = CMS.getWidget(name);
    class Waiting extends control {
      getValidateValue = () => "a draft may wait for it";
    }
    CMS.registerWidget(name, Waiting, preview, schema);
  }
  CMS.registerWidget("relations", page.createClass(relations));
  CMS.registerWidget("sections", page.createClass(sections));
  CMS.registerWidget("line", page.createClass(line));
  CMS.registerWidget("identity", page.createClass(identity));
  CMS.registerWidget("todo", page.createClass(todo));
};

/** Registers our part once Decap is there, and starts it. */
const start = async () => {
  const { CMS } = page;
  readWith(await import(YAML));
  readTextWith(await import(MARKDOWN));
  const { words, kinds, ...config } = settingsOf(await (await fetch("settings.json")).text());
  speak(words);
  register(CMS);
  for (const { name, fields } of config.collections) {
    const format = formatOf({ keys: kinds[name] }, () => dayIn(0));
    CMS.registerCustomFormat(name, "md", format);
    CMS.registerPreviewTemplate(name, page.createClass(preview(name, fields, format)));
  }
  CMS.registerEventListener({ name: "preSave", handler: (/** @type {any} */ event) => saved(event.entry) });
  const isNarrow = matchMedia("(max-width: 45em)").matches; // the form needs all of it
  CMS.init({ config: { ...config, editor: { preview: !isNarrow }, load_config_file: false } });
};

addEventListener("load", start);
