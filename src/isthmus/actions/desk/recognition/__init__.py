"""Letters that are recognised on pages: which pages, in which languages, and what becomes of their words."""
