"""Everything that can be said without running the tests: format, lint, types, entries, the site."""

import environment

STEPS = (
    ("ruff", "format", "--check", "--quiet", "."),
    ("ruff", "check", "--quiet", "."),
    ("mypy",),
    ("playbook_site", "check"),
    ("playbook_site", "build"),
)


def main() -> int:
    """Run every step, even after one fails; gives 1 if any did."""
    failed = [step for step in STEPS if environment.run(*step)]
    for step in failed:
        print(f"Failed: {' '.join(step)}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
