"""What a district changed outside of its layer, and how it moves in."""
