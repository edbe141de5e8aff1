"""Estimating in a workspace: people say what the lists are; runs say what can be said of those on none, or refuse."""

from isthmus.actions.desk.estimating.build_lists import (
    BuiltLists,
    build_lists,
    filter_of,
    lists_of,
    objections,
    stratum_names,
    victims_now,
)
from isthmus.actions.desk.estimating.extra import INSTALL, NotEstimated, can_estimate
from isthmus.actions.desk.estimating.planning import (
    MOST_DRAWS,
    MOST_LISTS,
    Plan,
    bring_back_plan,
    remove_plan,
    remove_run,
    save_plan,
)
from isthmus.actions.desk.estimating.running import changed_since, run_estimate, run_estimate_job

__all__ = [
    "INSTALL",
    "MOST_DRAWS",
    "MOST_LISTS",
    "BuiltLists",
    "NotEstimated",
    "Plan",
    "bring_back_plan",
    "build_lists",
    "can_estimate",
    "changed_since",
    "filter_of",
    "lists_of",
    "objections",
    "remove_plan",
    "remove_run",
    "run_estimate",
    "run_estimate_job",
    "save_plan",
    "stratum_names",
    "victims_now",
]
