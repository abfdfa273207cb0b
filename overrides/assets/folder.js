// The folder of a district as its settings are read by src/playbook/layers/settings.py. Pure.
"use strict";

{
  const LONGEST = 80; // characters of a name
  const UNSEEN =
    /[\0-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2060\u2028-\u202e\u2066-\u2069\ufeff\p{Noncharacter_Code_Point}]/gu;
  const SEEN = /[\p{L}\p{N}\p{S}]/u;
  const ENDINGS = new Map(Object.entries({ SVG: "svg", PNG: "png", JPEG: "jpg", WebP: "webp" }));

  /** A name on one line, without what nobody sees. @type {Folder["cleanName"]} */
  const cleanName = (name) => name.toWellFormed().replace(/\s+/g, " ").replace(UNSEEN, "").trim();

  /** @type {Folder["objection"]} */
  const objection = (name) => {
    if (!SEEN.test(name)) return words("Write the name that your site will have.");
    const count = [...name].length;
    return count > LONGEST ? words("This name has %(count)s characters, and %(most)s are the most.", { count, most: LONGEST }) : "";
  };

  /** @param {string} text */
  const quoted = (text) => `"${text.replace(/["\\]/g, "\\$&")}"`;

  /** @type {Folder["settings"]} */
  const settings = ({ name, colors, logo }) => {
    const pairs = Object.entries(colors).map(([key, color]) => `${key}: ${quoted(color)}`);
    return [
      "# What your site is called, and how it looks.",
      `name: ${quoted(name)}`,
      ...(logo ? [`logo: ${logo}`] : []),
      ...(pairs.length ? [`colors: {${pairs.join(", ")}}`] : []),
      "",
    ].join("\n");
  };

  /** What to do with it, for whoever opens it first. @param {string} name @param {string} guide */
  const readMe = (name, guide) => {
    const steps = [
      words("Give this folder to the person who looks after your website, as it is."),
      words("They put the folder “district” into your copy of the playbook. This page says how to have one: %(guide)s", { guide }),
      words("They type “playbook check”, then “playbook build”, and your site is there to be published."),
    ];
    const first = words("This folder holds your district's name, logo and colors for the playbook. Three steps are left:");
    return [name, "", first, "", ...steps.map((step, at) => `${at + 1}. ${step}`), ""].join("\r\n");
  };

  /** @type {Folder["files"]} */
  const files = ({ name, colors, logo, guide }) => {
    const encode = (/** @type {string} */ text) => new TextEncoder().encode(text);
    const picture = logo?.bytes && `logo.${ENDINGS.get(logo.kind ?? "")}`;
    /** @type {[string, Uint8Array<ArrayBuffer>][]} */
    const all = [
      ["READ-ME-FIRST.txt", encode(readMe(name, guide))],
      ["district/district.yml", encode(settings({ name, colors, logo: picture ?? "" }))],
    ];
    return picture && logo?.bytes ? [...all, [`district/${picture}`, logo.bytes]] : all;
  };

  globalThis.playbookFolder = { cleanName, objection, settings, files };
}
