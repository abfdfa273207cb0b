"""Tables stand in boxes that scroll."""

from playbook_site.rendering.filters.tables import in_boxes


def test_each_table_stands_in_a_box_that_the_keyboard_reaches() -> None:
    text = "<p>One</p><table><tr><td>a</td></tr></table><table class='x'></table>"

    box = '<div class="table" tabindex="0" role="group" aria-label="Tabla &lt;1&gt;">'
    assert in_boxes(text, "Tabla <1>") == (
        f"<p>One</p>{box}<table><tr><td>a</td></tr></table></div>"
        f"{box}<table class='x'></table></div>"
    )


def test_a_table_that_is_only_spoken_of_is_text() -> None:
    text = "<p><code>&lt;table&gt;</code> and tablet</p>"

    assert in_boxes(text, "Table") == text
