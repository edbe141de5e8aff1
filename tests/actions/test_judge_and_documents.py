"""Judging, holding and destroying: each is undone or done whole, and the lines follow."""

import pytest

from isthmus.actions.desk.code_document import code_document
from isthmus.actions.desk.destroying import StillReferredTo, destroy
from isthmus.actions.desk.documents import Artefact, NotHeld, release_document, take_in
from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.actions.desk.judge import NotJudged, judge, reinstate, withdraw
from isthmus.actions.desk.verification import verify
from isthmus.core.workbook.rows import Act, Document, Source, Statement, Workbook
from isthmus.files.sample import sample_path
from isthmus.files.workbook import read_workbook
from isthmus.store.desk import models
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Incident, Judgement, Mention, SearchKind, SearchText, search_key
from isthmus.store.desk.queries.workbook import whole
from tests.accounts import who
from tests.actions.cases import CASE, bring_in
from tests.actions.derived import derived_tables
from tests.english import raises_saying


def lines(incident: str = "a1") -> int:
    return Incident.objects.get(ref=incident).lines


def test_the_sample_goes_from_one_line_to_two_when_the_article_is_held_and_back() -> None:
    actor = who("tester")
    apply_import(plan_import(read_workbook(sample_path())), actor=actor)
    before = derived_tables()
    article = models.Document.objects.get(ref="d3")
    assert lines() == 1
    take_in(article, Artefact(kept_at="the archive"), actor=who("tester"))
    assert lines() == 2
    release_document(article, actor=who("tester"))
    assert derived_tables() == before
    with pytest.raises(NotHeld):
        release_document(article, actor=who("tester"))
    assert verify().sound


def test_an_undone_judgement_changes_every_figure_back() -> None:
    bring_in()
    before = derived_tables()
    made = judge(
        kind="person", left="m1", right="m3", decision="same", actor=who("B"), because="the same patronymic"
    )
    assert derived_tables() != before
    withdraw(made, actor=who("C"))
    assert derived_tables() == before
    assert (made.withdrawn_by.actor, whole()) == (who("C"), CASE)
    reinstate(made, actor=who("B"))
    assert derived_tables() != before
    assert verify().sound


def test_undoing_a_judgement_puts_what_it_replaced_in_force_again() -> None:
    bring_in()
    withdraw(Judgement.objects.get(ref="j2"), actor=who("tester"))
    assert {each.ref for each in Judgement.objects.in_force()} == {"j1", "j3", "j4", "j5"}
    assert Incident.objects.filter(ref="a2").exists()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"kind": "spot"}, "about one of"),
        ({"decision": "perhaps"}, "The decision is one of"),
        ({"right": ""}, "needs two rows"),
        ({"right": "m1"}, "against itself"),
        ({"right": "m99"}, "No row of the sheet mentions"),
        ({"replaces": ("j99",)}, "No row of the sheet judgements"),
        ({"kind": "incident", "left": "a1", "right": "a4"}, "two incidents"),
        ({"kind": "incident", "left": "a1", "right": "a3"}, "not an incident"),
    ],
)
def test_what_the_rules_do_not_allow_is_refused_in_words(wrong: dict[str, str], words: str) -> None:
    bring_in()
    given = {"kind": "person", "left": "m1", "right": "m3", "decision": "same", **wrong}
    with raises_saying(NotJudged, words):
        judge(**given, actor=who("B"))
    assert whole() == CASE


def test_a_document_is_coded_with_its_sources_and_its_text() -> None:
    bring_in()
    rows = Workbook(
        sources=(Source("s9", "Outlet C", "outlet"),),
        documents=(Document("d9", "Another", ("s9",), "yes"),),
        statements=(Statement("t9", "d9", ("s9",), "asserts", "first_hand", quote="seen by us"),),
        acts=(Act("a9", "t9", "torture", place="p2"),),
    )
    document = code_document(
        rows=rows, content=b"the whole text", content_type="text/plain", actor=who("coder")
    )
    assert current_workspace().blobs.read(document.content) == b"the whole text"
    assert document.content_size == 14
    assert lines("a9") == 1
    [statement] = document.statements.all()
    key = search_key(SearchKind.STATEMENT, statement.pk)
    assert SearchText.objects.get(pk=key).words.startswith("seen by us")
    text = SearchText.objects.get(pk=search_key(SearchKind.DOCUMENT, document.pk, 1))
    assert text.words == "the whole text"
    assert verify().sound


def test_a_destroyed_document_leaves_nothing_of_itself() -> None:
    bring_in()
    rows = Workbook(
        documents=(Document("d9", "Another", ("s1",), "yes"),),
        statements=(Statement("t9", "d9", ("s1",), "asserts", "first_hand", quote="a canary"),),
        acts=(Act("a9", "t9", "torture"),),
    )
    before = derived_tables()
    document = code_document(rows=rows, content=b"a canary", actor=who("coder"))
    judge(kind="incident", left="a1", right="a9", decision="same", actor=who("B"))
    blob = document.content
    destroy(document, reason="Asked for.", actor=who("keeper"))
    assert whole() == CASE
    assert derived_tables() == before
    assert blob not in current_workspace().blobs
    assert verify().sound


def test_a_document_that_others_refer_to_is_not_destroyed() -> None:
    bring_in()
    with raises_saying(StillReferredTo, "Destroy those rows first"):
        destroy(models.Document.objects.get(ref="d1"), reason="Asked for.", actor=who("keeper"))
    assert whole() == CASE
    assert Mention.objects.count() == 3
