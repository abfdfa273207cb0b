"""From the site record to a page: templates, and what each page is asked to show."""
