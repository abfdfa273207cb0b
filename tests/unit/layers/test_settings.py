"""What a layer may set, and what a chain of layers sets together."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.checks import CODES
from playbook.layers.settings import Colors, Settings, join, parse
from playbook.source.diagnostics import Diagnostic, InvalidEntry
from playbook.source.location import Location

FILE = "district/district.yml"


def refused(text: str) -> Diagnostic:
    with pytest.raises(InvalidEntry) as caught:
        parse(text, FILE)
    (found,) = caught.value.diagnostics
    return found


def said(text: str) -> Settings:
    return parse(text, FILE)[0]


def test_a_layer_may_set_everything_that_is_known() -> None:
    found, source = parse(
        'name: Cedar Valley learns\nlogo: pictures/logo.svg\ncolors: {brand: "#7a1f3d"}\n'
        "fonts: Lato, sans-serif\nsite_url: https://a.example\nrepo_url: https://b.example\n"
        "language: es-MX\nlabels: {Moves: Practices}\nroles: {principal: Head of school}\n"
        "conditions: {trust: Confianza}\nhidden: [moves/pair]\nlayers: [district, schools/one]\n"
        "analytics: https://c.example/count.js\n"
        'accessibility_contact: {email: a@b.example, phone: "555 010 0199"}\n'
        "count_unanswered_words: true\ncount_uses: true\neditor: true\n",
        FILE,
    )

    assert found.model_fields_set == set(Settings.model_fields)
    assert found.layers == ("district", "schools/one")
    assert source.locate_value(("hidden", 0)) == Location(FILE, 11, 10)


def test_a_layer_that_says_nothing_sets_nothing() -> None:
    assert said("") == said("# later\n") == Settings()


@pytest.mark.parametrize(
    ("contact", "code", "column"),
    [
        ("{email: jo at example}", "bad-contact", 32),
        ("{email: jo@example}", "bad-contact", 32),
        ('{email: "jo@example.org, al@example.org"}', "bad-contact", 32),
        ('{email: "a<b@example.org"}', "bad-contact", 32),
        ('{phone: "ask the office"}', "bad-contact", 32),
        ('{phone: "555-01"}', "bad-contact", 32),
        ("{}", "missing-key", 1),
        ("{mail: a@example.org}", "unknown-key", 25),
    ],
)
def test_a_contact_that_reaches_nobody_is_refused(contact: str, code: str, column: int) -> None:
    diagnostic = refused(f"accessibility_contact: {contact}\n")

    assert (diagnostic.code.id, diagnostic.location) == (code, Location(FILE, 1, column))
    assert diagnostic.hint


def test_a_school_s_contact_takes_the_place_of_its_district_s() -> None:
    district = said("accessibility_contact: {email: all@example.org, phone: 555 010 0199}\n")
    school = said("accessibility_contact: {email: lincoln@example.org}\n")

    contact = join([district, school]).accessibility_contact

    assert contact is not None
    assert (contact.email, contact.phone) == ("lincoln@example.org", None)


def either(text: str) -> tuple[Settings, list[Diagnostic]]:
    try:
        return said(text), []
    except InvalidEntry as invalid:
        return Settings(), invalid.diagnostics


@pytest.mark.parametrize(
    ("line", "place", "guess"),
    [
        ("nam: A", (1, 1), "name"),
        ("colours: {brand: red}", (1, 1), "colors"),
        ("colors: {brnd: red}", (1, 10), "brand"),
        ("site-url: https://a.example", (1, 1), "site_url"),
    ],
)
def test_an_unknown_key_is_refused_with_the_one_that_was_meant(
    line: str, place: tuple[int, int], guess: str
) -> None:
    found = refused(f"{line}\n")

    assert (found.code.id, found.location) == ("unknown-key", Location(FILE, *place))
    assert f"Did you mean '{guess}'?" in found.hint


@pytest.mark.parametrize("key", ["plugins", "hooks", "extra_javascript", "theme", "macros"])
def test_no_key_of_mkdocs_is_taken(key: str) -> None:
    assert refused(f"{key}: [a.py]\n").code.id == "unknown-key"


OUTSIDE = [
    "../logo.svg",
    "a/../../logo.svg",
    "/etc/passwd",
    r"C:\logo.svg",
    "C:/logo.svg",
    r"a\..\logo.svg",
    r"..\logo.svg",
    "~/logo.svg",
    "~root/logo.svg",
    "https://a.example/logo.svg",
    "file:logo.svg",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_that_leads_out_of_the_folder_is_refused(path: str) -> None:
    logo = refused(f"name: A\nlogo: '{path}'\n")
    layer = refused(f"layers:\n- district\n- '{path}'\n")

    assert (logo.code.id, logo.location) == ("outside-layer", Location(FILE, 2, 7))
    assert (layer.code.id, layer.location) == ("outside-layer", Location(FILE, 3, 3))


@pytest.mark.parametrize("path", ["logo.svg", "a/b/logo.svg", "..logo.svg", "a..b/logo.svg"])
def test_a_path_inside_the_folder_is_taken(path: str) -> None:
    assert said(f"logo: {path}\n").logo == path


@pytest.mark.parametrize("key", ["site_url", "repo_url", "analytics"])
@pytest.mark.parametrize(
    "address", ["http://a.example", "//a.example", "javascript:alert(1)", "a.example", "ftp://a.b"]
)
def test_an_address_is_https_or_refused(key: str, address: str) -> None:
    found = refused(f"{key}: {address}\n")

    assert (found.code.id, found.location) == ("unsafe-link", Location(FILE, 1, len(key) + 3))


@pytest.mark.parametrize("key", ["site_url", "repo_url", "analytics"])
@pytest.mark.parametrize(
    "host", ["", "[", "a;img-src", "a,b", "a; script-src-elem * @b.example", "*;@b.example", "a b"]
)
def test_an_address_whose_host_could_write_into_the_policy_of_pages_is_refused(
    key: str, host: str
) -> None:
    found = refused(f'{key}: "https://{host}/x.js"\n')

    assert (found.code.id, found.location) == ("unsafe-link", Location(FILE, 1, len(key) + 3))


@pytest.mark.parametrize("host", ["a.example", "a.example:8443", "name@a.example", "josé.example"])
def test_an_address_may_have_a_port_and_a_name(host: str) -> None:
    assert said(f"repo_url: https://{host}/a/b\n").repo_url == f"https://{host}/a/b"


@pytest.mark.parametrize("line", ["roles: {principal: ''}", "roles: {principal: }", "name: ''"])
def test_a_name_is_never_empty(line: str) -> None:
    assert refused(f"{line}\n").code.id == "empty"


@pytest.mark.parametrize("text", ["- a\n", "name: [a\n", "a: &b c\n", "name: A\nname: B\n"])
def test_what_is_no_mapping_of_plain_values_is_refused(text: str) -> None:
    assert refused(text).location.path == FILE


VALUES = st.recursive(
    st.sampled_from(["", "~", "a", "..", "es", "https://a.example", "'#7a1f3d'", "1", "'\\'"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(i or '~' for i in items)}]"),
        st.dictionaries(st.sampled_from(["a", "brand", "B c", "'1'"]), inner, max_size=2).map(
            lambda d: f"{{{', '.join(f'{k}: {v}' for k, v in d.items())}}}"
        ),
    ),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([*Settings.model_fields, "else"]), VALUES, max_size=4))
def test_any_settings_are_taken_or_refused_at_a_place(values: dict[str, str]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in values.items())

    found, diagnostics = either(text)

    assert all((p.location.path, p.code.id in CODES) == (FILE, True) for p in diagnostics)
    assert diagnostics or found.model_fields_set == set(values)
    assert all(".." not in Path(path).parts for path in (found.logo or "", *found.layers))


def test_the_last_word_counts() -> None:
    found = join([said("name: A\nfonts: Lato, serif\n"), said("name: B\n"), said("")])

    assert (found.name, found.fonts) == ("B", "Lato, serif")


def test_a_layer_may_take_back_what_another_set() -> None:
    assert join([said("name: A\n"), said("name:\n")]).name is None


def test_mappings_are_joined() -> None:
    one = said("roles: {a: A, b: B}\nlabels: {x: X}\nconditions: {c: C}\n")
    two = said("roles: {b: Better, d: D}\nlabels: {y: Y}\n")

    found = join([one, two])

    assert found.roles == {"a": "A", "b": "Better", "d": "D"}
    assert found.labels == {"x": "X", "y": "Y"}
    assert found.conditions == {"c": "C"}


def test_what_is_hidden_adds_up() -> None:
    settings = [said("hidden: [moves/a]\n"), said("name: A\n"), said("hidden: [moves/b]\n")]

    assert join(settings).hidden == ("moves/a", "moves/b")


def test_colors_are_joined_by_their_keys() -> None:
    one = said('colors: {brand: "#111111", link: "#222222"}\n')
    two = said('colors: {link: "#333333"}\n')

    assert join([one, two]).colors == Colors(brand="#111111", link="#333333")
    assert join([two, one]).colors == Colors(brand="#111111", link="#222222")


def test_joining_changes_none_of_the_settings() -> None:
    one, two = said("roles: {a: A}\nhidden: [b]\n"), said("roles: {a: B}\nhidden: [c]\n")
    before = one.model_dump(), two.model_dump()

    join([one, two])

    assert (one.model_dump(), two.model_dump()) == before


def test_an_empty_chain_sets_nothing() -> None:
    assert join([]) == Settings()
