"""Counts against the definition tried by brute force, and against figures known beforehand."""

from hypothesis import given

from isthmus.core.count import (
    LEVELS,
    Filter,
    count_incident,
    documented_minimum,
    unexamined,
)
from isthmus.core.count.counting import _victims
from isthmus.core.count.pairs import compared_persons
from isthmus.core.register import Register
from isthmus.core.workbook.rows import Workbook
from tests.core.brute import Brute
from tests.core.small_registers import workbooks


@given(workbooks())
def test_victims_and_the_documented_minimum_are_what_trying_everything_gives(book: Workbook) -> None:
    brute, register = Brute(book), Register.of(book)
    passing = {act.id for act in book.acts if act.scope != "general"}
    found = [
        count_incident(register, each, tuple(register.acts[act] for act in acts), Filter())
        for each, acts in register.incidents.items()
    ]
    assert {each.id: each.lines for each in found} == {
        min(acts): brute.incident_lines(acts, passing) for acts in brute.incidents()
    }
    compared = compared_persons(register.on_persons, register.person_of, examined=register.examined)
    for k in LEVELS:
        persons = {each.person: level for each in _victims(found) if (level := each.at(k))}
        people = brute.victims(k, passing)
        assert {
            each: {"low": level.low, "high": level.high, "named": level.named} for each, level in persons.items()
        } == people
        assert documented_minimum(persons, compared) == (brute.documented_minimum(people), True)
        assert unexamined(persons, compared) == brute.unexamined(people)
