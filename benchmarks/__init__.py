"""Figures and their targets: `make bench` prints them as a table; `make bench-long` those that take long, too."""
