"""The pages of a benchmark's playbook for other site generators: the same words, plain layouts.

Each has a home page, a page for every entry, and a list of the entries in each folder. None looks
at how entries are related, and Eleventy and Hugo leave links in prose as they stand.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path

from benchmarks.corpus import entries, write_files

FOLDERS = ("conditions", "roles", "moves", "cases")
FRAME = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><link rel="stylesheet" href="/style.css"></head>
<body><header><nav><a href="/">Home</a> <a href="/conditions/">Conditions</a>
<a href="/roles/">Roles</a> <a href="/moves/">Moves</a> <a href="/cases/">Cases</a></nav></header>
<main>{content}</main><footer>Words under CC BY 4.0.</footer></body>
</html>
"""
STYLE = "body { max-width: 40rem; margin: auto; font-family: sans-serif }\n"

MATERIAL = """site_name: Peer
theme: {name: material, font: false}
plugins: [PLUGINS]
nav: [index.md, conditions/index.md, roles/index.md, moves/index.md, cases/index.md]
not_in_nav: "*.md"
markdown_extensions: [admonition, attr_list, def_list, footnotes, tables, toc, pymdownx.details,
  pymdownx.superfences]
"""
ZENSICAL = """[project]
site_name = "Peer"
nav = ["index.md", "conditions/index.md", "roles/index.md", "moves/index.md", "cases/index.md"]
[project.theme]
font = false
"""
ELEVENTY = """module.exports = (config) => {
  config.addPassthroughCopy("style.css");
  return { markdownTemplateEngine: false, dir: { input: "pages", includes: "../layouts" } };
};
"""
ELEVENTY_LIST = """---
layout: page.njk
title: NAME
---
<ul>{% for page in collections.NAME %}
<li><a href="{{ page.url }}">{{ page.data.title }}</a></li>{% endfor %}
</ul>
"""
HUGO = 'baseURL = "/"\ntitle = "Peer"\ndisableKinds = ["RSS", "taxonomy", "term"]\n'
HUGO_LIST = """{{ .Content }}<ul>{{ range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}
</ul>"""


def write_material(folder: Path, moves: int, cases: int, *, full_text: bool) -> None:
    """Write the pages for MkDocs and Material; full text is Material's own search, with lunr."""
    write_markdown(folder, moves, cases)
    settings = MATERIAL.replace("PLUGINS", "search" if full_text else "")
    write_files(folder, {"mkdocs.yml": settings})


def write_zensical(folder: Path, moves: int, cases: int, *, full_text: bool) -> None:
    """Write the pages for Zensical, which always makes an index for its search."""
    del full_text
    write_markdown(folder, moves, cases)
    write_files(folder, {"zensical.toml": ZENSICAL})


def write_markdown(folder: Path, moves: int, cases: int) -> None:
    """Write the pages in `docs/`, each list as Markdown."""
    pages = plain_pages(moves, cases)
    lists = {name: [path for path in pages if path.startswith(name)] for name in FOLDERS}
    files = {path: f"# {title}\n\n{text}" for path, (title, text) in pages.items()}
    for name, paths in lists.items():
        links = [f"- [{pages[path][0]}]({Path(path).name})" for path in paths]
        files[f"{name}/index.md"] = f"# {name.capitalize()}\n\n" + "\n".join(links) + "\n"
    write_new(folder, {f"docs/{path}": text for path, text in files.items()})
    write_files(folder, {"docs/index.md": "# Home\n"})


def write_eleventy(folder: Path, moves: int, cases: int, *, full_text: bool) -> None:
    """Write the pages for Eleventy, which has no full text."""
    del full_text
    pages = {f"pages/{path}": text for path, text in pages_with_titles(moves, cases).items()}
    frame = FRAME.format(title="{{ title }}", content="<h1>{{ title }}</h1>{{ content | safe }}")
    lists = {f"pages/{name}.njk": ELEVENTY_LIST.replace("NAME", name) for name in FOLDERS}
    data = {
        f"pages/{name}/{name}.json": f'{{"layout": "page.njk", "tags": ["{name}"]}}'
        for name in FOLDERS
    }
    home = {"pages/index.njk": "---\nlayout: page.njk\ntitle: Home\n---\n"}
    settings = {"eleventy.config.cjs": ELEVENTY, "layouts/page.njk": frame, "style.css": STYLE}
    write_new(folder, pages | lists | data | home | settings)


def write_hugo(folder: Path, moves: int, cases: int, *, full_text: bool) -> None:
    """Write the pages for Hugo, which has no full text."""
    del full_text
    pages = {f"content/{path}": text for path, text in pages_with_titles(moves, cases).items()}
    heading = "<h1>{{ .Title }}</h1>"
    layouts = {
        f"layouts/_default/{name}.html": FRAME.format(title="{{ .Title }}", content=content)
        for name, content in {
            "single": f"{heading}{{{{ .Content }}}}",
            "list": f"{heading}{HUGO_LIST}",
        }.items()
    }
    home = {"layouts/index.html": FRAME.format(title="Home", content="<h1>Home</h1>")}
    settings = {"config.toml": HUGO, "static/style.css": STYLE}
    write_new(folder, pages | layouts | home | settings)


def pages_with_titles(moves: int, cases: int) -> dict[str, str]:
    """Every page with its title as front matter, by path."""
    pages = plain_pages(moves, cases)
    return {path: f"---\ntitle: {title}\n---\n{text}" for path, (title, text) in pages.items()}


def plain_pages(moves: int, cases: int) -> dict[str, tuple[str, str]]:
    """The title of every entry, and its text as plain Markdown, by path."""
    return {path: title_and_text(text) for path, text in entries(moves, cases).items()}


def title_and_text(entry: str) -> tuple[str, str]:
    """An entry's title, and its text with the rest of its front matter as a list at the top."""
    _, fields, body = entry.split("---\n", 2)
    lines = [line for line in fields.splitlines() if line.strip()]
    items = "\n".join(f"- {line.strip().removeprefix('- ')}" for line in lines[1:])
    return lines[0].removeprefix("title: "), f"{items}\n\n{body.strip()}\n"


def write_new(folder: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder that has nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    write_files(folder, files)
