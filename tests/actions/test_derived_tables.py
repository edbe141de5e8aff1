"""Derived tables kept up change by change are what a full rebuild makes them."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isthmus.actions.desk.code_document import code_document
from isthmus.actions.desk.destroying import StillReferredTo, destroy
from isthmus.actions.desk.documents import Artefact, release_document, take_in
from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.actions.desk.judge import NotJudged, judge, reinstate, withdraw
from isthmus.core.workbook.judgement_kinds import ONE_SIDED
from isthmus.core.workbook.problems import UnsoundWorkbook
from isthmus.core.workbook.rows import Act, Document, Mention, Source, Statement, Workbook
from isthmus.core.workbook.schema import DECISIONS, SIDES
from isthmus.store.desk import models
from isthmus.store.desk.derive import derived_differences, rebuild_derived
from isthmus.store.desk.queries.workbook import whole
from tests.accounts import who
from tests.actions.derived import derived_tables, empty_register
from tests.core.small_registers import SOURCES, workbooks
from tests.databases import on_each_database

pytestmark = pytest.mark.django_db(databases=["default", "scratch"])

SIDE_MODELS: dict[
    str, type[models.Mention | models.Act | models.Source | models.Place | models.Statement]
] = {
    "person": models.Mention,
    "incident": models.Act,
    "source": models.Source,
    "place": models.Place,
    "retraction": models.Statement,
    "statement": models.Statement,
}


@given(workbooks(), st.integers(0, 2**32))
@settings(
    max_examples=on_each_database(15, 8),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_tables_kept_up_by_actions_are_what_a_rebuild_makes(workbook: Workbook, seed: int) -> None:
    rng = Random(seed)
    empty_register()
    actor = who("a")
    apply_import(plan_import(workbook), actor=actor)
    for action in rng.choices(ACTIONS, k=6):
        action(rng)
        assert list(derived_differences()) == [], action.__name__
    kept_up = derived_tables()
    rebuild_derived(words=True)
    assert derived_tables() == kept_up


def hold_or_release(rng: Random) -> None:
    document = rng.choice(list(models.Document.objects.order_by("ref")))
    if document.held == "yes":
        release_document(document, actor=who("a"))
    else:
        take_in(document, Artefact(kept_at="a shelf"), actor=who("a"))


def judge_a_pair(rng: Random) -> None:
    kind = rng.choice(list(SIDES))
    refs = list(SIDE_MODELS[kind].objects.order_by("ref").values_list("ref", flat=True))
    if len(refs) < 2:
        return
    left, right = rng.sample(refs, 2)
    standing = list(models.Judgement.objects.standing().order_by("ref").values_list("ref", flat=True))
    replaces = rng.sample(standing, 1) if standing and rng.random() < 0.3 else []
    decision = rng.choice([each for each in DECISIONS[kind] if each != "examined"])
    with contextlib.suppress(NotJudged):
        judge(
            kind=kind,
            left=left,
            right="" if kind in ONE_SIDED else right,
            decision=rng.choice((decision, DECISIONS[kind][0])),
            replaces=replaces,
            actor=who(rng.choice("ab")),
        )


def undo_a_judgement(rng: Random) -> None:
    standing = list(models.Judgement.objects.standing().order_by("ref"))
    if standing:
        withdraw(rng.choice(standing), actor=who("a"))


def redo_a_judgement(rng: Random) -> None:
    withdrawn = list(models.Judgement.objects.filter(withdrawn_at__isnull=False).order_by("ref"))
    if withdrawn:
        reinstate(rng.choice(withdrawn), actor=who("a"))


def destroy_one(rng: Random) -> None:
    with contextlib.suppress(StillReferredTo, IndexError):
        destroy(
            rng.choice(list(models.Document.objects.order_by("ref"))), reason="Asked for.", actor=who("a")
        )


def code(rng: Random) -> None:
    fresh = f"n{rng.randrange(10**9)}"
    retractable = list(models.Statement.objects.order_by("ref").values_list("ref", flat=True))
    stance = rng.choice(("asserts", "denies", "retracts"))
    statement = Statement(
        fresh,
        fresh,
        (rng.choice(SOURCES),),
        stance,
        rng.choice(("first_hand", "told")),
        told_by=(fresh,),
        retracts=(rng.choice(retractable),) if stance == "retracts" and retractable else (),
    )
    scope = rng.choice(("this", "general"))
    kind = rng.choice(("killing", "torture") if scope == "this" else ("killing", "torture", ""))
    act = Act(fresh, fresh, kind, scope, place=rng.choice(("", "p0", "p1")))
    rows = Workbook(
        sources=(Source(fresh, "New", "person", affiliation=rng.choice(("", *SOURCES))),),
        documents=(Document(fresh, "New", (rng.choice(SOURCES),), "yes"),),
        statements=(statement,),
        acts=(act,),
        mentions=(Mention(fresh, fresh, "victim", 1, 1, name="Person N"),),
    )
    code_document(rows=rows, actor=who("a"))


def edit(rng: Random) -> None:
    register = whole()
    sheet = rng.choice([name for name, change in EDITS.items() if getattr(register, name)])
    rows = list(getattr(register, sheet))
    at = rng.randrange(len(rows))
    rows[at] = EDITS[sheet](rng, rows[at])
    try:
        plan = plan_import(replace(register, **{sheet: tuple(rows)}))
    except UnsoundWorkbook:
        return
    apply_import(plan, actor=who("a"), accept_because="A correction.")


EDITS: dict[str, Callable[[Random, object], object]] = {
    "sources": lambda rng, row: replace(
        row, affiliation=rng.choice(("", *SOURCES)), contact=rng.choice(("yes", "no")), kind="anonymous"
    ),
    "places": lambda rng, row: replace(row, parent=rng.choice(("", "p0", "p2"))),
    "documents": lambda rng, row: replace(row, author=tuple(rng.sample(SOURCES, 2))),
    "statements": lambda rng, row: replace(row, speaker=(rng.choice(SOURCES),), stance="denies", retracts=()),
    "acts": lambda rng, row: replace(
        row, date=rng.choice(("", "2020", "../2019")), place=rng.choice(("", "p1"))
    ),
    "mentions": lambda rng, row: replace(
        row, low=1, high=rng.choice((None, 3)), name=rng.choice(("", "Person X"))
    ),
}

ACTIONS: list[Callable[[Random], None]] = [
    hold_or_release,
    judge_a_pair,
    judge_a_pair,
    undo_a_judgement,
    redo_a_judgement,
    destroy_one,
    code,
    edit,
]
