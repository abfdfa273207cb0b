// Runs scripts of the site without a page: as they are written, or, with PUBLISHED in the environment,
// as they are published.

import { readFileSync } from "node:fs";

const assets = new URL("../../overrides/assets/", import.meta.url);
const published = new URL("../../src/playbook_site/engine/scripts.json", import.meta.url);

/** The text of a script by its name, such as "logic.js". */
export const script = (name) =>
  process.env.PUBLISHED ? JSON.parse(readFileSync(published, "utf-8"))[name].code : readFileSync(new URL(name, assets), "utf-8");
