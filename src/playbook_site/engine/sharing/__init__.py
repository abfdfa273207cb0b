"""What a site shows where a link to it is shared, or where somebody keeps it on a screen."""
