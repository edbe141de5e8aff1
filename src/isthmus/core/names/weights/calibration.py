"""Made by `python -m benchmarks.name_weights`: from the log ratio of two words to the logit of their similarity."""

__all__ = ["SLOPES"]

# Scripts -> factor of the log ratio, factor of the number of letters on both sides, constant.
SLOPES = {
    "LL": (0.288, -0.0069, 0.2325),
    "LC": (0.3425, -0.1183, 0.0753),
    "LA": (0.4122, -0.114, 0.3874),
    "CC": (0.7668, -0.2084, 2.4387),
    "CA": (0.4486, -0.1316, 0.4217),
    "AA": (0.7218, 0.0075, 1.5702),
}
