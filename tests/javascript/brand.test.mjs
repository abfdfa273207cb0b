// What the page for districts says of colors, drawings and names, and the folder that it makes: by the same table
// as `tests/unit/layers/test_brand_cases.py`. Run by `test_javascript.py`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInThisContext } from "node:vm";
import { script } from "./scripts.mjs";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf-8");
runInThisContext(`${script("words.js")};globalThis.words = words`);
for (const name of ["color", "zip", "drawing", "logo", "folder"]) runInThisContext(script(`${name}.js`));
const { contrast, judge, palette } = globalThis.playbookColors;
const { cleanName, objection, settings, files } = globalThis.playbookFolder;
const cases = JSON.parse(read("../brand/cases.json"));
const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
const file = (name, ...parts) => new File(parts, name);

for (const { key, color, ...expected } of cases.colors) {
  test(`${key} ${color} is judged as the table says`, () => {
    const { ratio, ...verdict } = judge(key, color);
    assert.deepEqual({ ...verdict, ratio: Math.floor(ratio * 10) / 10 }, expected);
  });
}

for (const { what, drawing, passes } of cases.drawings) {
  test(`a drawing with ${what} is judged as the table says`, () => {
    const { root, part } = globalThis.playbookDrawings.read(new TextEncoder().encode(drawing));
    assert.equal(Boolean(root), passes);
    if (passes) assert.equal(part, "");
  });
}

test("a color for links is taken before that of the brand", () => {
  const both = palette({ brand: "#7a1f3d", link: "#0a5a7c" });
  assert.equal(both.link[0], "#0a5a7c");
  assert.deepEqual(both.mast, both.brand);
  assert.equal(contrast("#000", "#FFFFFF").toFixed(9), "21.000000000");
});

test("a logo is refused in one sentence", async () => {
  const said = async (...given) => (await globalThis.playbookLogo(file(...given))).objection;
  assert.match(await said("logo.gif", "GIF89a"), /^A logo needs a file whose name ends in \.svg, .*\.webp\.$/);
  assert.equal(await said("logo.svg"), "This file is empty.");
  assert.equal(await said("logo.png", new Uint8Array(5 * 1024 * 1024)), "This logo has 5120 KB, and a logo may have at most 200.");
  assert.match(await said("logo.svg", svg.replace("/>", "><script/></svg>")), /^This drawing holds “<script>”, .* PNG\.$/);
  assert.match(await said("logo.svg", "Our logo"), /^This is not a whole SVG file\./);
  assert.match(await said("logo.png", svg), /^This is not a PNG file, whatever its name says\./);
  assert.equal(await said("LOGO.SVG", svg), "");
});

test("a name is on one line and has something that can be seen", () => {
  assert.equal(cleanName("  Cedar\n\tValley \u202elearns\u0000 "), "Cedar Valley learns");
  assert.equal(cleanName("\ud800a"), "\ufffda");
  assert.match(objection(""), /^Write the name/);
  assert.match(objection("..."), /^Write the name/);
  assert.equal(objection("\u{1f333}".repeat(80)), "");
  assert.equal(objection("a".repeat(81)), "This name has 81 characters, and 80 are the most.");
});

test("settings are what somebody would write by hand", () => {
  const text = settings({ name: 'The "Oak": \\ & # school', colors: { brand: "#7a1f3d" }, logo: "logo.svg" });
  assert.deepEqual(text.split("\n").slice(1), [
    'name: "The \\"Oak\\": \\\\ & # school"', "logo: logo.svg", 'colors: {brand: "#7a1f3d"}', "",
  ]);
});

test("the folder has three files, and a note that tells three steps", () => {
  const logo = { objection: "", kind: "JPEG", bytes: new Uint8Array(3) };
  const made = files({ name: "Oak", colors: {}, logo, guide: "https://example.org/" });
  const note = new TextDecoder().decode(made[0][1]);
  assert.deepEqual(made.map(([path]) => path), ["READ-ME-FIRST.txt", "district/district.yml", "district/logo.jpg"]);
  assert.deepEqual(note.match(/^\d\./gm), ["1.", "2.", "3."]);
  assert.match(note, /https:\/\/example\.org\//);
});
