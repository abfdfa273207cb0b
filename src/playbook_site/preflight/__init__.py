"""Judges what a site is drawn from, without drawing it: pages, macros, templates and settings."""
