// Prints, for each script that a tsconfig.json names, every text and pattern that it holds, as JSON
// by the file's name. Of a text with values in it, these are the parts around the values.

import { isLiteralExpression, isTemplateHead, isTemplateMiddleOrTemplateTail } from "typescript/unstable/ast/is";
import { API } from "typescript/unstable/sync";

const [settings] = process.argv.slice(2);
const api = new API({ cwd: settings.replace(/[/\\][^/\\]*$/, "") });
const [project] = api.updateSnapshot({ openProjects: [settings] }).getProjects();

const literals = (file) => {
  const source = project.program.getSourceFile(file);
  const notes = [...source.text.matchAll(/\/\*\*[\s\S]*?\*\//g)].map((note) => [note.index, note.index + note[0].length]);
  const texts = [];
  const visit = (node) => {
    const holds = isLiteralExpression(node) || isTemplateHead(node) || isTemplateMiddleOrTemplateTail(node);
    const isType = notes.some(([start, end]) => start < node.end && node.end <= end); // in a comment
    if (holds && !isType) texts.push(node.text);
    node.forEachChild(visit);
  };
  visit(source);
  return texts;
};

const named = project.rootFiles.filter((file) => file.endsWith(".js")).map((file) => [file, literals(file)]);
api.close();
process.stdout.write(JSON.stringify(Object.fromEntries(named)));
