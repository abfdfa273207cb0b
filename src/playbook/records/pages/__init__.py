"""What the pages about the whole playbook, and those of roles and conditions, show."""
