"""A quote that the text of its document lacks is marked wherever it is shown."""

from dataclasses import replace

import pytest
from django.test import Client

from isthmus.actions.desk.code_document import code_document
from isthmus.core.workbook.rows import Act, Document, Mention, Source, Statement, Workbook
from isthmus.store.desk.models import Act as ActRow
from isthmus.store.desk.models import Document as DocumentRow
from isthmus.store.desk.models import Mention as MentionRow
from tests.accounts import who

MARK = "Not found in the document"
STATEMENT = Statement("t1", "d1", ("s0",), "asserts", "first_hand", quote="taken by day")
WORKBOOK = Workbook(
    sources=(Source("s0", "Radio Valley", "outlet"),),
    documents=(Document("d1", "Broadcast", ("s0",), "yes"),),
    statements=(STATEMENT,),
    acts=(Act("a1", "t1", "killing", date="2017-03"), Act("a2", "t1", "killing", date="2018")),
    mentions=(Mention("m1", "a1", "victim", 1, 1), Mention("m2", "a2", "victim", 1, 1)),
)
TEXT = b"They were taken\n   at night."


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    """An empty register."""


def pages(client: Client, statement: Statement, protection: str = "") -> list[str]:
    """Return the pages that show the quote: of its document, its incident and a pair."""
    rows = replace(
        WORKBOOK,
        statements=(statement,),
        documents=(replace(WORKBOOK.documents[0], protection=protection),),
    )
    code_document(rows=rows, content=TEXT, content_type="text/plain", actor=who("tests"))
    acts, mentions = ActRow.objects.order_by("ref"), MentionRow.objects.order_by("ref")
    addresses = [
        f"/document/{DocumentRow.objects.get().uid}/",
        f"/incident/{acts[0].uid}/",
        f"/judge/incident/pair/?left={acts[0].uid}&right={acts[1].uid}",
        f"/judge/person/pair/?left={mentions[0].uid}&right={mentions[1].uid}",
    ]
    return [client.get(each).content.decode() for each in addresses]


def test_a_quote_that_is_not_there_is_marked_on_every_page(signed_in: Client) -> None:
    assert [page.count(MARK) for page in pages(signed_in, STATEMENT)] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    "statement",
    [
        replace(STATEMENT, quote="taken at night"),
        replace(STATEMENT, quote=""),
        replace(STATEMENT, wording="paraphrase"),
        replace(STATEMENT, wording="translation"),
        replace(STATEMENT, protection="sealed"),
    ],
)
def test_what_is_there_or_no_quote_or_sealed_is_not_marked(signed_in: Client, statement: Statement) -> None:
    assert [page.count(MARK) for page in pages(signed_in, statement)] == [0] * 4


def test_of_a_sealed_document_nothing_is_marked(signed_in: Client) -> None:
    assert [page.count(MARK) for page in pages(signed_in, STATEMENT, "sealed")] == [0] * 4


def test_a_quote_of_5000_words_is_marked_like_any_other(signed_in: Client) -> None:
    words = " ".join(f"word{n}" for n in range(5_000))
    assert [page.count(MARK) for page in pages(signed_in, replace(STATEMENT, quote=words))][:2] == [1, 1]
