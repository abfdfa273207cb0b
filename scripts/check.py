"""Everything that can be said without running the tests; words after it choose from the steps."""

import sys

import environment

STEPS = {
    "format": ("ruff", "format", "--check", "--quiet", "."),
    "lint": ("ruff", "check", "--quiet", "."),
    "types": ("mypy",),
    "imports": ("lint-imports", "--no-logo"),
    "entries": ("playbook", "check"),
    "site": ("playbook", "build"),
}


def main(names: list[str]) -> int:
    """Run the steps, even after one fails; gives 1 if any did."""
    if unknown := [name for name in names if name not in STEPS]:
        raise SystemExit(f"There is no step '{unknown[0]}'. The steps are: {', '.join(STEPS)}.")
    failures = [name for name in names or STEPS if environment.start(*STEPS[name])]
    for name in failures:
        print(f"Failed: {name} ({' '.join(STEPS[name])})")
    return 1 if failures else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
