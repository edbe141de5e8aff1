"""Bringing lists into the register by a mapping, and bringing the same list again; deciding about rows set aside."""

from isthmus.actions.desk.lists.bringing_in import ListOutcome, bring_in
from isthmus.actions.desk.lists.deciding import NotDecided, enter_row, leave_out, may_be, plan_row
from isthmus.actions.desk.lists.planning import ListNotReady, ListPlan, plan_list

__all__ = [
    "ListNotReady",
    "ListOutcome",
    "ListPlan",
    "NotDecided",
    "bring_in",
    "enter_row",
    "leave_out",
    "may_be",
    "plan_list",
    "plan_row",
]
