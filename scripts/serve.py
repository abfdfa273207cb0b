"""Serve the site on http://127.0.0.1:8000/, and build it again on every change."""

import sys

import environment

if __name__ == "__main__":
    try:
        code = environment.run("playbook_site", "serve", ".", *sys.argv[1:])
    except KeyboardInterrupt:  # before it began
        code = environment.INTERRUPTED
    raise SystemExit(0 if code == environment.INTERRUPTED else code)
