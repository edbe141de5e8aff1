"""The register: judgements in force, persons, incidents and conflicts (MODEL section 2)."""

from isthmus.core.register.conflicts import Conflict, shortest_path
from isthmus.core.register.judgements import LINK_RUN, MADE, Decisions, in_force, is_link_run, made_by_default
from isthmus.core.register.register import Register

__all__ = [
    "LINK_RUN",
    "MADE",
    "Conflict",
    "Decisions",
    "Register",
    "in_force",
    "is_link_run",
    "made_by_default",
    "shortest_path",
]
