"""What templates can make of a value: addresses, words, codes, tables."""
