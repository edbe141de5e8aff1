"""What may leave of an estimate: no account's name, no id or name of a marked source, nothing of a person by ground."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from json import loads
from typing import Any

from isthmus.actions.desk.estimating.build_lists import victims_now
from isthmus.actions.desk.export import workspace_tokens
from isthmus.core.count.ground_table import LEAST
from isthmus.store.desk.models import EstimateRun, Source
from isthmus.store.desk.queries.record import RecordFilter

__all__ = ["LeavingLists", "by_ground", "leaving_lists", "tellable"]

CLOSED_MARKS = ("confidential", "sealed")


@dataclass(frozen=True, slots=True)
class LeavingLists:
    """How a run's lists are called where they leave, and what its marked sources are called there."""

    names: Mapping[str, str]
    sources: Mapping[str, str]

    def close(self, value: Any) -> Any:  # noqa: ANN401  whatever JSON can hold
        """Return JSON in which no closed list is called by its name, and no marked source by its id."""
        match value:
            case str():
                return self._closed(value)
            case dict():
                return {self._closed(str(key)): self.close(each) for key, each in value.items()}
            case list() | tuple():
                return [self.close(each) for each in value]
        return value

    def _closed(self, text: str) -> str:
        if text in self.names or text in self.sources:
            return self.names.get(text) or self.sources[text]
        for name, called in self.names.items():
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", called, text)
        return text


def leaving_lists(given: Mapping[str, Any]) -> LeavingLists:
    """Return what is closed of the lists of a run: a list that holds a marked source goes by its number."""
    used = {source for each in given["lists"] for source in each["sources"]}
    tokens = workspace_tokens()
    marked = _marked(used)
    names = {
        each["name"]: f"list {number}"
        for number, each in enumerate(given["lists"], start=1)
        if not marked.isdisjoint(each["sources"])
    }
    longest_first = dict(sorted(names.items(), key=lambda item: -len(item[0])))
    return LeavingLists(longest_first, {ref: tokens.of_id("sources", ref) for ref in marked})


def _marked(sources: Iterable[str]) -> set[str]:
    """Return the marked ones among sources, and those that are not in the register any more."""
    wanted = set(sources)
    known = dict(Source.objects.filter(ref__in=wanted).values_list("ref", "protection"))
    return {ref for ref in wanted if known.get(ref, "sealed") in CLOSED_MARKS}


def by_ground(run: EstimateRun) -> bool:
    """Return whether a run is about one alleged ground: then who is on which lists leads to people, and stays here."""
    return bool(filter_of_run(run).ground)


def filter_of_run(run: EstimateRun) -> RecordFilter:
    """Return which acts a run looked at."""
    return RecordFilter.from_json(loads(run.given["acts"]))


def tellable(run: EstimateRun) -> bool:
    """Return whether the figures of a run by ground may leave: neither they nor the rest are fewer than five people.

    Of one place or one period they never do: these could be closer than the region and the month.
    """
    wanted = filter_of_run(run)
    if wanted.place or wanted.has_period:
        return False
    others = {each.person for each in victims_now(replace(wanted, ground="")).mentions.values()}
    return run.n >= LEAST and len(others) - run.n >= LEAST
