"""A whole playbook: its entries, bibliography, outlines and style guide."""
