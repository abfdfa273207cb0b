"""Word documents: read for new entries, and written for whoever wants to change them."""
