"""Benchmarks of building, checking and the explorer, some against stock MkDocs."""
