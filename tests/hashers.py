"""Passwords of accounts in tests: the product's own way, at next to no cost."""

from django.contrib.auth.hashers import Argon2PasswordHasher

__all__ = ["CheapArgon2"]


class CheapArgon2(Argon2PasswordHasher):
    """Argon2 in a few kilobytes and one pass."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
