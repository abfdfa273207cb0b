"""The web editor's settings, from the model: what it asks, what it says, and how it writes."""
