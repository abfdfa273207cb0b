"""What a layer sets: `district.yml`, a closed list of keys that hold data and nothing else.

Each key is read here, and used where its sentence says; none reaches an engine by its name.
"""

import re
from collections.abc import Mapping, Set
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from playbook.model.codes import MISSING_KEY, refusal
from playbook.model.field_groups import Part, Switch
from playbook.model.fields import Id, Line, Lines, Title
from playbook.model.validation import validate
from playbook.parsing import yaml_subset
from playbook.parsing.markdown_errors import UNSAFE_LINK
from playbook.source.diagnostics import Code, Example, Severity
from playbook.source.location import Source

OUTSIDE_LAYER = Code(
    "outside-layer",
    Severity.ERROR,
    "A path in `district.yml` leads out of the layer. A layer holds all that belongs to it.",
    fails=Example("logo: ../logo.svg", path="district/district.yml"),
    passes=Example("logo: logo.svg", path="district/district.yml"),
    no_edit="A file or a folder is put right by hand.",
)

STRAY_PLACEHOLDER = Code(
    "stray-placeholder",
    Severity.ERROR,
    "A label has a placeholder such as `%(count)s`, and the words that it replaces have none of "
    "that name. Nothing could take its place, and readers would see the sign itself.",
    fails=Example('labels: {Steps: "%(css)s steps"}', path="district/district.yml"),
    passes=Example('labels: {"%(count)s min": "%(count)s minutes"}', path="district/district.yml"),
    no_edit="Only its author knows the words.",
)

LOST_PLACEHOLDER = Code(
    "lost-placeholder",
    Severity.WARNING,
    "The words that a label replaces show a number or a name, and the label has no place for it.",
    fails=Example('labels: {"%(count)s min": "A few minutes"}', path="district/district.yml"),
    passes=Example('labels: {"%(count)s min": "%(count)s minutes"}', path="district/district.yml"),
    no_edit="Only its author knows the words.",
)

BAD_CONTACT = Code(
    "bad-contact",
    Severity.ERROR,
    "The e-mail address or the phone number in `accessibility_contact` cannot be used as it is "
    "written. Somebody whom the site keeps out would write or call in vain.",
    fails=Example("accessibility_contact: {email: jo at example}", path="district/district.yml"),
    passes=Example("accessibility_contact: {email: jo@example.org}", path="district/district.yml"),
    no_edit="Only the district knows the right one.",
)

UNKNOWN_LABEL = Code(
    "unknown-label",
    Severity.WARNING,
    "`labels` replaces words that the interface does not say: misspelled, or changed in a release.",
    fails=Example("labels: {Who leads us: Who hosts}", path="district/district.yml"),
    passes=Example("labels: {Who leads: Who hosts}", path="district/district.yml"),
    no_edit="Where no message is like it, only its author knows which was meant.",
)

CODES = (OUTSIDE_LAYER, STRAY_PLACEHOLDER, LOST_PLACEHOLDER, UNKNOWN_LABEL, BAD_CONTACT)

FILE = "district.yml"

_NO_ADDRESS = re.compile(r"[\s<>\"'\\`]")
"""What an address has as a `%` and two digits, if at all."""
_PART = r"[^\s\[\]<>\"'\\%:/?#@;,]+"
_HOST = re.compile(rf"(?:{_PART}(?::{_PART})?@)?{_PART}(?::\d*)?")
"""A host, as it may stand in an address and in the policy of pages."""

