"""The models and the verdicts by their codes, as they stand in JSON and in rows; needs nothing beyond Python."""

__all__ = ["ESTIMATE", "MODELS", "REFUSE", "WARN"]

MODELS = ("lcmcr", "dga", "loglinear")
ESTIMATE, WARN, REFUSE = "estimate", "warn", "refuse"
