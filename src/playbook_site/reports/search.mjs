// Asks the search of a built site, as a browser would: its own scripts, in the same order.
// node search.mjs SITE < questions (JSON list of texts) > answers (JSON)
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";

const site = process.argv[2];
const root = pathToFileURL(`${site}/`).href;
const named = (folder, stem) => `${folder}/${readdirSync(join(site, folder)).find((name) => name.startsWith(`${stem}.`) && name.endsWith(".js"))}`;
const run = (path) => vm.runInThisContext(readFileSync(join(site, path), "utf8"), { filename: path });
const has = (folder) => { try { return readdirSync(join(site, folder)).length > 0; } catch { return false; } };

class HTMLScriptElement {}
const stemmers = has("assets/stemmers") ? readdirSync(join(site, "assets/stemmers")).filter((name) => name.endsWith(".js")) : [];
const script = Object.assign(new HTMLScriptElement(), {
  src: `${root}assets/finder.js`,
  dataset: {
    index: root + named("explore", "index"),
    ranking: root + named("assets", "ranking"),
    head: root + named("search", "head"),
    ...Object.fromEntries(stemmers.map((file) => [file.split(".")[0], `${root}assets/stemmers/${file}`])),
  },
});
const append = (node) => {
  try { run(decodeURIComponent(node.src.slice(root.length))); node.onload(); } catch (error) { node.onerror(error); }
};
Object.assign(globalThis, {
  HTMLScriptElement, words: (text) => text,
  document: { currentScript: script, baseURI: root, createElement: () => ({}), head: { append } },
});
run(named("assets", "finder"));

const finder = globalThis.playbookFinder;
const index = await finder.index();
const answers = [];
for (const question of JSON.parse(readFileSync(0, "utf8"))) {
  const { ranks, pages, left, also, corrected } = await finder.search(question);
  const cards = await finder.cards(index, [...ranks.keys()].filter((place) => place < index.count));
  const entries = cards.map(({ place, address }) => [...address.slice(root.length).split("/").slice(0, 2), ranks.get(place)]);
  const all = [...entries, ...pages.map(({ url, rank }) => ["docs", url.slice(root.length), rank])];
  all.sort((a, b) => b[2] - a[2]);
  answers.push({ results: all, left, also, corrected });
}
process.stdout.write(JSON.stringify(answers));
