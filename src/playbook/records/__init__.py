"""The one JSON object that everything drawing reads, and what is made from it."""
