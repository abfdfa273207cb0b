"""Files as they are: bytes, text, places in it, and what is reported to their authors."""
