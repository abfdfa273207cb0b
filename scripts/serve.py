"""Build the site, serve it on http://127.0.0.1:8000/ and follow every change."""

import sys

import environment

if __name__ == "__main__":
    raise SystemExit(environment.run("playbook_site", "serve", ".", *sys.argv[1:]))
