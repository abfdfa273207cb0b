"""A page of every kind: each template, and what only some entries have."""

PAGES = [
    "",
    "explore/",
    "conditions/",
    "roles/",
    "moves/",
    "cases/",
    "deck/",
    "map/",
    "about/",
    "accessibility/",
    "accessibility/report/",
    "contributing/",
    "contributing/fields/",
    "contributing/diagnostics/",
    "contributing/commands/",
    "moves/monthly-content-groups/",
    "moves/strip-protocols-down/",
    "moves/four-tests/this-years-offers-and-four-tests/",
    "moves/four-tests/three-offers-tested/",
    "moves/board-learning-block/board-learning-no-action/",
    "moves/carry-teachers-questions/slip-with-four-lines/",
    "moves/student-led-conferences/una-carta-a-las-familias/",
    "conditions/school-driven-structures/",
    "cases/thirteen-middle-schools/",
    "roles/principal/",
    "roles/principal/motivate-everyone/",
    "roles/student/embed-in-culture/",
    "make-it-yours/",
    "404.html",
]
"""Tables and code, a drawing, findings of studies, a material of each kind, a selection with moves
and one without.
"""
