"""The kinds of entries, their keys and values, and the diagnostics of invalid ones."""
