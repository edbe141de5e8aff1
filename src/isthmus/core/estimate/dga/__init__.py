"""Decomposable graphs averaging of multiple systems estimates (Madigan & York 1997)."""

from isthmus.core.estimate.dga.averaging import LOOSER, MOST_LISTS, average

__all__ = ["LOOSER", "MOST_LISTS", "average"]
