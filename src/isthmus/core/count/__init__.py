"""Counts of people and incidents, never a bare number."""
