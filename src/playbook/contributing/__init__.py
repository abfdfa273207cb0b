"""How new entries come in: drafts, forms, import, the web editor, and what is missing."""
