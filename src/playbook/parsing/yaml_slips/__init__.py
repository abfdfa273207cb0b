"""What people write that YAML reads in another way or not at all, and what they meant."""
