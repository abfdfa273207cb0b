"""The MkDocs plugin: its pages, theme, navigation, full-text index and web editor."""
