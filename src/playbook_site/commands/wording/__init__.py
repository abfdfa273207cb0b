"""How well the style guide finds what it should, and leaves alone what it should not."""
