"""What people type: one command or a few a module."""
