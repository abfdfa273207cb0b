"""The original of a layer: what its releases bring, tried before it is accepted, and undone."""
