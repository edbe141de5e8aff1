"""What lists, doubts and repeated names say has its field where a document is coded, and its words on the pages."""

import re
from typing import Any
from uuid import UUID

from django.test import Client

from isthmus.actions.desk.coding import drafts
from isthmus.store.desk.models import Act, Document, Incident, Mention, Place, Statement
from isthmus.store.desk.scratch.models import Draft
from tests.web.writing.test_coding import begin, save

Page = str


def text_of(answer: Any) -> Page:
    return " ".join(answer.content.decode().split())


def key_of(uid: UUID, statement: int, mention: int = 0) -> str:
    return drafts.body_of(Draft.objects.get(pk=uid)).statements[statement].mentions[mention].key


def offered(page: Page, row: int) -> list[str]:
    found = re.search(rf'<select name="mention-{row}-within".*?</select>', page)
    return re.findall(r"<option value=\"g-[^>]*>([^<]*)<", found[0]) if found else []


def test_what_they_only_suspect_is_kept_and_shown_beside(signed_in: Client) -> None:
    save(signed_in, begin(signed_in), statement__stance="suspects", step="submit")
    assert Statement.objects.get().stance == "suspects"
    incident = Incident.objects.get()
    assert (incident.lines, incident.suspected) == (0, [Statement.objects.get().ref])
    page = text_of(signed_in.get(f"/incident/{incident.uid}/"))
    assert "Suspected by" in page
    assert "Nobody asserts it: it is only suspected." in page
    assert "only denied" not in page
    assert "speaks against it" not in page
    document = Document.objects.get()
    assert "Suspected by" in text_of(signed_in.get(f"/document/{document.uid}/"))
    person = Mention.objects.filter(role="victim").get()
    assert "suspected" in text_of(signed_in.get(f"/person/{person.uid}/"))
    assert "only suspected (1)" in text_of(signed_in.get("/"))


def test_the_form_says_what_each_stance_means(signed_in: Client) -> None:
    page = text_of(signed_in.get(f"/code/{begin(signed_in)}/"))
    assert 'value="suspects"' in page
    assert "it is shown, and counts for nothing" in page


def test_the_number_in_their_words_stands_where_numbers_stand(signed_in: Client) -> None:
    uid = begin(signed_in)
    save(signed_in, uid, mention__0__low="", mention__0__as_said="dozens", step="submit")
    mention = Mention.objects.get(role="victim")
    assert (mention.low, mention.high, mention.kind, mention.as_said) == (1, None, "group", "dozens")
    for page in (f"/document/{Document.objects.get().uid}/", f"/person/{mention.uid}/"):
        assert '<q dir="auto">dozens</q>' in text_of(signed_in.get(page))


def test_part_of_a_group_that_was_typed_in_another_statement(signed_in: Client) -> None:
    uid = begin(signed_in)
    save(signed_in, uid, step="next")
    second = {"statement": "1", "mention-0-low": "", "mention-0-name": "Person D", "mention-1-name": ""}
    page = text_of(save(signed_in, uid, **second))
    assert offered(page, 0) == ["Statement 1: at least 12"]
    assert offered(page, 1) == []
    save(signed_in, uid, **second, **{"mention-0-within": key_of(uid, 0)}, step="submit")
    inner = Mention.objects.get(name="Person D")
    assert inner.within == Mention.objects.get(role="victim", low=12)
    shown = text_of(signed_in.get(f"/person/{inner.uid}/"))
    assert "Part of the group: <bdi>at least 12 people</bdi>" in shown


def test_part_of_a_group_of_the_same_statement(signed_in: Client) -> None:
    uid = begin(signed_in)
    page = text_of(save(signed_in, uid, step="more"))
    assert offered(page, 2) == ["Statement 1: at least 12"]
    more = {
        "mentions": "3",
        "mention-2-role": "victim",
        "mention-2-low": "3",
        "mention-0-key": key_of(uid, 0),
    }
    save(signed_in, uid, **more, **{"mention-2-within": key_of(uid, 0)}, step="submit")
    assert Mention.objects.get(low=3).within == Mention.objects.get(low=12)


def test_a_group_that_was_taken_out_is_asked_about_at_its_field(signed_in: Client) -> None:
    uid = begin(signed_in)
    save(signed_in, uid, step="next")
    gone = key_of(uid, 0)
    second = {"statement": "1", "mention-0-low": "3", "mention-0-within": gone}
    save(signed_in, uid, **second)
    save(signed_in, uid, **second, step="remove:0")
    page = text_of(save(signed_in, uid, **second | {"statement": "0"}, step="submit"))
    assert not Document.objects.exists()
    assert "The group that they are part of was taken out. Choose another group, or none." in page
    assert offered(page, 0) == ["a group that was taken out"]
    save(signed_in, uid, **second | {"statement": "0", "mention-0-within": ""}, step="submit")
    assert Mention.objects.get(low=3).within is None


def test_groups_that_are_part_of_each_other_in_a_circle_are_refused(signed_in: Client) -> None:
    uid = begin(signed_in)
    both = {"mentions": "2", "mention-1-role": "victim", "mention-1-low": "3", "mention-1-name": ""}
    save(signed_in, uid, **both)
    one, two = key_of(uid, 0, 0), key_of(uid, 0, 1)
    keys = {"mention-0-key": one, "mention-1-key": two, "mention-0-within": two, "mention-1-within": one}
    page = save(signed_in, uid, **both, **keys, step="submit")
    assert not Document.objects.exists()
    assert "id_mention-0-within" in text_of(page)
    assert "“Part of the group” must never lead back" in text_of(page)


def test_what_a_list_and_a_statement_say_of_themselves_is_kept(signed_in: Client) -> None:
    uid = begin(signed_in)
    fields = {
        "document-lists_once": "people",
        "statement-wording": "paraphrase",
        "statement-apart": "yes",
        "mention-0-description": "drivers from the north",
        "mention-0-identifiers": "list-of-2017:104",
        "mention-0-other_names": "the drivers",
        "place-0-other_names": "North Town",
    }
    page = text_of(save(signed_in, uid, **fields))
    assert "People of different entries then count as different people" in page
    save(signed_in, uid, **fields, step="submit")
    assert Document.objects.get().lists_once == "people"
    assert Statement.objects.get().wording == "paraphrase"
    assert Act.objects.get().apart == "yes"
    assert Place.objects.get().other_names == "North Town"
    mention = Mention.objects.get(role="victim")
    assert (mention.description, mention.identifiers) == ("drivers from the north", "list-of-2017:104")
    document = text_of(signed_in.get(f"/document/{Document.objects.get().uid}/"))
    for words in ("each person once", "drivers from the north", "list-of-2017:104"):
        assert words in document


def test_a_wrong_identifier_is_said_at_its_field(signed_in: Client) -> None:
    uid = begin(signed_in)
    page = text_of(save(signed_in, uid, mention__0__identifiers="104", step="submit"))
    assert not Document.objects.exists()
    assert "id_mention-0-identifiers" in page
