"""What entries may say: their kinds, keys and words, and what is told of wrong ones."""
