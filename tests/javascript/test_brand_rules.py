"""The page for districts says what the check says: of any color, and of any name that it writes."""

import io
import json
import random
import subprocess
import zipfile
from typing import Any

import pytest

from playbook.layers.brand import contrast, objections, palette
from playbook.layers.settings import parse
from tests.conftest import ROOT
from tests.nodejs import NODE

LOAD = """
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";
const load = (name) => runInThisContext(readFileSync(`overrides/assets/${name}.js`, "utf-8"));
["color", "zip", "folder"].forEach(load);
const given = JSON.parse(readFileSync(0, "utf-8"));
"""
JUDGE = """
const { judge, palette, contrast } = globalThis.playbookColors;
const judged = given.map((color) => [
    ...["brand", "link"].map((key) => judge(key, color)),
    ...["brand", "link"].map((key) => palette({ [key]: color })),
    contrast(color, given[0]),
]);
console.log(JSON.stringify(judged));
"""
WRITE = """
const { cleanName, settings } = globalThis.playbookFolder;
const names = given.map(cleanName);
const colors = { brand: "#7a1f3d", link: "#8a2346" };
const texts = names.map((name) => settings({ name, colors, logo: "logo.svg" }));
console.log(JSON.stringify(names.map((name, at) => [name, texts[at]])));
"""
PACK = """
const bytes = given.map(([path, text]) => [path, new TextEncoder().encode(text)]);
const packed = await globalThis.playbookPack(bytes).arrayBuffer();
process.stdout.write(Buffer.from(packed).toString("hex"));
"""
NAMES = [
    *("Cedar Valley learns", 'The "Oak": an \\ & # school', "it's - ours?", "[a, {b: c}]"),
    *(
        "<script>alert(1)</script>",
        "\U0001f333 Distrito N\u00fa\u00f1ez \u2019",
        "null",
        "true",
        "~",
    ),
    *(
        "!tag *alias &anchor",
        "%YAML 1.2",
        "a\u2028b\u0085c",
        "\u202eback",
        "a\tb\nc: d",
        "- a",
        "1",
    ),
    *("\u540d\u524d", "\ue000a", "\ufdd0a", "a\U000e0001b", "{% raw %}{{ x }}", "<<<<<<< HEAD"),
]


def run(code: str, given: Any) -> str:
    """What a program for Node.js prints, given data."""
    result = subprocess.run(
        [NODE, "--input-type=module", "-e", LOAD + code],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
    )
    return result.stdout


def test_any_color_gets_the_same_verdict_and_makes_the_same_palette() -> None:
    dice = random.Random(4)
    colors = ["#fff", "#000000", *(f"#{dice.randrange(1 << 24):06x}" for _ in range(150))]

    answers = json.loads(run(JUDGE, colors))

    for color, (brand, link, of_brand, of_link, ratio) in zip(colors, answers, strict=True):
        assert ratio == pytest.approx(contrast(color, "#fff"), rel=1e-9)
        for key, verdict, tokens in (("brand", brand, of_brand), ("link", link, of_link)):
            found = [*objections({key: color})]
            assert verdict["passes"] is not bool(found)
            assert not found or found[0][2] == f"Use {verdict['nearest']}, the nearest that passes."
            assert tokens == {name: [*pair] for name, pair in palette({key: color}).items()}


def test_any_name_is_read_back_as_it_was_written() -> None:
    written = json.loads(run(WRITE, NAMES))

    for name, text in written:
        settings, _ = parse(text, "district/district.yml")
        assert settings.name == name
        assert settings.logo == "logo.svg"
        assert (settings.colors.brand, settings.colors.link) == ("#7a1f3d", "#8a2346")


def test_an_archive_is_one_that_others_read() -> None:
    files = [
        ["READ-ME-FIRST.txt", "Hello"],
        ["district/Gr\u00f6\u00dfe \U0001f333.yml", "\u00e9" * 70_000],
    ]

    packed = bytes.fromhex(run(PACK, files))

    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert [
            [info.filename, archive.read(info).decode()] for info in archive.infolist()
        ] == files
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
