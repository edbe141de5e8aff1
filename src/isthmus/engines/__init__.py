"""Engines of linking: the only place that knows Splink, DuckDB and Spark. Arrow tables go in and out."""
