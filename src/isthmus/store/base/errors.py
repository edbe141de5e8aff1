"""What every refusal of the store shares."""

from isthmus.core.messages import MessageError

__all__ = ["StoreError"]


class StoreError(MessageError):
    """Something was not done; the message gives the fact, the rule and the next step, and nobody's data."""