_EMAIL = re.compile(r"[^\s@<>()\[\]\\,:;\"]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(r"\+?[0-9 ().\u2010\u2011-]{7,30}( ?(x|ext\.?) ?[0-9]{1,6})?")
_LANGUAGE = "[a-z]{2}(-[A-Za-z]{2,4})?"


def _https(value: str) -> str:
    hint = "Write the whole address: https://example.org/"
    if value and not value.startswith("https://"):
        raise refusal(UNSAFE_LINK, "This address does not start with https://.", hint)
    if value and not has_host(value):
        raise refusal(UNSAFE_LINK, "This is no address that a browser can open.", hint)
    return value


def has_host(address: str) -> bool:
    """Whether an address names a host that there can be, and has no sign that none may have."""
    if _NO_ADDRESS.search(address):
        return False
    try:
        parts = urlsplit(address)
        return _HOST.fullmatch(parts.netloc) is not None and parts.port != 0
    except ValueError:
        return False


def _inside(value: str) -> str:
    parts = value.replace("\\", "/").split("/")
    if value.startswith(("/", "~")) or ":" in value or "\\" in value or ".." in parts:
        raise refusal(
            OUTSIDE_LAYER,
            "'{value}' leads out of the folder.",
            "Name a file or a folder that is inside, such as logo.svg.",
            value=value,
        )
    return value


def _email(value: str) -> str:
    if not _EMAIL.fullmatch(value):
        raise refusal(
            BAD_CONTACT,
            "'{value}' is not an e-mail address.",
            "Write one address and nothing else, such as access@example.org.",
            value=value,
        )
    return value


def _phone(value: str) -> str:
    if not _PHONE.fullmatch(value) or len(re.sub(r"\D", "", value)) < 7:
        raise refusal(
            BAD_CONTACT,
            "'{value}' is not a phone number that can be called.",
            "Write it with its area code, in quotes: '+1 555 010 0199' or '(555) 010-0199 x12'.",
            value=value,
        )
    return value


Address = Annotated[Line, AfterValidator(_https)]
Inside = Annotated[Line, AfterValidator(_inside)]
"""The path of a file or a folder, which cannot lead out of where it is looked for."""

Language = Annotated[Line, Field(json_schema_extra={"pattern": f"^{_LANGUAGE}$"})]


class Colors(Part):
    """Two colors; what else the site needs is made from them."""

    brand: Line | None = None
    """For bands and the mark of the page that is open."""
    link: Line | None = None
    """For links, and what has the focus."""


class Contact(Part):
    """Whom people reach when something keeps them out: by e-mail, by phone, or both."""

    email: Annotated[Line, AfterValidator(_email)] | None = None
    """An address that somebody reads."""
    phone: Annotated[Line, AfterValidator(_phone)] | None = None
    """A number, as people dial it."""

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if not self.email and not self.phone:
            raise refusal(
                MISSING_KEY,
                "This contact has neither an e-mail address nor a phone number.",
                "Write one of the two: {email: access@example.org}",
            )
        return self


class Settings(Part):
    """What a layer says of itself."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, defer_build=True
    )

    name: Title | None = None
    """What the site is called."""
    logo: Inside | None = None
    """A picture in the layer's folder: SVG, PNG, JPEG or WebP."""
    colors: Colors = Colors()
    """The two colors of the site."""
    fonts: Line | None = None
    """A font stack that ends in a generic family."""
    site_url: Address | None = None
    """Where the site is published."""
    repo_url: Address | None = None
    """Where the repository is."""
    language: Language | None = None
    """The language of the interface, such as `es`."""
    accessibility_contact: Contact | None = None
    """Whom readers tell of a barrier."""
    labels: Mapping[Line, Line] = {}
    """Words of the interface, each with the words that take their place."""
    roles: Mapping[Id, Title] = {}
    """Ids of roles, each with the name that it has here."""
    conditions: Mapping[Id, Title] = {}
    """Ids of conditions, each with the name that it has here."""
    hidden: Lines = ()
    """Entries that this layer leaves out: `moves/its-id`."""
    layers: tuple[Inside, ...] = ()
    """The folders that are laid over the original, in order, this one last."""
    analytics: Address | None = None
    """A script that counts visits, at an address of its own. There is none unless you name it."""
    count_unanswered_words: Switch = Switch.OFF
    """Whether your own server is told which words found nothing: `true`, or `false`."""
    count_uses: Switch = Switch.OFF
    """Whether your own server is told what is printed, sent, projected or planned: the same."""
    editor: Switch | None = None
    """Whether there is a web editor at `/admin/`: `true`, or `false`."""


def parse(text: str, path: str) -> tuple[Settings, Source]:
    """Read the settings of a layer, or raise `InvalidEntry` with all that is wrong with them."""
    data, source = yaml_subset.parse(text, path)
    return validate(Settings, data, source), source


OF_ONE_SITE = frozenset(
    "site_url repo_url analytics accessibility_contact count_unanswered_words count_uses".split()
    + "layers editor".split()
)
"""What a layer says of its own site and its own repository, and no playbook on top of it takes."""


def without(settings: Settings, names: Set[str]) -> Settings:
    """Settings that leave some keys unset."""
    values = {name: getattr(settings, name) for name in settings.model_fields_set - names}
    return Settings.model_construct(_fields_set=set(values), **values)


def join(settings: list[Settings]) -> Settings:
    """What a chain of layers sets: the last word counts, and mappings are joined."""
    values: dict[str, Any] = {}
    for one in settings:
        for name in one.model_fields_set:
            value = getattr(one, name)
            before = values.get(name)
            if isinstance(value, Mapping) and before:
                value = {**before, **value}
            elif isinstance(value, Colors) and before:
                value = before.model_copy(update=value.model_dump(exclude_unset=True))
            elif name == "hidden" and before:
                value = (*before, *value)
            values[name] = value
    return Settings.model_construct(**values)
