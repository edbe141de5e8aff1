"""Extras: what linking, estimating and letters need beyond the plain installation."""

from dataclasses import dataclass
from importlib.util import find_spec

__all__ = ["ESTIMATING", "LETTERS", "LINKING", "Extra"]


@dataclass(frozen=True, slots=True)
class Extra:
    """Its name, and the packages whose absence tells that it is not installed."""

    name: str
    packages: frozenset[str]

    @property
    def command(self) -> str:
        """Return the command that installs it."""
        return f"pip install 'isthmus[{self.name}]'"

    def installed(self) -> bool:
        """Return whether all of its packages are there."""
        return all(find_spec(package) for package in self.packages)


LINKING = Extra("link", frozenset({"duckdb", "numba", "numpy", "pyarrow", "sklearn", "splink"}))
ESTIMATING = Extra("estimate", frozenset({"arviz_stats", "numba", "numpy", "scipy"}))
LETTERS = Extra("letters", frozenset({"bech32", "cryptography", "minisign"}))
