// Prints each script of the site as it is published, by its name: node scripts/minify.mjs FOLDER.
// Names that other scripts use stay, since all that a file has for others is on globalThis.
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { minify } from "terser";

const OPTIONS = { ecma: 2020, compress: { passes: 3 }, format: { comments: /^!/ } };

const folder = process.argv[2];
const made = {};
for (const name of (await readdir(folder)).sort()) {
  if (!name.endsWith(".js")) continue;
  const source = await readFile(join(folder, name), "utf8");
  const { code } = await minify(source, OPTIONS);
  made[name] = { source: createHash("sha256").update(source).digest("hex"), code };
}
process.stdout.write(`${JSON.stringify(made, null, 1)}\n`);
