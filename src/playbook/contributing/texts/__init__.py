"""Text of any kind, as it comes in, and as the body of an entry may hold it."""
