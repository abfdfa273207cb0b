"""A playbook whole: its entries, its bibliography, outlines and style guide."""
