import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.custody.events import (
    Entry,
    EventValue,
    commitments_root,
    encode_entry,
    encode_event,
    event_leaf,
    minute,
    utc_text,
)
from isthmus.core.custody.merkle import EMPTY_ROOT
from tests.english import raises_saying

VECTORS = json.loads((Path(__file__).parents[2] / "vectors/custody/isthmus.json").read_text())
AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def event(**changed):
    base = {"sequence": 0, "actor": 1, "at": AT, "action": "code_document", "size": 0, "root": EMPTY_ROOT}
    return EventValue(**{**base, **changed})


@pytest.mark.parametrize("vector", VECTORS["entries"])
def test_entries_are_encoded_as_the_specification_says(vector):
    entry = Entry(
        vector["operation"], vector["table"], bytes.fromhex(vector["row"]), bytes.fromhex(vector["root"])
    )
    assert encode_entry(entry).decode() == vector["json"]


@pytest.mark.parametrize("vector", VECTORS["events"])
def test_events_are_encoded_and_hashed_as_the_specification_says(vector):
    value = EventValue(
        vector["sequence"],
        vector["actor"],
        datetime.fromisoformat(vector["at"]),
        vector["action"],
        vector["size"],
        bytes.fromhex(vector["root"]),
    )
    assert encode_event(value).decode() == vector["json"]
    assert event_leaf(value).hex() == vector["leaf"]


def test_the_rows_of_an_event_are_hashed_as_the_specification_says():
    entries = [
        Entry(each["operation"], each["table"], bytes.fromhex(each["row"]), bytes.fromhex(each["root"]))
        for each in VECTORS["entries"]
    ]
    assert commitments_root(entries).hex() == VECTORS["events"][1]["root"]
    assert commitments_root([]) == EMPTY_ROOT


@given(
    st.integers(0, 2**53 - 1),
    st.datetimes(timezones=st.just(UTC)).map(minute),
    st.integers(0, 2**53 - 1),
    st.binary(min_size=32, max_size=32),
)
def test_an_event_is_what_rfc_8785_makes_of_it(actor, at, number, root):
    encoded = encode_event(event(actor=actor, at=at, sequence=number, size=number, root=root))
    assert rfc8785.dumps(json.loads(encoded)) == encoded


def test_a_time_is_told_in_utc_with_six_digits():
    east = datetime(2026, 1, 2, 6, 4, 5, tzinfo=timezone(timedelta(hours=3)))
    assert utc_text(east) == "2026-01-02T03:04:05.000000Z"


@pytest.mark.parametrize("rest", [{"second": 1}, {"microsecond": 1}])
def test_an_event_says_no_more_than_the_minute(rest):
    with raises_saying(ValueError, "whole minute"):
        encode_event(event(at=AT.replace(**rest)))


def test_a_time_without_a_zone_is_refused():
    with raises_saying(ValueError, "time zone"):
        utc_text(datetime(2026, 1, 2))  # noqa: DTZ001


@pytest.mark.parametrize(
    "changed",
    [
        *({"sequence": -1}, {"sequence": 2**53}, {"size": -1}, {"size": 2**53}),
        *({"actor": -1}, {"actor": 2**53}),
    ],
)
def test_a_number_that_json_could_not_carry_is_refused(changed):
    with raises_saying(ValueError, "2\\^53"):
        encode_event(event(**changed))


@pytest.mark.parametrize("action", ["", "Code", 'a","actor":"b', "a b", "ä", "a" * 65])
def test_an_action_that_is_no_plain_word_is_refused(action):
    with raises_saying(ValueError, "lower-case"):
        encode_event(event(action=action))
