"""What the interface says, in a language or in the words of a district."""
