"""Pictures that stand for pages where they are shared, and the icons of a site."""
