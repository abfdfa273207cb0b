"""Files as they are: bytes, text, places in it, and what is told to their authors."""
