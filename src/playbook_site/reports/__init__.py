"""What was found and what changed, written for people and programs."""
