// Measures the functions of the scripts that tsconfig.json names: prints [file, line, lines] of each as JSON.

import { fileURLToPath } from "node:url";
import { isFunctionLikeDeclaration } from "typescript/unstable/ast/is";
import { API } from "typescript/unstable/sync";

const api = new API({ cwd: fileURLToPath(new URL("../..", import.meta.url)) });
const settings = fileURLToPath(new URL("../../tsconfig.json", import.meta.url));
const [project] = api.updateSnapshot({ openProjects: [settings] }).getProjects();
const files = project.rootFiles.filter((file) => file.endsWith(".js"));

const functions = files.flatMap((file) => {
  const source = project.program.getSourceFile(file);
  const lineAt = (position) => source.getLineAndCharacterOfPosition(position).line + 1;
  const measures = [];
  const visit = (node) => {
    if (isFunctionLikeDeclaration(node)) {
      const first = lineAt(node.getStart(source));
      measures.push([file, first, lineAt(node.end) - first + 1]);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return measures;
});
api.close();
process.stdout.write(JSON.stringify(functions));
