"""What a new release of an original brings to a layer, and what becomes of the layer."""
