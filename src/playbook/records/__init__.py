"""The records of entries and of the site, plain JSON, and the files that are made from them."""
