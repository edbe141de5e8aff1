"""Decomposable graphs averaging of multiple systems estimates (Madigan & York 1997)."""

from isthmus.core.estimate.dga.averaging import average

__all__ = ["average"]
