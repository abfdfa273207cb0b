"""The site as `playbook serve` shows it, drawn when it is asked for."""
