"""Where a repository lives: its host, and the links that open a form or a file there."""
