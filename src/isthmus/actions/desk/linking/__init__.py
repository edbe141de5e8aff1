"""Linking in a workspace: runs propose, people judge, and what a run joined by itself can be taken back at once."""

from isthmus.actions.desk.linking.extra import INSTALL, NotLinked, can_link
from isthmus.actions.desk.linking.running import run_link, run_link_job
from isthmus.actions.desk.linking.settling import (
    leave_open_as_unsure,
    set_threshold,
    take_apart,
    take_back_unsure,
)

__all__ = [
    "INSTALL",
    "NotLinked",
    "can_link",
    "leave_open_as_unsure",
    "run_link",
    "run_link_job",
    "set_threshold",
    "take_apart",
    "take_back_unsure",
]
