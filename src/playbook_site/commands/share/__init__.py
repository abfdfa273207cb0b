"""What a layer offers to the original."""
