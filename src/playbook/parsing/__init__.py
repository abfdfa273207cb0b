"""From text to parts: YAML, front matter, Markdown, HTML, links."""
