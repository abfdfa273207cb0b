"""A district over an original: its settings, its entries laid over ours, what it stands on."""
