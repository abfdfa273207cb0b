// Makes an index with lunr as MkDocs does, its documents with it, in one file that a browser loads whole:
// node lunr_index.mjs LUNR DOCUMENTS INDEX

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [path, source, target] = process.argv.slice(2);
const lunr = createRequire(import.meta.url)(path);
const docs = JSON.parse(readFileSync(source, "utf8"));

const index = lunr(function () {
  this.ref("location");
  this.field("title", { boost: 1000 });
  this.field("text");
  for (const doc of docs) this.add(doc);
});
writeFileSync(target, JSON.stringify({ docs, index }));
