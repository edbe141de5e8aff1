"""Mappings as files, and the tables that they read."""
