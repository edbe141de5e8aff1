"""Columns of a table, and the fields that are read from them: by name, by another name, or as somebody asked."""

from isthmus.core.mapping.columns import MappingError, check_names, named, repeated, shown, spelled, trimmed
from isthmus.core.mapping.fields import ColumnMapping, Field, map_fields, place_of

__all__ = [
    "ColumnMapping",
    "Field",
    "MappingError",
    "check_names",
    "map_fields",
    "named",
    "place_of",
    "repeated",
    "shown",
    "spelled",
    "trimmed",
]
