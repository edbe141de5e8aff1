"""Log-linear models of overlapping lists (Fienberg 1972)."""

from isthmus.core.estimate.loglinear.fitting import fit

__all__ = ["fit"]
