"""Further statements of a document that is in the register, and a text that is pasted a second time."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from isthmus.actions.desk.coding.drafts import body_of, find_draft
from isthmus.actions.desk.coding.submission import document_ref, submit_draft
from isthmus.actions.desk.destroying import destroy
from isthmus.actions.desk.history import history_of
from isthmus.actions.desk.verification import verify
from isthmus.store.desk.models import Document, Source, Statement
from isthmus.store.desk.scratch.models import Draft
from tests.accounts import the_owner, who
from tests.web.reading.pages import text_of
from tests.web.writing.test_coding import TEXT, begin, save


@pytest.fixture
def document(signed_in: Client) -> Document:
    """A document in the register with one statement."""
    save(signed_in, begin(signed_in), step="submit")
    return Document.objects.get()


def more(browser: Client, document: Document):
    answer = browser.post(reverse("code_more", args=[document.uid]))
    assert answer.status_code == 302
    return Draft.objects.get().pk


def test_more_is_coded_from_a_document_with_its_text_and_without_asking_for_it_again(signed_in, document):
    uid = more(signed_in, document)
    page = signed_in.get(reverse("draft", args=[uid]))
    assert "1 statement of it is in the register already" in text_of(page.content)
    assert TEXT.splitlines()[0] in page.content.decode()
    assert 'name="document-title"' not in page.content.decode()
    given = {"statement-quote": "", "statement-locator": "", "mention-0-low": "3", "mention-0-high": ""}
    answer = save(signed_in, uid, **given, step="submit")
    assert answer.redirect_chain[-1][0] == f"/document/{document.uid}/"
    assert [each.document for each in Statement.objects.all()] == [document, document]
    assert not Draft.objects.exists()
    assert verify().sound
    assert history_of(Statement.objects.latest("pk").uid)[0].action == "code_more"
    assert Document.objects.get().title == document.title


def test_pressing_again_opens_the_draft_that_was_begun(signed_in, document):
    assert more(signed_in, document) == more(signed_in, document)


def test_a_kill_between_the_two_databases_puts_nothing_in_twice(signed_in, document):
    uid = more(signed_in, document)
    save(signed_in, uid, step="save")
    draft = find_draft(the_owner("coder"), uid)
    kept = Draft(**{each.attname: getattr(draft, each.attname) for each in Draft._meta.concrete_fields})
    submit_draft(draft, actor=the_owner("coder"), at=timezone.now())
    kept.save(force_insert=True)
    submit_draft(find_draft(the_owner("coder"), uid), actor=the_owner("coder"), at=timezone.now())
    assert Statement.objects.filter(ref__startswith=document_ref(kept)).count() == 1


def test_a_draft_whose_document_was_destroyed_says_so_and_keeps_what_was_typed(signed_in, document):
    uid = more(signed_in, document)
    save(signed_in, uid, step="save")
    Draft.objects.filter(pk=uid).update(text="")
    destroy(Document.objects.get(), reason="Asked for.", actor=who("keeper"))
    if not Draft.objects.exists():  # it held texts of the document, and went with it
        assert "2 drafts" not in text_of(signed_in.get("/code/").content)
        return
    answer = save(signed_in, uid, step="submit")
    assert "no longer in the register" in text_of(answer.content)
    assert body_of(Draft.objects.get()).statements
    assert Source.objects.exists()


def test_a_text_that_is_held_already_is_recognised_and_another_one_can_be_begun(signed_in, document):
    again = signed_in.post("/code/", {"text": TEXT})
    assert again.status_code == 409
    page = text_of(again.content)
    assert "We hold this already" in page
    assert document.title in page
    assert not Draft.objects.exists()
    anew = signed_in.post("/code/", {"text": TEXT, "anew": "1"})
    assert anew.status_code == 302
    assert Draft.objects.get().more_of is None


def test_nothing_is_recognised_in_an_empty_beginning(signed_in, document):
    assert signed_in.post("/code/", {"text": ""}).status_code == 302
