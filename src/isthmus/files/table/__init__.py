"""Tables in files: one reader of whatever form they come in."""
