"""What is told about the custody log."""

from isthmus.core.messages import text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "custody.action_refused": text(
        "{name} may not do this ({action}). Nothing was changed. Ask somebody who may, or use another account."
    ),
    "custody.actor_gone": text(
        "The account {name} was removed. Nothing was changed. Sign in with another account."
    ),
}
