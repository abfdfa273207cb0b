"""Search: what is said where, in a form that a browser can ask without a server."""
