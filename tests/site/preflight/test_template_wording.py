"""What is said of a slip between braces, for whoever has never heard of the template language."""

import pytest
from jinja2 import Environment, StrictUndefined

from playbook_site.preflight.templates.wording import in_words

ENV = Environment(undefined=StrictUndefined, autoescape=True)
NAMES = {"filter": [*ENV.filters, "tidy"], "test": ENV.tests, "name": ["card", "moves"]}


def said(template: str) -> tuple[str, str]:
    """The message and the hint for a template that cannot be drawn."""
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever Jinja2 raises
        ENV.from_string(template).render(title="Ask", entry={}, people=["Ana"])
    return in_words(caught.value, NAMES)


@pytest.mark.parametrize(
    ("template", "message", "hint"),
    [
        ("{% if title %}a", "'{% if … %}' is not ended.", "Where it ends, write {% endif %}"),
        (
            "{% for a in people %}{% if a %}{% endfor %}",
            "'{% endfor %}' stands here before '{% if … %}' is ended.",
            "First write {% endif %}",
        ),
        ("{% endif %}", "'{% endif %}' stands here, and belongs to nothing", "Take it out."),
        ("{% else %}", "'{% else %}' stands here, and belongs to nothing", "Take it out."),
        ("{% fro a in people %}", "There is no tag '{% fro %}'.", "Did you mean 'for'?"),
        ("{% if a %}{% elseif a %}{% endif %}", "There is no tag '{% elseif %}'.", "'elif'?"),
        ("{% if a %}{% elsif a %}{% endif %}", "There is no tag '{% elsif %}'.", "'elif'?"),
        ('{{ title "more" }}', "Here belongs '}}', and 'a text' stands there.", ""),
        ("{% zzz %}", "There is no tag '{% zzz %}'.", ""),
        ("{{ title", "The braces that begin here have no end.", ""),
        ("{{", "The braces that begin here have no end.", ""),
        ('{{ "title }}', "A text in quotes has no end here.", "Type the same quote"),
        ("{{ 'title }}", "A text in quotes has no end here.", "Type the same quote"),
        ("{{ card(“moves”) }}", "and these are curly: “", 'straight ones: "…"'),
        ("{{ card('it's') }}", "A comma belongs before 's', or a quote", "of the other kind"),
        ("{% if title = 1 %}{% endif %}", "'%}' belongs where '=' stands.", "write =="),
        ("{{ title people }}", "Here belongs '}}', and 'people' stands there.", ""),
        ("{{ people[0 }}", "']' is missing before '}'.", ""),
        ("{% for a in %}{% endfor %}", "Something is missing before '%}'.", ""),
        ("{{ $title }}", "The sign $ means nothing between braces.", ""),
        ("{{ title. }}", "A name belongs after the period.", ""),
        ("{{ title | tidi }}", "There is no filter 'tidi'.", "Did you mean 'tidy'?"),
        ("{% if title is defind %}{% endif %}", "There is no test 'defind'.", "'defined'?"),
        ("{# a note", "A note begins with '{#' and has no '#}'.", ""),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "are named 'a'", "otherwise"),
        ("{{ crad }}", "There is nothing named 'crad' here.", "Did you mean 'card'?"),
        ("{{ nothing }}", "There is nothing named 'nothing' here.", ""),
        ("{{ entry.nope.more }}", "There is no 'nope' in what stands before it.", ""),
        ("{{ people[3] }}", "There is no '3' in what stands before it.", ""),
        ("{{ title() }}", "What stands before these parentheses is no macro.", ""),
    ],
)
def test_a_slip_between_braces_is_told_in_plain_words(
    template: str, message: str, hint: str
) -> None:
    told, way_out = said(template)

    assert message in told
    assert (hint in way_out) if hint else not way_out


@pytest.mark.parametrize(
    ("template", "after"),
    [
        ("{% if title %}a", "{% if title %}a{% endif %}"),
        ("{% for a in people %}{{ a }}", "{% for a in people %}{{ a }}{% endfor %}"),
    ],
)
def test_the_end_that_is_named_ends_it(template: str, after: str) -> None:
    end = said(template)[1].partition("write ")[2]

    assert f"{template}{end}" == after
    ENV.from_string(after).render(title="Ask", people=["Ana"])


@pytest.mark.parametrize("template", ["{{ 1 / 0 }}", "{{ 5 | length }}", "{{ title | upper(3) }}"])
def test_what_has_no_words_of_its_own_is_left_to_its_reader(template: str) -> None:
    assert said(template) == ("", "")
