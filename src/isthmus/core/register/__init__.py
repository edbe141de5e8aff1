"""The register: judgements in force, persons, incidents and conflicts (MODEL section 2)."""

from isthmus.core.register.conflicts import Conflict, shortest_path
from isthmus.core.register.judgements import Decisions, in_force, is_link_run
from isthmus.core.register.register import Register

__all__ = ["Conflict", "Decisions", "Register", "in_force", "is_link_run", "shortest_path"]
