"""Draws a whole site from the files of a playbook, without MkDocs; its plugin draws the same."""
