"""MkDocs and what serves it: the plugin, its pages, its templates and the web editor."""
