"""Linking in a workspace: runs propose, people judge, and what a run joined by itself can be taken back at once."""

from isthmus.actions.desk.linking.auto_link import automatic
from isthmus.actions.desk.linking.extra import INSTALL, NotLinked, can_link
from isthmus.actions.desk.linking.run_actions import (
    leave_open_as_unsure,
    left_unsure,
    set_threshold,
    take_apart,
    take_back_unsure,
)
from isthmus.actions.desk.linking.running import run_link, run_link_job
from isthmus.actions.desk.linking.splitting import split_apart, weakest_of

__all__ = [
    "INSTALL",
    "NotLinked",
    "automatic",
    "can_link",
    "leave_open_as_unsure",
    "left_unsure",
    "run_link",
    "run_link_job",
    "set_threshold",
    "split_apart",
    "take_apart",
    "take_back_unsure",
    "weakest_of",
]
