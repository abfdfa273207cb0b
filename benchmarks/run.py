"""Compares this project with other site generators: python3 benchmarks/run.py [--moves 1000]."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

import environment

if __name__ == "__main__":
    raise SystemExit(environment.run("benchmarks.comparison", *sys.argv[1:]))
