"""Made by `python -m benchmarks.name_weights`: from the log ratio of two words to the logit of their similarity."""

__all__ = ["SLOPES"]

# Scripts -> factor of the log ratio, factor of the number of letters on both sides, constant.
SLOPES = {
    "LL": (0.2854, -0.01, 0.2552),
    "LC": (0.3498, -0.1081, -0.0853),
    "LA": (0.415, -0.107, 0.3658),
    "CC": (0.822, -0.2278, 2.6142),
    "CA": (0.4484, -0.1496, 0.5765),
    "AA": (0.8424, -0.0147, 1.9596),
}
