"""What a playbook stands on, and what it cannot stand on."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import playbook
from playbook.layers.originals.originals import Originals, read_originals
from playbook.layers.originals.pin import Names, names_in
from playbook.layers.originals.places import RELEASE, VERSION, own_layers
from playbook.layers.upstream import editions, layers_here
from playbook.model.entry import Key
from tests.builder import lay
from tests.unit.conftest import PAIR, TODAY

Project = Callable[[Mapping[str, str]], Path]

HERE = f"learning-matters=={VERSION}"
STATE = {
    "state/playbook.toml": 'originals = ["../base"]\n',
    "state/district/district.yml": "name: Lone Star State\n",
}
BASE = {"base/moves/pair.md": PAIR}
CC = "https://creativecommons.org/licenses/{0}/4.0/\n"


def read(root: Path, files: Mapping[str, str], home: str = "mine") -> Originals:
    return read_originals(lay(files, root) / home)


def faults(root: Path, files: Mapping[str, str]) -> list[tuple[str, int, str]]:
    found = read(root, files)
    assert found.base == RELEASE
    assert found.layers == ()
    assert all(d.location.path == "playbook.toml" and d.hint for d in found.diagnostics)
    return [(d.code.id, d.location.line, d.message) for d in found.diagnostics]


def test_a_playbook_without_a_list_stands_on_nothing(tmp_path: Path) -> None:
    assert read_originals(tmp_path) == Originals(tmp_path)


@pytest.mark.parametrize(
    "pin",
    [
        'originals = ["../base"]\n',
        '[original]\npath = "../base"\n',
        "originals = ['../base/../base/']\n",
        'originals = ["../base", "../other/../base"]\n',
    ],
)
def test_a_list_of_one_is_the_same_as_the_part_original(tmp_path: Path, pin: str) -> None:
    (tmp_path / "other").mkdir()

    found = read(tmp_path, {**BASE, "mine/playbook.toml": pin})

    assert (found.base, found.layers, found.diagnostics) == (tmp_path / "base", (), ())


@pytest.mark.parametrize(
    "pin", [f'originals = ["{HERE}"]\n', f'[original]\nversion = "{VERSION}"\n']
)
def test_a_release_is_the_installed_one(tmp_path: Path, pin: str) -> None:
    found = read(tmp_path, {"mine/playbook.toml": pin})

    assert (found.base.resolve(), found.diagnostics) == (RELEASE.resolve(), ())


def test_a_playbook_brings_what_it_stands_on_and_its_layer(tmp_path: Path) -> None:
    files = {
        **BASE,
        **STATE,
        "district/playbook.toml": 'originals = ["../base", "../state"]\n',
        "district/district/moves/pair.md": "---\nbecause: So.\n---\n",
        "district/schools/lincoln/district.yml": "name: Lincoln\n",
        "mine/playbook.toml": 'originals = ["../district"]\n\n[layer]\nfolder = "campus"\n',
        "mine/campus/district.yml": "name: Our campus\n",
        "mine/schools/a/district.yml": "name: A\nlayers: [campus, schools/a]\n",
    }

    found = read(tmp_path, files)

    inherited = ("../state/district", "../district/district")
    assert (found.base, found.layers, found.diagnostics) == (tmp_path / "base", inherited, ())
    assert editions(tmp_path / "mine") == {
        "": (*inherited, "campus"),
        "schools/a/": (*inherited, "campus", "schools/a"),
    }
    assert layers_here(tmp_path / "mine") == {"campus", "schools/a"}
    book, diagnostics = playbook.load(tmp_path / "mine", TODAY)
    assert [layer.name for layer in book.chain.layers] == [
        "Lone Star State",
        "District",
        "Our campus",
    ]
    assert [a.layer for a in book[Key("moves", "pair")].adaptations] == ["../district/district"]
    assert not [d for d in diagnostics if d.location.path.endswith("toml")]


@pytest.mark.parametrize(
    "line",
    [
        "site_url: https://state.example",
        "repo_url: https://state.example/playbook",
        "analytics: https://state.example/count.js",
        "accessibility_contact: {email: all@state.example}",
        "count_unanswered_words: true",
        "count_uses: true",
        "editor: true",
    ],
)
def test_what_a_state_says_of_its_own_site_holds_for_no_district(tmp_path: Path, line: str) -> None:
    files = {**BASE, **STATE, "mine/playbook.toml": 'originals = ["../base", "../state"]\n'}
    files["state/district/district.yml"] += f"{line}\n"

    ours, theirs = (
        playbook.load(lay(files, tmp_path) / home, TODAY)[0] for home in ("mine", "state")
    )

    key = line.partition(":")[0]
    assert key in theirs.chain.settings.model_fields_set
    assert ours.chain.settings.model_fields_set == {"name"}


def test_a_fork_with_a_layer_brings_it_too(tmp_path: Path) -> None:
    files = {**BASE, "base/district/district.yml": "name: Fork\n"}

    found = read(tmp_path, {**files, "mine/playbook.toml": 'originals = ["../base"]\n'})

    assert (found.base, found.layers) == (tmp_path / "base", ("../base/district",))


@pytest.mark.parametrize("part", ["moves", "docs/images", "overrides"])
def test_a_folder_without_a_file_is_no_layer(tmp_path: Path, part: str) -> None:
    folder = tmp_path / "district" / part
    folder.mkdir(parents=True)
    (folder / ".DS_Store").touch()
    assert own_layers(tmp_path) == ()

    (folder / "later.md").touch()
    assert own_layers(tmp_path) == ("district",)


def test_a_folder_in_the_place_of_settings_is_a_layer_to_be_told_of(tmp_path: Path) -> None:
    (tmp_path / "district" / "district.yml").mkdir(parents=True)

    assert own_layers(tmp_path) == ("district",)


def test_a_folder_that_may_not_be_opened_is_a_layer_to_be_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "district" / "moves").mkdir(parents=True)

    def refuse(path: Path) -> None:  # as for anybody but root, who may open every folder
        raise PermissionError(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert own_layers(tmp_path) == ("district",)


def test_a_link_that_leads_nowhere_is_a_layer_to_be_told_of(tmp_path: Path) -> None:
    (tmp_path / "district").mkdir()
    (tmp_path / "district" / "moves").symlink_to(tmp_path / "nowhere")

    assert own_layers(tmp_path) == ("district",)


def test_two_networks_on_one_original_are_laid_over_it_in_order(tmp_path: Path) -> None:
    network = {path.replace("state", "network"): text for path, text in STATE.items()}
    pin = {"mine/playbook.toml": 'originals = ["../network", "../state"]\n'}

    found = read(tmp_path, {**BASE, **STATE, **network, **pin})

    assert (found.base, found.layers) == (
        tmp_path / "base",
        ("../network/district", "../state/district"),
    )


def test_another_release_than_the_installed_one_is_told_and_kept(tmp_path: Path) -> None:
    files = {
        "state/playbook.toml": 'originals = ["learning-matters==0.0.1"]\n',
        "state/district/district.yml": "name: State\n",
        "mine/playbook.toml": 'originals = ["../state"]\n',
    }

    found = read(tmp_path, files)

    assert found.is_sound
    assert found.layers == ("../state/district",)
    assert [(d.code.id, d.message, d.hint) for d in found.diagnostics] == [
        (
            "other-release",
            f"../state asks for release 0.0.1, and {VERSION} is installed.",
            "Update ../state first, or install 0.0.1.",
        )
    ]


@pytest.mark.parametrize(
    ("pin", "line", "message"),
    [
        ("originals = []\n", 1, "The list of originals is empty."),
        ('# Ours.\noriginals = "../base"\n', 2, "The originals are not a list of texts."),
        ("originals = [1]\n", 1, "The originals are not a list of texts."),
        ('originals = [\n "../base",\n "../no"]\n', 3, "There is no folder ../no."),
        ('originals = ["a\\u0000b"]\n', 1, "There is no folder a\0b."),
        ('originals = ["other==1"]\n', 1, "There are no releases of 'other'."),
        (
            'originals = ["../base"]\n[original]\npath = "../base"\n',
            1,
            "playbook.toml has a list of originals, and the part [original] too.",
        ),
        ("", 1, "playbook.toml cannot be read: it has no list of originals."),
        ("originals = [\n", 1, "playbook.toml cannot be read: Invalid value (at end of document)."),
        (
            'originals = [\n  "district/base",\n]\n',
            2,
            "district/base lies in district/, which is laid over it.",
        ),
        ('[editions]\noriginals = ["../base"]\n', 2, "'originals' stands in [editions]."),
        ('[editions]\nplural = "x"\n', 2, "[editions] has no 'plural'."),
        ("[editions]\none = 3\n", 2, "'one' is not a short text."),
        ('[editions]\nfolder = "../x"\n', 2, "No layer can be in a folder '../x'."),
        ('[editions]\nfolder = "moves"\n', 2, "No layer can be in a folder 'moves'."),
        ("editions = 3\n", 1, "'editions' is no part of its own."),
        ('[layer]\nfolder = "schools"\n', 1, "One folder cannot be both."),
    ],
)
def test_what_cannot_be_an_original_is_refused(
    tmp_path: Path, pin: str, line: int, message: str
) -> None:
    files = {**BASE, "mine/district/base/moves/pair.md": PAIR, "mine/playbook.toml": pin}

    assert faults(tmp_path, files) == [("bad-pin", line, message)]


def test_a_fault_of_a_playbook_in_between_is_told_where_it_comes_in(tmp_path: Path) -> None:
    pins = {"mine/playbook.toml": 'originals = [\n  "../state"\n]\n'}

    missing = faults(tmp_path / "a", {**STATE, **pins})
    broken = faults(tmp_path / "b", {**STATE, **pins, "state/playbook.toml": "originals = []\n"})

    assert missing == [("bad-pin", 2, "There is no folder ../base, which ../state stands on.")]
    assert broken == [("bad-pin", 2, "../state/playbook.toml: The list of originals is empty.")]


@pytest.mark.parametrize("last", ["mine", "state"])
def test_playbooks_that_stand_on_each_other_are_refused(tmp_path: Path, last: str) -> None:
    files = {
        "mine/playbook.toml": 'originals = ["../state"]\n',
        "state/playbook.toml": 'originals = ["../network"]\n',
        "network/playbook.toml": f'originals = ["../{last}"]\n',
    }

    (fault,) = faults(tmp_path, files)

    circle = {
        "mine": "here → ../state → ../network → here",
        "state": "../state → ../network → ../state",
    }
    assert fault == (
        "originals-in-a-circle",
        1,
        f"These playbooks stand on each other: {circle[last]}.",
    )


def test_two_originals_with_entries_are_refused(tmp_path: Path) -> None:
    files = {**BASE, "other/moves/pair.md": PAIR}
    pin = 'originals = [\n  "../base",\n  "../other",\n]\n'

    assert faults(tmp_path, {**files, "mine/playbook.toml": pin}) == [
        ("two-originals", 3, "Two originals have entries, ../base and ../other.")
    ]


def test_two_releases_are_refused(tmp_path: Path) -> None:
    files = {
        "state/playbook.toml": 'originals = ["learning-matters==0.0.1"]\n',
        "mine/playbook.toml": f'originals = [\n  "{HERE}",\n  "../state",\n]\n',
    }

    message = f"Two releases of the original are asked for: {VERSION} and 0.0.1."
    assert faults(tmp_path, files) == [("two-originals", 3, message)]


def test_layers_alone_are_no_original(tmp_path: Path) -> None:
    layers = {"a/district/district.yml": "name: A\n", "b/district/district.yml": "name: B\n"}
    pin = {"mine/playbook.toml": 'originals = ["../a", "../b"]\n'}

    assert faults(tmp_path, {**layers, **pin}) == [
        ("bad-pin", 1, "None of the originals has entries.")
    ]


@pytest.mark.parametrize(
    ("pages", "state", "own", "message"),
    [
        ("by", "by-sa", "", "../state is under CC BY-SA 4.0, and every page here says CC BY 4.0."),
        ("by-sa", "", "by", "The original is under CC BY-SA 4.0, and LICENSE says CC BY 4.0."),
        ("", "by-nc", "by", "../state is under CC BY-NC 4.0, and LICENSE says CC BY 4.0."),
        ("by", "by", "by-sa", ""),
        ("by-nc-sa", "by-nc-sa", "by-nc-sa", ""),
        ("by", "", "", ""),
    ],
)
def test_terms_of_a_license_that_would_not_be_kept_are_refused(
    tmp_path: Path, pages: str, state: str, own: str, message: str
) -> None:
    texts = {
        "base/mkdocs.yml": f"site_name: X\ncopyright: >-\n  <a href={CC.format(pages)}",
        "state/LICENSE": f"Words: {CC.format(state)}",
        "mine/LICENSE.md": CC.format(own),
    }
    asks = (pages, state, own)
    files = {path: text for (path, text), ask in zip(texts.items(), asks, strict=True) if ask}
    pin = {"mine/playbook.toml": 'originals = ["../state"]\n'}

    found = read(tmp_path, {**BASE, **STATE, **files, **pin}).diagnostics

    assert [(d.code.id, d.message) for d in found] == (
        [("license-not-kept", message)] if message else []
    )


def test_layers_have_the_names_that_a_playbook_gives_them(tmp_path: Path) -> None:
    names = '[layer]\nfolder = "state"\n[editions]\nfolder = "regions"\none = "Region"\n'

    assert names_in(lay({"playbook.toml": names}, tmp_path)) == Names(
        "state", "regions", "Region", "Schools"
    )
    assert read_originals(tmp_path) == Originals(tmp_path)


def test_folders_and_pages_under_a_name_that_is_taken_are_told(project: Project) -> None:
    pin = '[layer]\nfolder = "state"\n[editions]\nfolder = "regions"\n'
    files = {
        "playbook.toml": pin,
        "district/moves/pair.md": "---\nbecause: So.\n---\n",
        "schools/lincoln/district.yml": "name: Lincoln\n",
        "docs/regions/north.md": "# North\n",
        "moves/pair.md": PAIR,
    }

    found = playbook.load(project(files), TODAY)[1]

    assert [(d.location.path, d.code.id, d.hint) for d in found if d.severity == "error"] == [
        ("district", "misplaced-file", "Rename it: state/, as playbook.toml says."),
        ("schools", "misplaced-file", "Rename it: regions/, as playbook.toml says."),
        ("docs/regions/north.md", "address-taken", "Use another folder of docs/."),
    ]


def test_a_layer_without_a_name_is_called_as_its_playbooks_folder(project: Project) -> None:
    root = project({**BASE, "lone-star/playbook.toml": 'originals = ["../base"]\n'})
    lay({"lone-star/district/moves/x.md": "x\n"}, root)

    book, _ = playbook.load(lay({"playbook.toml": 'originals = ["lone-star"]\n'}, root), TODAY)

    assert [layer.name for layer in book.chain.layers] == ["Lone Star"]
