"""Materials of a move, as records have them."""
