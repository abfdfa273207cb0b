"""The chain of layers that make an edition: the original, a district's layer, a school's."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from playbook.layers import brand, logos
from playbook.layers.assembly import Name
from playbook.layers.settings import OF_ONE_SITE, Settings, join, without
from playbook.model.codes import WRONG_TYPE
from playbook.model.entry import Key
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity
from playbook.source.files import UNREADABLE_FILE
from playbook.source.location import Location, Source

LOW_CONTRAST = Code(
    "low-contrast",
    Severity.ERROR,
    "A color is hard to read on the page, or is not written as a color. WCAG 2.1 asks for a "
    "contrast of 4.5; the diagnostic names the nearest color that has it.",
    fails=Example('colors: {brand: "#88aaff"}', path="district/district.yml"),
    passes=Example('colors: {brand: "#0b4f6c", link: "#0a5a7c"}', path="district/district.yml"),
    no_edit="Only the district can choose its color.",
)

UNSAFE_LOGO = Code(
    "unsafe-logo",
    Severity.ERROR,
    "The logo holds a script or a link to somewhere else, is not the kind of picture that its"
    " name says, or is too large. A plain SVG or a PNG is always fine.",
    fails=Example(
        '<svg xmlns="http://www.w3.org/2000/svg" onload="start()"></svg>',
        language="xml",
        path="district/logo.svg",
    ),
    passes=Example(
        '<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>',
        language="xml",
        path="district/logo.svg",
    ),
    no_edit="A picture is changed in the program that it was made with.",
)

CODES = (LOW_CONTRAST, UNSAFE_LOGO)


@dataclass(frozen=True)
class Layer:
    """A folder that is laid over the original, and what it sets."""

    path: str
    settings: Settings = field(default_factory=Settings)
    source: Source = field(default_factory=lambda: Source(""))
    lock_paths: frozenset[str] = frozenset()
    """The paths of the original that its lock knows."""
    is_inherited: bool = False
    """Whether it comes with an original, and is not the playbook's own."""
    title: str = ""
    """What readers see: the name that it sets, or else one made of its folder's."""

    @property
    def name(self) -> str:
        """The same for a layer that nobody read from a folder."""
        return self.title or self.path

    @property
    def school(self) -> str:
        """What readers call the school whose layer it is."""
        return self.settings.name or in_words(self.path.rpartition("/")[2])

    @property
    def lent(self) -> Settings:
        """What a playbook that stands on this layer takes over of its settings."""
        return without(self.settings, OF_ONE_SITE)


@dataclass(frozen=True)
class Chain:
    """Every layer of an edition, the nearest last."""

    layers: tuple[Layer, ...] = ()

    @property
    def settings(self) -> Settings:
        """What all of them set together."""
        return join([layer.lent if layer.is_inherited else layer.settings for layer in self.layers])

    @property
    def stylesheet(self) -> str:
        """The style sheet of the colors and fonts that the layers set; "" without any."""
        settings = self.settings
        colors = {name: value for name, value in settings.colors if value is not None}
        if not (colors or settings.fonts):
            return ""
        return brand.stylesheet(colors, settings.fonts)

    @property
    def theme(self) -> brand.Ground:
        """The colors around a page in a browser."""
        return brand.theme(self.settings.colors.brand)

    def names(self, key: Key) -> list[Name]:
        """The titles that settings give a role or a condition, the nearest last."""
        names = []
        for layer in self.layers:
            titles: Mapping[str, str] = getattr(layer.settings, key.collection, {})
            if key.collection in ("roles", "conditions") and key.id in titles:
                names.append(Name(layer.path, titles[key.id]))
        return names

    def hidden(
        self, keys: Collection[Key], former: Mapping[Key, Key] | None = None
    ) -> Mapping[Key, Location]:
        """The entries that are left out, each with where that is said first.

        `former` has the names that entries had before: what is hidden stays so when it is renamed.
        """
        names = [*keys, *(former or {})]
        places: dict[Key, Location] = {}
        for layer in self.layers:
            for position, name in enumerate(layer.settings.hidden):
                if key := resolve_name(name, names):
                    key = (former or {}).get(key, key)
                    places.setdefault(key, layer.source.locate_value(("hidden", position)))
        return places


def in_words(name: str) -> str:
    """A folder's name with capitals and spaces, such as `Lincoln High` for `lincoln-high`."""
    return " ".join(word[:1].upper() + word[1:] for word in name.replace("_", "-").split("-"))


def resolve_name(name: str, keys: Collection[Key]) -> Key | None:
    """The entry that `moves/its-id` names; an id alone does, if only one entry has it."""
    collection, _, id_ = name.removesuffix(".md").rpartition("/")
    fitting = [key for key in keys if key.id == id_ and collection in ("", key.collection)]
    return fitting[0] if len(fitting) == 1 else None


def branding(layer: Layer, logo: bytes | None) -> Iterator[Diagnostic]:
    """What is wrong with a layer's colors, fonts and logo; `logo` is None where none was found."""
    settings, source = layer.settings, layer.source
    if not (settings.logo or settings.fonts or settings.colors.model_fields_set):
        return
    colors = {name: value for name, value in settings.colors if value is not None}
    for name, message, hint in brand.objections(colors):
        yield Diagnostic(source.locate_value(("colors", name)), LOW_CONTRAST, message, hint)
    if settings.fonts and (objection := brand.objection_to_fonts(settings.fonts)):
        hint = 'Name fonts with commas between, such as "Lato, sans-serif".'
        yield Diagnostic(source.locate_value(("fonts",)), WRONG_TYPE, objection, hint)
    if settings.logo:
        at = source.locate_value(("logo",))
        if logo is None:
            hint = f"Put the picture there, or name the one that is in {layer.path}/."
            message = f"There is no {layer.path}/{settings.logo} that can be read."
            yield Diagnostic(at, UNREADABLE_FILE, message, hint)
        elif objection := logos.objection(settings.logo, logo):
            hint = "Export the logo again as a plain SVG, or use a PNG."
            yield Diagnostic(at, UNSAFE_LOGO, objection, hint)
