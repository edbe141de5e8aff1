"""Made by `python -m benchmarks.name_weights`: from the log ratio and the letters of a pair to the logit of its score."""

__all__ = ["SLOPES"]

# Scripts -> factor of the log ratio, factor of the number of letters on both sides, constant.
SLOPES = {
    "LL": (0.5, 0.1, -1.0),
    "LC": (0.5, 0.1, -1.0),
    "LA": (0.5, 0.1, -1.0),
    "CC": (0.5, 0.1, -1.0),
    "CA": (0.5, 0.1, -1.0),
    "AA": (0.5, 0.1, -1.0),
}
