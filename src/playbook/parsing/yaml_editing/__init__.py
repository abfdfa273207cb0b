"""Changes to YAML that somebody wrote: what an edit does not touch stays as it is, to the byte."""
