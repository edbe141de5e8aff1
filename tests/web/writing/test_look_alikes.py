"""Names that are alike: listed on one page, judged by one key, undone; and what they would change, on the incident."""

import pytest
from django.test import Client

from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.core.workbook.rows import Act, Document, Judgement, Mention, Place, Source, Statement, Workbook
from isthmus.store.desk.models import Act as ActRow
from isthmus.store.desk.models import Incident
from isthmus.store.desk.models import Judgement as JudgementRow
from isthmus.store.desk.queries.look_alikes import alike_in_register, look_alikes
from tests.accounts import who

AT = "2026-01-01T00:00:00Z"
PAGE = "/judge/alike/"
WORKBOOK = Workbook(
    sources=(
        Source("s0", "Radio Valley", "outlet"),
        Source("s1", "radio valley", "outlet"),
        Source("s2", "Hidden Name", "person", protection="sealed"),
        Source("s3", "hidden name", "person"),
    ),
    places=(
        Place("p0", "Hill", precision="settlement"),
        Place("p1", "HILL", precision="settlement"),
        Place("p2", "Mount", "hill", precision="settlement"),
    ),
    documents=(Document("d1", "Broadcast", ("s0",), "yes"), Document("d2", "Another", ("s1",), "yes")),
    statements=(
        Statement("t1", "d1", ("s0",), "asserts", "first_hand", quote="He was killed."),
        Statement("t2", "d2", ("s1",), "asserts", "first_hand"),
    ),
    acts=(Act("a1", "t1", "killing", date="2017-03"), Act("a2", "t2", "killing", date="2017-03")),
    mentions=(Mention("m1", "a1", "victim", 1, 1), Mention("m2", "a2", "victim", 1, 1)),
    judgements=(Judgement("j1", "incident", "a1", "a2", "same", "R", AT),),
)


@pytest.fixture
def register(db: None) -> None:
    actor = who("tests")
    apply_import(plan_import(WORKBOOK), actor=actor)


def decided(client: Client, kind: str, left: str, right: str, decision: str) -> str:
    posted = {"kind": kind, "left": left, "right": right, "decision": decision, "page": "1"}
    return client.post(PAGE, posted, follow=True).content.decode()


def test_without_any_the_page_says_so(db: None, signed_in: Client) -> None:
    page = signed_in.get(PAGE).content.decode()
    assert "No names are alike." in page
    assert "names alike: are they one?" not in signed_in.get("/judge/").content.decode()


def test_all_are_listed_and_the_first_has_the_keys(register: None, signed_in: Client) -> None:
    page = signed_in.get(PAGE).content.decode()
    assert "2 groups of sources or places have names that are alike." in page
    assert page.count('data-key="s"') == page.count('data-key="d"') == 1
    assert "1 more has a name like these" in page
    assert "Hidden Name" not in page
    assert "hidden name" not in page
    assert "2 groups of sources or places" in signed_in.get("/judge/").content.decode()


def test_judged_the_same_they_are_one_and_an_undo_brings_them_back(register: None, signed_in: Client) -> None:
    assert Incident.objects.get().lines == 2
    page = decided(signed_in, "source", "s0", "s1", "same")
    made = JudgementRow.objects.get(kind="source")
    assert (made.decision, made.made, made.by) == ("same", "one_by_one", "coder")
    assert Incident.objects.get().lines == 1
    assert "The last pair: you said" in page
    assert "1 group of sources or places has" in page
    signed_in.post(f"/judge/{made.uid}/undo/", {"next": PAGE})
    assert Incident.objects.get().lines == 2
    assert "2 groups" in signed_in.get(PAGE).content.decode()


def test_of_three_alike_each_pair_is_asked_about_in_turn(register: None, signed_in: Client) -> None:
    decided(signed_in, "place", "p0", "p1", "different")
    (group,) = (each for each in look_alikes() if each.kind == "place")
    assert group.ids == ("p0", "p1", "p2")
    decided(signed_in, "place", "p0", "p2", "same")
    assert [each.kind for each in look_alikes()] == ["source"]


def test_what_is_not_open_any_more_is_left_as_it_is(register: None, signed_in: Client) -> None:
    decided(signed_in, "source", "s0", "s1", "different")
    assert "not open any more" in decided(signed_in, "source", "s0", "s1", "same")
    assert "not open any more" in decided(signed_in, "place", "p0", "p1", "unsure")
    assert "not open any more" in decided(signed_in, "person", "m1", "m2", "same")
    assert JudgementRow.objects.filter(kind="source").count() == 1
    assert signed_in.get(f"{PAGE}?last=nonsense&page=99").status_code == 200


def test_an_incident_says_what_it_would_have_if_they_were_one(register: None, signed_in: Client) -> None:
    address = f"/incident/{ActRow.objects.get(ref='a1').uid}/"
    page = " ".join(signed_in.get(address).content.decode().split())
    assert "There would be 1 if" in page
    assert f'<a href="{PAGE}">' in page
    decided(signed_in, "source", "s0", "s1", "different")
    assert "There would be 1 if" not in signed_in.get(address).content.decode()


def test_a_name_is_looked_for_among_the_known_ones_and_sealed_ones_are_not(register: None) -> None:
    assert alike_in_register("source", "RADIO-VALLEY") == ("s0", "s1")
    assert alike_in_register("source", "Hidden name") == ("s3",)
    assert alike_in_register("place", "hill") == ("p0", "p1", "p2")
    assert alike_in_register("source", "?") == ()
