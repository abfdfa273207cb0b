"""Serve the site on http://127.0.0.1:8000/, and build it again on every change."""

import sys

import environment

if __name__ == "__main__":
    code = environment.run("playbook_site", "serve", ".", *sys.argv[1:])
    raise SystemExit(0 if code == environment.INTERRUPTED else code)
