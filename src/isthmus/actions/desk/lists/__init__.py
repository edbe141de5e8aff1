"""Bringing lists into the register by a mapping, and bringing the same list again."""

from isthmus.actions.desk.lists.bringing_in import ListOutcome, bring_in
from isthmus.actions.desk.lists.planning import ListNotReady, ListPlan, plan_list

__all__ = ["ListNotReady", "ListOutcome", "ListPlan", "bring_in", "plan_list"]
