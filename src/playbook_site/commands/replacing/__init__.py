"""Another release in the place of all that is not a district's own, whatever the history."""
