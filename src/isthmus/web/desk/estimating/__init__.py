"""Estimates: which sources make up each list, how the lists overlap, and what can be said of those on none."""
