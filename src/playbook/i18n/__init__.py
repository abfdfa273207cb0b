"""The messages of the interface, in the language of a site or in the words of a district."""
