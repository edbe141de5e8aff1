"""Accounts: who may sign in from another machine. On the desk's own machine the one-time link is enough."""

from django.contrib.auth.models import User

__all__ = ["SHORTEST_PASSWORD", "AccountError", "accounts", "add_account", "remove_account"]

SHORTEST_PASSWORD = 12


class AccountError(ValueError):
    """The account can not be made or removed as asked; the message says why and what to do."""


def accounts() -> list[str]:
    """The names of all accounts."""
    return list(User.objects.order_by("username").values_list("username", flat=True))


def add_account(*, name: str, password: str) -> None:
    """A new account, under whose name its judgements and events will stand."""
    if not name.strip() or len(name) > 60:
        raise AccountError(
            "An account has a name of 1 to 60 characters. Choose a short one: it stands in every event."
        )
    if len(password) < SHORTEST_PASSWORD:
        raise AccountError(
            f"A password has at least {SHORTEST_PASSWORD} characters. Four random words are good."
        )
    if User.objects.filter(username=name).exists():
        raise AccountError("There is an account of that name. Choose another, or remove that one first.")
    User.objects.create_user(username=name, password=password)


def remove_account(*, name: str) -> None:
    """Remove an account; what was done under its name stays."""
    if not User.objects.filter(username=name).delete()[0]:
        raise AccountError("There is no account of that name. `isthmus account list DIR` shows them.")
