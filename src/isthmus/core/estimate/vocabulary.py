"""The models and the verdicts by their codes, as they stand in JSON and in rows; needs nothing beyond Python."""

from isthmus.core.messages import Message

__all__ = ["ESTIMATE", "MODELS", "NO_PRIOR", "REFUSE", "WARN", "assumption", "model_name"]

MODELS = ("lcmcr", "dga", "loglinear", "mth")
ESTIMATE, WARN, REFUSE = "estimate", "warn", "refuse"
NO_PRIOR = Message("estimate.prior.none")


def model_name(model: str) -> Message:
    """Return what a model is called; also `two_lists`, which estimates where a list is left out of three."""
    return Message(f"estimate.model.{model}")


def assumption(model: str) -> Message:
    """Return what a model assumes, and no data can prove."""
    return Message(f"estimate.assumption.{model}")
