"""Brings Pango, with which WeasyPrint sets the PDF documents that tests read, from apt."""

import subprocess

import apt
import environment

PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def ensure() -> None:
    """Ask apt for Pango where it is missing; where that fails, the tests of PDF say what to do."""
    command = [str(environment.ensure()), "-W", "error", "-c", "import weasyprint"]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        apt.install("Pango", *PACKAGES)
