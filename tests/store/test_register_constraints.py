"""What the database itself refuses, whatever code asks for it."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.models import RestrictedError

from isthmus.store.desk.models import (
    Account,
    Act,
    Authorship,
    Document,
    Judgement,
    Mention,
    NamedExport,
    Place,
    Replacement,
    Retraction,
    Source,
    Statement,
    Status,
    Term,
    Voice,
)
from tests.accounts import ADDED, the_owner, who


class Rows:
    """One sound row of each table, and ways to make more."""

    def __init__(self) -> None:
        self.source = Source.objects.create(ref="s1", name="A", kind="person")
        self.place = Place.objects.create(ref="p1", name="P")
        self.document = Document.objects.create(ref="d1", title="D", held="yes")
        self.statement = Statement.objects.create(
            ref="t1", document=self.document, stance="asserts", basis="told"
        )
        self.act = Act.objects.create(ref="a1", statement=self.statement, type="torture")
        self.mention = Mention.objects.create(ref="m1", act=self.act, role="victim", low=1)
        self.judgement = Judgement.objects.create(
            ref="j1",
            kind="retraction",
            left_statement=self.statement,
            decision="unsure",
            by="B",
            at="2020-01-01",
        )


@pytest.fixture
def rows() -> Rows:
    return Rows()


def judged(rows: Rows, **columns: object) -> Judgement:
    given = {"ref": "j2", "by": "B", "at": "2020-01-01", **columns}
    return Judgement(**given)


REFUSED: dict[str, Callable[[Rows], models.Model]] = {
    "two sources of one id": lambda rows: Source(ref="s1", name="B", kind="person"),
    "two acts of one id": lambda rows: Act(ref="a1", statement=rows.statement, type="torture"),
    "a source without an id": lambda rows: Source(ref="", name="B", kind="person"),
    "a source without a name": lambda rows: Source(ref="s2", name="", kind="person"),
    "an unknown source kind": lambda rows: Source(ref="s2", name="B", kind="friend"),
    "an unknown protection": lambda rows: Source(ref="s2", name="B", kind="person", protection="secret"),
    "an unknown reliability": lambda rows: Source(ref="s2", name="B", kind="person", reliability="6"),
    "contact that is neither yes nor no": lambda rows: Source(
        ref="s2", name="B", kind="person", contact="perhaps"
    ),
    "a source under its own control": lambda rows: Source(
        id=99, ref="s2", name="B", kind="person", affiliation_id=99
    ),
    "a place within itself": lambda rows: Place(id=99, ref="p2", name="B", parent_id=99),
    "an unknown precision": lambda rows: Place(ref="p2", name="B", precision="street"),
    "a document without a title": lambda rows: Document(ref="d2", title="", held="yes"),
    "a document half held": lambda rows: Document(ref="d2", title="B", held="half"),
    "a document with content but no type": lambda rows: Document(
        ref="d2", title="B", held="yes", content="ab", content_size=2
    ),
    "dates out of order": lambda rows: Document(
        ref="d2",
        title="B",
        held="yes",
        published_earliest=date(2020, 1, 2),
        published_latest=date(2020, 1, 1),
    ),
    "two authors in one place": lambda rows: Authorship(
        document=rows.document, source=rows.source, position=0
    ),
    "an unknown stance": lambda rows: Statement(
        ref="t2", document=rows.document, stance="hints", basis="told"
    ),
    "an unknown basis": lambda rows: Statement(
        ref="t2", document=rows.document, stance="asserts", basis="felt"
    ),
    "an unknown thing denied": lambda rows: Statement(
        ref="t2", document=rows.document, stance="denies", basis="told", denies="everything"
    ),
    "an unknown part in a statement": lambda rows: Voice(
        statement=rows.statement, source=rows.source, part="listener", position=0
    ),
    "a statement that retracts itself": lambda rows: Retraction(
        statement=rows.statement, retracted=rows.statement, position=0
    ),
    "an act of no type": lambda rows: Act(ref="a2", statement=rows.statement),
    "an act of no type and scope this": lambda rows: Act(ref="a2", statement=rows.statement, scope="this"),
    "an unknown scope": lambda rows: Act(ref="a2", statement=rows.statement, type="torture", scope="some"),
    "nobody mentioned": lambda rows: Mention(ref="m2", act=rows.act, role="victim", low=0),
    "fewer at most than at least": lambda rows: Mention(ref="m2", act=rows.act, role="victim", low=3, high=2),
    "an unknown role": lambda rows: Mention(ref="m2", act=rows.act, role="bystander", low=1),
    "an unknown kind of mention": lambda rows: Mention(
        ref="m2", act=rows.act, role="victim", low=1, kind="crowd"
    ),
    "an unknown status": lambda rows: Status(
        ref="u1", statement=rows.statement, mention=rows.mention, status="lost"
    ),
    "a judgement of no kind": lambda rows: judged(rows, kind="place", decision="same"),
    "a decision of another kind": lambda rows: judged(
        rows, kind="retraction", left_statement=rows.statement, decision="same"
    ),
    "a judgement with one side missing": lambda rows: judged(
        rows, kind="person", left_mention=rows.mention, decision="same"
    ),
    "a judgement with sides of another kind": lambda rows: judged(
        rows, kind="person", left_act=rows.act, right_act=rows.act, decision="same"
    ),
    "examined with a side": lambda rows: judged(
        rows, kind="person", left_mention=rows.mention, right_mention=rows.mention, decision="examined"
    ),
    "a judgement by nobody": lambda rows: judged(
        rows, by="", kind="retraction", left_statement=rows.statement, decision="unsure"
    ),
    "a judgement undone by nobody": lambda rows: judged(
        rows,
        kind="retraction",
        left_statement=rows.statement,
        decision="unsure",
        withdrawn_at=datetime(2020, 1, 1, tzinfo=UTC),
    ),
    "a judgement undone by somebody at no time": lambda rows: judged(
        rows,
        kind="retraction",
        left_statement=rows.statement,
        decision="unsure",
        withdrawn_by_id=who("B").number,
    ),
    "a judgement made in no known way": lambda rows: judged(
        rows, kind="retraction", left_statement=rows.statement, decision="unsure", made="in_passing"
    ),
    "an account without a name": lambda rows: Account(name="", kind="account", added=ADDED),
    "an account of no known kind": lambda rows: Account(name="B", kind="guest", added=ADDED),
    "a second account of a name": lambda rows: Account(name=who("B").name, kind="account", added=ADDED),
    "a second owner": lambda rows: Account(name=f"not {the_owner().name}", kind="owner", added=ADDED),
    "a judgement that replaces itself": lambda rows: Replacement(
        judgement=rows.judgement, replaced=rows.judgement, position=0
    ),
    "a term twice": lambda rows: Term(list="type", code="stoning"),
    "a term without a code": lambda rows: Term(list="type", code=""),
    "names for no purpose": lambda rows: NamedExport(
        form="xlsx", purpose="", by_id=who("B").number, at=datetime(2020, 1, 1, tzinfo=UTC)
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_refuses(what: str, rows: Rows) -> None:
    Term.objects.create(list="type", code="stoning")
    Authorship.objects.create(document=rows.document, source=rows.source, position=0)
    who("B")
    the_owner("C")
    with pytest.raises(IntegrityError), transaction.atomic():
        REFUSED[what](rows).save(force_insert=True)


SOUND: dict[str, Callable[[Rows], models.Model]] = {
    "an act in general of no type": lambda rows: Act(ref="a2", statement=rows.statement, scope="general"),
    "examined without sides": lambda rows: judged(rows, kind="person", decision="examined"),
    "an open upper end": lambda rows: Mention(ref="m2", act=rows.act, role="victim", low=100),
    "an open date": lambda rows: Act(
        ref="a2", statement=rows.statement, type="torture", date_earliest=date(2020, 1, 1)
    ),
}


@pytest.mark.parametrize("what", SOUND)
def test_the_database_takes(what: str, rows: Rows) -> None:
    made = SOUND[what](rows)
    made.save(force_insert=True)
    assert made.pk


@pytest.mark.parametrize("referred", ["source", "place", "document", "statement", "act", "mention"])
def test_a_row_that_others_refer_to_can_not_go(referred: str, rows: Rows) -> None:
    Voice.objects.create(statement=rows.statement, source=rows.source, part="speaker", position=0)
    Act.objects.create(ref="a2", statement=rows.statement, type="torture", place=rows.place)
    Status.objects.create(ref="u1", statement=rows.statement, mention=rows.mention, status="held")
    with pytest.raises(RestrictedError):
        getattr(rows, referred).delete()


def test_the_database_keeps_references_without_django(rows: Rows) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE desk_act SET statement_id = 987654")
        with pytest.raises(DatabaseError):
            connection.check_constraints()
        transaction.set_rollback(True)
