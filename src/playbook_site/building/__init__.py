"""Building a site and serving it; what is swapped in one step."""
