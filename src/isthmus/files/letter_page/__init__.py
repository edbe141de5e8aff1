"""The page with which letters are sealed: one HTML file, put together of what `make bundle` built from browser/."""
