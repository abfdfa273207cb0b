"""What words of the field mean: for the search, and for texts that come in."""
