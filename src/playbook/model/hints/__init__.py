"""What an author is told to do about a value, in their own words."""
