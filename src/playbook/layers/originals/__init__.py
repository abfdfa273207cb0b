"""What a playbook stands on: what `playbook.toml` says, and the originals that come of it."""
