"""A language server: diagnostics while somebody types, and edits by one click."""
