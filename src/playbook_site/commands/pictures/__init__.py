"""What a change does to the pages of a site, in pictures."""
