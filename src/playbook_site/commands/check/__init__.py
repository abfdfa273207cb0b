"""The command that checks: what it remembers, what it mends, and what it reports."""
