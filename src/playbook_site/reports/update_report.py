"""What an update brings, written for people and for programs."""

import json

from playbook.updates.comparison import KINDS, Update


def as_markdown(update: Update) -> str:
    """A report, for people: every kind of change, with the three texts beside each other."""
    lines = [f"# Update from {update.before or 'nothing'} to {update.after}", ""]
    if not update.items:
        lines.append("Nothing has changed that you have not accepted.")
    for kind, title in KINDS.items():
        items = [item for item in update.items if item.kind == kind]
        if items:
            lines += [f"## {title} ({len(items)})", ""]
        for item in items:
            name = f" {item.title}" if item.title else ""
            note = f" ({item.note})" if item.note else ""
            lines.append(f"- `{item.path}`{name}{note}")
            for three in item.parts:
                lines += ["", f"  **{three.part}**"]
                for label, words in (
                    ("As you adapted it", three.was),
                    ("As it is now", three.now),
                    ("As you say it", three.yours),
                ):
                    lines += ["", f"  {label}:", "", *_quotation(words)]
                lines.append("")
        if items:
            lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def as_json(update: Update) -> str:
    """A report, for programs."""
    items = [
        {**item._asdict(), "parts": [three._asdict() for three in item.parts]}
        for item in update.items
    ]
    report = {"before": update.before, "after": update.after, "items": items}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _quotation(words: str) -> list[str]:
    return [f"  > {line}".rstrip() for line in (words or "(nothing)").split("\n")]
