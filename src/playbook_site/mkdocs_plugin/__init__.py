"""The MkDocs plugin: `mkdocs build` makes the same site as the engine."""
