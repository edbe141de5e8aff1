"""People of other sheets within the number that their row gives: those whom it names are some of those it counts.

Somebody who is named and a number that counts them are not told apart by standing in two parts of a mapping: taken
side by side, an incident with one dead and one name would count two.
"""

from collections.abc import Iterator

from isthmus.core.import_mapping.cells import Unreadable
from isthmus.core.import_mapping.fields import first_column
from isthmus.core.import_mapping.mapped_row import Cells, MappedRow
from isthmus.core.import_mapping.records import CellReason, Record
from isthmus.core.import_mapping.values import MappedAct, MappedPeople
from isthmus.core.messages import Message

__all__ = ["counts_above", "put_within", "totals_of"]


def counts_above(people: MappedPeople, record: Record) -> bool:
    """Return whether a number beside `each` is one of the row, and not of each row of the repeat."""
    if not people.each or people.number is None:
        return False
    rows = record.repeats.get(people.each, ())
    columns = people.number.named
    return all(
        each in record.header.places and not (rows and each in rows[0].header.places) for each in columns
    )


def totals_of(act: MappedAct) -> Iterator[tuple[int, list[int]]]:
    """Yield each part of people that is a number, with the parts of repeats whose people it counts, by their place.

    Where an act says that its people are apart, or has two numbers of one role, no number counts anybody else.
    """
    if "apart" in act.fields:
        return
    numbers = [(at, each) for at, each in enumerate(act.people, 1) if _is_number(each)]
    for at, total in numbers:
        role = total.fields["role"].fixed
        if sum(each.fields["role"].fixed == role for _, each in numbers) > 1:
            continue
        named = [place for place, each in enumerate(act.people, 1) if _is_named(each, role)]
        if named:
            yield at, named


def _is_number(people: MappedPeople) -> bool:
    return people.number is not None and people.names is None and not people.each


def _is_named(people: MappedPeople, role: str) -> bool:
    return bool(people.each) and people.number is None and people.fields["role"].fixed == role


def put_within(made: MappedRow, people: MappedPeople, total: str, named: tuple[str, ...]) -> None:
    """Put the mentions whose ids begin with `named` within the one of the id `total`, or in its place if they are all.

    Raises `Unreadable` where they are more than the number says.
    """
    mentions = made.rows.get("mentions", [])
    counted = next((each for each in mentions if each["id"] == total), None)
    within = [each for each in mentions if each["id"].startswith(named) and "within" not in each]
    if counted is None or not within:
        return
    low = sum(int(each["low"]) for each in within)
    high = counted.get("high", "")
    if high and low > int(high):
        column = first_column(people.number) if people.number else ""
        value = made.record.cell(column) or high
        raise Unreadable(CellReason(column, value, Message("mapped.more_named", n=low)))
    if counted["low"] == high == str(low) and all(each.get("high") == each["low"] for each in within):
        _take_out(made, counted)
        return
    for each in within:
        each["within"] = total


def _take_out(made: MappedRow, mention: Cells) -> None:
    """Take a mention out that says nothing which others do not say."""
    made.rows["mentions"].remove(mention)
    statuses = made.rows.get("statuses", [])
    statuses[:] = [each for each in statuses if each["mention"] != mention["id"]]
