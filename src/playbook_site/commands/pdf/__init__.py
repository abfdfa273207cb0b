"""PDF documents, made of what a site publishes."""
