"""Judges templates: they are read, and every page is drawn with them once."""
