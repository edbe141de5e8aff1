"""Disputes found from bare keys are those that the register's own rules find in everything.

Both they and the list of judgements are brought up to date by the judgements that were made since.
"""

import random
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from isthmus.actions.desk.importing import import_sample
from isthmus.actions.desk.judge import judge, withdraw
from isthmus.core.register import Register
from isthmus.store.desk.models import Act, Judgement, Mention, Source
from isthmus.store.desk.queries.disputes import _found as looked_for_in_everything
from isthmus.store.desk.queries.disputes import disputes
from isthmus.store.desk.queries.judged_things import _found as listed_from_everything
from isthmus.store.desk.queries.judged_things import judged_things
from isthmus.store.desk.queries.workbook import in_force, whole
from tests.accounts import who
from tests.shared_rows import shared_rows

DECISIONS = {
    "person": ("same", "different", "disjoint", "part_of", "unsure"),
    "incident": ("same", "same", "different", "part_of", "unsure"),
    "source": ("same", "different"),
}


def expected() -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """Conflicts with their path, and pairs that are unsure though nobody said so, from the whole register."""
    register = Register.of(in_force(whole()))
    conflicts = {(each.kind, each.left, each.right, *each.path) for each in register.conflicts if each.path}
    opposed: set[tuple[str, ...]] = set()
    decisions = {
        "person": register.on_persons,
        "incident": register.on_incidents,
        "source": register.on_sources,
    }
    for kind, decided in decisions.items():
        for left, right in decided.by_pair:
            said = Judgement.objects.in_force().filter(kind=kind, ref__in=_about(kind, left, right))
            alone = set(said.values_list("decision", flat=True))
            if decided.about(left, right) == {"unsure"} and alone != {"unsure"}:
                opposed.add((kind, left, right))
    return conflicts, opposed


def _about(kind: str, left: str, right: str) -> list[str]:
    return [
        each.ref
        for each in Judgement.objects.in_force().filter(kind=kind)
        if each.left and each.right and {each.left.ref, each.right.ref} == {left, right}
    ]


def found() -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    held = disputes()
    conflicts = {(each.kind, each.left, each.right, *each.path) for each in held.conflicts}
    return conflicts, {
        (each.kind, min(each.left, each.right), max(each.left, each.right)) for each in held.opposed
    }


@pytest.fixture(scope="module")
def sample(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with shared_rows(django_db_blocker):
        import_sample(actor=who("tests"))
        yield


# What is judged differs with the seed, not what is asked of the database.
@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.any_database) for seed in (1, 2, 3))]
)
@pytest.mark.usefixtures("sample")
def test_the_quick_look_finds_what_the_whole_register_holds(seed: int) -> None:
    chance = random.Random(seed)
    detentions = Act.objects.filter(scope__in=["", "this"], type="unlawful_detention")
    rows = {
        "person": sorted(Mention.objects.values_list("ref", flat=True))[:5],
        "incident": sorted(detentions.values_list("ref", flat=True)),
        "source": sorted(Source.objects.values_list("ref", flat=True))[:4],
    }
    for n in range(24):
        kind = chance.choice(list(rows))
        left, right = chance.sample(rows[kind], 2)
        decision, actor = chance.choice(DECISIONS[kind]), chance.choice("AB")
        made = judge(kind=kind, left=left, right=right, decision=decision, actor=who(actor), because="so")
        if n % 6 == 5:
            withdraw(made, actor=who("A"))
            assert found() == expected()
            assert disputes() == looked_for_in_everything()
            assert judged_things() == listed_from_everything()
    assert any(found())
