"""Random histories of a playbook: edits of all kinds, as people make them, from a seed."""

import random
import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

MOVES = ("ask-first", "listen", "look", "try-it", "share")
WORDS = "asking brings calm doors every friend gives hope in just kind listening".split()


class History:
    """A playbook, and a random edit of it after the other."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self._random = random.Random(seed)
        self._made = 0
        self._edits = [
            *(self.change_body, self.change_title, self.change_summary, self.change_relation),
            *(self.deprecate, self.make_a_draft, self.add_a_move, self.delete_a_move),
            *(self.rename_a_move, self.change_a_template, self.change_a_style, self.change_a_page),
            *(self.change_a_setting, self.change_a_work, self.add_a_page, self.delete_a_page),
            *(self.name_the_district, self.change_a_label, self.adapt_a_move, self.hide_a_move),
            *(self.add_a_template, self.drop_the_district, self.change_a_school),
            *(self.drop_the_schools, self.call_a_macro),
        ]

    def edit(self) -> str:
        """Make one; gives its name."""
        edit = self._random.choice(self._edits)
        edit()
        return edit.__name__

    def words(self, count: int = 4) -> str:
        self._made += 1
        return " ".join(self._random.choices(WORDS, k=count)).capitalize() + f" {self._made}"

    def replace(self, path: str, change: Callable[[str], str]) -> None:
        file = self.root / path
        if file.exists():
            file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def moves(self) -> list[str]:
        return sorted(file.stem for file in (self.root / "moves").glob("*.md"))

    def move(self) -> str:
        return f"moves/{self._random.choice(self.moves())}.md"

    def key(self, path: str, name: str, value: str) -> None:
        def change(text: str) -> str:
            lines = [line for line in text.split("\n") if not line.startswith(f"{name}:")]
            return "\n".join([lines[0], f"{name}: {value}", *lines[1:]])

        self.replace(path, change)

    def change_body(self) -> None:
        self.replace(
            self.move(), lambda t: t.replace("## Watch for\n", f"## Watch for\n\n{self.words()}.\n")
        )

    def change_title(self) -> None:
        folder = self._random.choice(("moves", "moves", "roles", "conditions", "cases"))
        files = sorted((self.root / folder).glob("*.md"))
        self.key(f"{folder}/{self._random.choice(files).name}", "title", self.words(3))

    def change_summary(self) -> None:
        self.key(self.move(), "summary", f"{self.words()}.")

    def change_relation(self) -> None:
        one, other = self._random.sample(self.moves(), 2) if len(self.moves()) > 1 else ("", "")
        if other:
            relation = f"pairs_with:\n  {other}: {self.words()}."
            self.replace(
                f"moves/{one}.md",
                lambda t: (
                    t
                    if "pairs_with:" in t
                    else t.replace("\nsetting:", f"\n{relation}\nsetting:", 1)
                ),
            )

    def deprecate(self) -> None:
        path = self.move()
        if "ask-first" not in path:
            self.key(path, "status", "deprecated")
            self.key(path, "replaced_by", "ask-first")

    def make_a_draft(self) -> None:
        self.key(self.move(), "status", self._random.choice(("draft", "published")))

    def add_a_move(self) -> None:
        text = (self.root / "moves/ask-first.md").read_text(encoding="utf-8")
        self._made += 1
        path = f"moves/new-{self._made}.md"
        self.write(path, text.replace("former_ids: [ask-before]\n", ""))
        self.key(path, "title", self.words(3))

    def delete_a_move(self) -> None:
        free = [name for name in self.moves() if name.startswith("new-")]
        for name in free[:1]:
            (self.root / f"moves/{name}.md").unlink()

    def rename_a_move(self) -> None:
        for name in [name for name in self.moves() if name.startswith("new-")][:1]:
            self._made += 1
            new = f"new-{self._made}"
            shutil.move(self.root / f"moves/{name}.md", self.root / f"moves/{new}.md")
            self.key(f"moves/{new}.md", "former_ids", f"[{name}]")

    def change_a_template(self) -> None:
        name = self._random.choice(("colophon", "standing", "cards", "drawing", "prose"))
        self.replace(f"overrides/partials/{name}.html", lambda t: f"{t}<!-- {self.words()} -->")

    def change_a_style(self) -> None:
        self.replace(
            "overrides/assets/playbook.css", lambda t: f"{t}\n.x{self._made} {{ top: 0 }}\n"
        )

    def change_a_page(self) -> None:
        self.replace("docs/about.md", lambda t: f"{t}\n{self.words()}.\n")

    def call_a_macro(self) -> None:
        macro = self._random.choice(("card('moves', 'ask-first')", "cite('a-work')"))
        self.replace("docs/about.md", lambda t: f"{t}\n{{{{ {macro} }}}}\n")

    def change_a_setting(self) -> None:
        name = self._random.choice(("site_name", "site_description", "copyright"))
        self.key("mkdocs.yml", name, self.words())

    def change_a_work(self) -> None:
        self.replace(
            "references.yml",
            lambda t: t.replace("publisher: ", f"publisher: {WORDS[self._made % 9]} "),
        )

    def cite_a_work_of_ours(self) -> None:
        work = f"{{id: a-work, type: book, title: {self.words()}}}"
        self.write("district/references.yml", f"references:\n  - {work}\n")

    def add_a_page(self) -> None:
        where = self._random.choice(("district/docs", "docs"))
        if where == "docs":
            self.change_a_page()
        else:
            self.write(f"{where}/ours-{self._made}.md", f"# {self.words(2)}\n\nText.\n")

    def delete_a_page(self) -> None:
        for file in sorted(self.root.glob("district/docs/*.md"))[:1]:
            file.unlink()

    def name_the_district(self) -> None:
        self.write("district/district.yml", f"name: {self.words(2)}\n")

    def change_a_label(self) -> None:
        self.write("district/district.yml", f"labels:\n  Moves: {self.words(1)}\n")

    def adapt_a_move(self) -> None:
        text = f"---\nbecause: {self.words()}.\n---\n\n## Watch for\n\n{self.words()}.\n"
        self.write("district/moves/listen.md", text)

    def hide_a_move(self) -> None:
        self.write("district/district.yml", "hidden: [moves/share]\n")

    def add_a_template(self) -> None:
        text = (self.root / "overrides/partials/standing.html").read_text(encoding="utf-8")
        self.write("district/overrides/partials/standing.html", f"{text}<i>{self._made}</i>")

    def name_the_page_in_its_frame(self) -> None:
        says = self._random.choice(("page.url", "page.title", "entry.title if entry", "page.item"))
        text = (self.root / "overrides/partials/colophon.html").read_text(encoding="utf-8")
        self.write("district/overrides/partials/colophon.html", f"{text}<i>{{{{ {says} }}}}</i>")

    def drop_the_district(self) -> None:
        shutil.rmtree(self.root / "district", ignore_errors=True)

    def change_a_school(self) -> None:
        name = self._random.choice(("lincoln", "adams"))
        self.write(f"schools/{name}/district.yml", f"name: {self.words(2)}\n")
        kind = self._random.choice(("## Watch for\n\n{}.", "", "## Why it matters\n\n{}."))
        text = (
            f"---\nbecause: {self.words()}.\n{'' if kind else f'title: {self.words(2)}'}\n---\n\n"
        )
        self.write(f"schools/{name}/moves/look.md", f"{text}{kind.format(self.words())}\n")

    def drop_the_schools(self) -> None:
        shutil.rmtree(self.root / "schools", ignore_errors=True)


def start(root: Path) -> Iterator[str]:
    """Give a small playbook five moves and two roles; yields the paths of what is new."""
    text = (root / "moves/ask-first.md").read_text(encoding="utf-8")
    text = text.replace("former_ids: [ask-before]\n", "")
    for before, name in pairwise(MOVES):
        title = name.replace("-", " ").capitalize()
        relation = f"pairs_with:\n  {before}: They go together.\nsetting:"
        new = text.replace("title: Ask first", f"title: {title} together")
        (root / f"moves/{name}.md").write_text(
            new.replace("setting:", relation, 1), encoding="utf-8"
        )
        yield f"moves/{name}.md"
    role = (root / "roles/principal.md").read_text(encoding="utf-8")
    role = role.replace("title: Principal", "title: Teacher").replace(
        "level: school", "level: classroom"
    )
    (root / "roles/teacher.md").write_text(role, encoding="utf-8")
    yield "roles/teacher.md"
