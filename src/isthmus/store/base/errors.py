"""What every refusal of the store shares."""

__all__ = ["StoreError"]


class StoreError(Exception):
    """Something was not done; the message gives the fact, the rule and the next step, and nobody's data."""
