"""From what people send to the parts of an entry."""
