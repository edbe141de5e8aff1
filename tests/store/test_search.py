"""Search over everything: what is found, by which kind and why, on both databases; bad input; what is closed."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection

from isthmus.actions.desk.code_document import code_document
from isthmus.actions.desk.destroying import destroy
from isthmus.core.workbook.rows import Act, Document, Mention, Place, Source, Statement, Workbook
from isthmus.store.desk import models
from isthmus.store.desk.derive import derived_differences
from isthmus.store.desk.integrity import check_derived
from isthmus.store.desk.models import SearchKind, SearchText, SearchWord
from isthmus.store.desk.queries.search import Search, persons_found, statements_found
from tests.accounts import who
from tests.actions.cases import bring_in

TEXT = "On Monday the police came.\n\nAccording to Щербаков, two men were taken to Upper Field."

ROWS = Workbook(
    sources=(
        Source("s1", "Radio Łódź", "outlet"),
        Source("s2", "Hidden Person", "person", protection="sealed", note="a sealed note"),
        Source("s3", "Gazette", "outlet", note="Its editor left in spring."),
    ),
    places=(Place("p1", "Groznenskaya", other_names="Грозненская"), Place("p2", "حلب")),
    documents=(
        Document("d1", "Monday report", ("s1",), "yes"),
        Document("d2", "Secret memo", ("s2",), "yes", protection="sealed"),
    ),
    statements=(
        Statement("t1", "d1", ("s1",), "asserts", "first_hand", quote="As Королёв said, the house burned."),
        Statement("t2", "d2", ("s2",), "asserts", "first_hand"),
    ),
    acts=(Act("a1", "t1", "torture", place="p1", note="The coder doubts the date."),),
    mentions=(
        Mention("m1", "a1", "victim", 1, 1, name="أحمد عبد الله", occupation="teacher"),
        Mention("m2", "a1", "victim", 1, 1, name="Магомед Щербаков"),
        Mention("m3", "a1", "victim", 1, 1, name="Unseen Name", protection="sealed"),
    ),
)
MODELS: dict[SearchKind, Any] = {
    SearchKind.STATEMENT: models.Statement,
    SearchKind.DOCUMENT: models.Document,
    SearchKind.SOURCE: models.Source,
    SearchKind.PLACE: models.Place,
    SearchKind.MENTION: models.Mention,
    SearchKind.SOURCE_NOTE: models.Source,
    SearchKind.ACT_NOTE: models.Act,
}


def found(text: str) -> dict[str, list[str]]:
    """Return the ids of what is found by kind; those found by sound behind a ~."""
    search = Search(text)
    listed = {
        kind.name.lower(): [
            ("~" if hit.alike else "") + model._default_manager.get(pk=hit.row).ref
            for hit in search.hits(kind)
        ]
        for kind, model in MODELS.items()
    }
    return {kind: refs for kind, refs in listed.items() if refs}


def why(text: str, kind: SearchKind) -> Sequence[str]:
    search = Search(text)
    reasons = search.reasons(kind, search.hits(kind))
    return [each for listed in reasons.values() for each in listed]


@pytest.fixture
def rows() -> None:
    bring_in(ROWS)


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("korolev", {"statement": ["~t1"]}),
        ("королев", {"statement": ["t1"]}),
        ("Shcherbakov", {"statement": ["~t1"], "mention": ["~m2"]}),
        ("Ahmad", {"statement": ["~t1"], "mention": ["~m1"]}),
        ("احمد", {"statement": ["t1"], "mention": ["m1"]}),
        ("عبدالله", {"statement": ["t1"], "mention": ["m1"]}),
        ("Muhammad Scherbakov", {"statement": ["~t1"], "mention": ["~m2"]}),
        ("teacher", {"mention": ["m1"]}),
        ("radio lodz", {"source": ["s1"]}),
        ("Grozn", {"place": ["p1"]}),
        ("editor", {"source_note": ["s3"]}),
        ("doubts", {"act_note": ["a1"]}),
        ("monday", {"statement": ["t1"], "document": ["d1"]}),
        ("hidden", {}),
        ("secret", {}),
        ("unseen", {}),
        ("sealed", {}),
    ],
)
def test_each_kind_is_found_by_its_words_and_by_their_sounds(
    text: str, expected: dict[str, list[str]]
) -> None:
    assert found(text) == expected


@pytest.mark.usefixtures("rows")
def test_what_is_found_by_sound_says_why() -> None:
    assert why("Ahmad", SearchKind.MENTION) == ["script"]
    assert why("Shcherbakov", SearchKind.MENTION) == ["sound_in_script"]
    assert why("Мухаммад", SearchKind.MENTION) == ["form"]
    assert why("королев", SearchKind.STATEMENT) == []


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "%",
            "a",
            "ж",
            "_",
            "*",
            '"',
            "'",
            "''",
            "\\",
            "(",
            "a OR b",
            "NEAR(a b)",
            "^a",
            "-a",
            "a:b",
        ),
        *(
            "[a-z]+",
            "(?<x>.*)",
            ".*",
            "a" * 10_000,
            "ab " * 3_000,
            "'; DROP TABLE desk_searchtext; --",
            "\0",
            "½",
        ),
    ],
)
def test_no_input_is_more_than_words(text: str) -> None:
    for kind in SearchKind:
        Search(text[:200]).hits(kind)
    assert SearchText.objects.exists()


@pytest.mark.usefixtures("rows")
def test_the_text_of_a_document_is_found_by_its_passage_also_where_nothing_was_coded_from_it() -> None:
    document = code_document(
        rows=Workbook(documents=(Document("d9", "Bulletin", ("s1",), "yes"),)),
        content=TEXT.encode(),
        content_type="text/plain",
        actor=who("coder"),
    )
    [hit] = Search("taken field").hits(SearchKind.DOCUMENT)
    assert (hit.row, hit.part, hit.alike) == (document.pk, 1, False)
    assert found("Scherbakov")["document"] == ["~d9"]
    assert list(derived_differences()) == []


@pytest.mark.usefixtures("rows")
def test_what_is_destroyed_is_found_no_more_and_nothing_of_its_words_stays() -> None:
    code_document(
        rows=Workbook(documents=(Document("d9", "Bulletin", ("s1",), "yes"),)),
        content=b"only here stands kanarienvogel",
        content_type="text/plain",
        actor=who("coder"),
    )
    assert found("kanarienvogel") == {"document": ["d9"]}
    assert SearchWord.objects.filter(word="kanarienvogel").exists()
    destroy(models.Document.objects.get(ref="d9"), reason="a test", actor=who("coder"))
    assert found("kanarienvogel") == {}
    assert not SearchWord.objects.filter(word="kanarienvogel").exists()
    assert SearchWord.objects.filter(word="monday").exists()
    assert list(derived_differences()) == []


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="a server keeps no settings of an index")
@pytest.mark.usefixtures("rows")
def test_an_index_that_would_keep_what_is_deleted_is_told() -> None:
    assert list(check_derived()) == []
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO desk_searchindex (desk_searchindex, rank) VALUES ('secure-delete', 0)")
    assert [each.message.code for each in check_derived()] == ["integrity.words_differ"]


@pytest.mark.usefixtures("rows")
def test_people_and_statements_are_found_for_filters_and_choosers() -> None:
    assert [each.ref for each in persons_found("Ahmad")] == ["m1"]
    assert statements_found("Scherbakov") == [models.Statement.objects.get(ref="t1").pk]


@pytest.mark.usefixtures("rows")
def test_no_more_than_so_many_are_found_of_a_kind() -> None:
    assert len(Search("s").hits(SearchKind.MENTION, 1)) <= 1
    assert len(Search("a").hits(SearchKind.STATEMENT, 1)) <= 1
