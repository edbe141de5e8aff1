"""What is kept in memory until an event touches what it follows from."""

import pytest

from isthmus.actions.desk.judge import judge_together
from isthmus.store.desk.models import Mention
from isthmus.store.desk.queries.kept_by_log import MOST_KEYS, KeptAtHead, KeptByLog
from tests.accounts import who
from tests.actions.cases import bring_in
from tests.store.test_search import ROWS


class Names:
    """Counts how often names are read."""

    def __init__(self) -> None:
        self.read = 0

    def __call__(self) -> list[str]:
        self.read += 1
        return sorted(Mention.objects.values_list("ref", flat=True))


@pytest.fixture
def names() -> Names:
    bring_in(ROWS)
    return Names()


def judge() -> None:
    judge_together(
        kind="person", pairs=[("m1", "m2")], decision="different", because="two", actor=who("coder")
    )


def test_it_is_made_once_for_a_state_of_the_log(names: Names) -> None:
    kept = KeptByLog(names, "mention")
    assert kept.now() == kept.now() == ["m1", "m2", "m3"]
    assert names.read == 1


def test_an_event_of_other_tables_leaves_it_and_one_of_its_own_makes_it_again(names: Names) -> None:
    kept, judged = KeptByLog(names, "mention"), KeptByLog(names, "judgement")
    kept.now(), judged.now()
    judge()
    kept.now()
    assert names.read == 2
    judged.now()
    assert names.read == 3


def test_what_was_seen_of_a_log_that_is_not_this_one_is_made_again(names: Names) -> None:
    kept = KeptByLog(names, "mention")
    kept.now()
    state, _value = kept._kept or pytest.fail("nothing is kept")
    kept._kept = (type(state)("another note", state.size, b"another root"), ["of another register"])
    assert kept.now() == ["m1", "m2", "m3"]


def test_by_key_it_stays_until_any_event_and_the_oldest_keys_go(names: Names) -> None:
    kept = KeptAtHead[int, tuple[int, list[str]]](lambda key: (key, names()))
    assert kept.now(1) == kept.now(1) == (1, ["m1", "m2", "m3"])
    assert names.read == 1
    judge()
    kept.now(1)
    assert names.read == 2
    for key in range(2, MOST_KEYS + 2):
        kept.now(key)
    kept.now(MOST_KEYS + 1)
    assert names.read == MOST_KEYS + 2
    kept.now(1)
    assert names.read == MOST_KEYS + 3
