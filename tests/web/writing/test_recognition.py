"""Scans in the desk: recognised page by page in the background, corrected, recognised again; quotes stay in place."""

import json
import re

import pytest
from django.test import Client
from PIL import Image

from isthmus.actions.desk import jobs
from isthmus.actions.desk.accounts import add_account
from isthmus.actions.desk.destroying import destroy
from isthmus.actions.desk.jobs import interrupt_unfinished, run_next
from isthmus.actions.desk.recognition import of_documents, of_drafts, pages, recognising
from isthmus.actions.desk.recognition.recognising import PageInWords
from isthmus.core.reading import Box, WordPlaces
from isthmus.core.reading.stored import boxes_json
from isthmus.store.desk.models import DerivedCopy, Document, Event, Statement
from isthmus.store.desk.queries.document_pages import forget_pages
from isthmus.store.desk.queries.document_texts import quotes_not_found, stored_text
from isthmus.store.desk.scratch.models import Draft, Job, RecognisedPage
from tests.accounts import the_owner
from tests.files.document.printed_pages import saved, scanned
from tests.passphrases import PASSWORD
from tests.walls import reads_foreign_kinds
from tests.web.test_doors import sign_in
from tests.web.writing.test_coding import typed
from tests.web.writing.test_coding_files import begun

pytestmark = reads_foreign_kinds
PAGES = {
    1: "Twelve men were held in March 2017.",
    2: "Two of them came home, and said nothing.",
    3: "The third page tells of a list.",
}


def in_words(number, text, languages=("rus",)):
    boxes = tuple(
        Box(word.start(), word.end(), 1000 + 500 * at, 1000, 400, 200, 90)
        for at, word in enumerate(re.finditer(r"\S+", text))
    )
    return PageInWords(text, boxes_json(number, WordPlaces(boxes, 0, languages)), languages)


class Recogniser:
    """Says what stands on each page, notes what it was asked, and stops the desk after some pages."""

    def __init__(self):
        self.texts, self.asked, self.pages_left = dict(PAGES), [], 1000

    def __call__(self, number, draw, asked=(), before=()):
        if not self.pages_left:
            raise jobs.JobCancellation
        self.pages_left -= 1
        self.asked.append((number, tuple(asked)))
        return in_words(number, self.texts[number], asked or ("rus",))


@pytest.fixture
def recogniser(monkeypatch):
    made = Recogniser()
    monkeypatch.setattr(recognising, "recognise_page", made)
    for module in (of_drafts, of_documents):
        monkeypatch.setattr(module, "installed_languages", lambda: ("kat", "rus"))
    forget_pages()
    return made


@pytest.fixture
def stranger(signed_in: Client) -> Client:
    """Another account's browser."""
    add_account(name="mara", password=PASSWORD, actor=the_owner("tester"))
    return sign_in()[0]


@pytest.fixture
def scan() -> bytes:
    """Three empty pages, of which the recogniser says what stands on them."""
    blank = [Image.new("L", (300, 400), shade) for shade in (250, 251, 252)]
    return saved(blank[0], "PDF", save_all=True, append_images=blank[1:])


def recognised(signed_in: Client, scan: bytes) -> Draft:
    draft = begun(signed_in, scan, "scan.pdf")
    run_next()
    run_next(is_slow=True)
    return Draft.objects.get(pk=draft.pk)


def put_in(signed_in: Client, draft: Draft, quote: str, **fields: str) -> Document:
    answer = signed_in.post(
        f"/code/{draft.pk}/",
        typed(draft.pk, **{"step": "submit", "statement-quote": quote, "look-dates": "1", **fields}),
    )
    assert answer.status_code == 302, answer.content.decode()
    return Document.objects.get()


def test_pages_without_words_are_recognised_and_quoted_to_the_page(signed_in, scan, recogniser):
    draft = begun(signed_in, scan, "scan.pdf")
    run_next()
    waiting = signed_in.get(f"/code/{draft.pk}/").content.decode()
    assert "as soon as other work is done" in waiting
    job = run_next(is_slow=True)
    assert (job.kind, job.state) == (of_drafts.KIND, Job.State.DONE)
    assert recogniser.asked == [(1, ()), (2, ()), (3, ())]
    page = " ".join(signed_in.get(f"/code/{draft.pk}/").content.decode().split())
    assert "The letters of 3 pages were recognised (Russian)." in page
    assert 'data-place="p. 2, ¶1" data-page="2" data-part="Page 2"' in page
    words = json.loads(signed_in.get(f"/code/{draft.pk}/page/2/words/").content)
    assert words["boxes"][0] == [0, 3, 1000, 1000, 400, 200, 90]
    document = put_in(signed_in, draft, "came home")
    statement = Statement.objects.get()
    assert statement.locator == "p. 2, ¶1"
    copy = DerivedCopy.objects.get()
    assert copy.tool == "pdfium + Tesseract"
    assert copy.parameters == "300 dpi; rus: 1-3"
    assert copy.language == "rus"
    assert not quotes_not_found([statement])
    marked = signed_in.get(f"/document/{document.uid}/page/2/?statement={statement.uid}").content.decode()
    assert marked.count('<rect class="asked"') == 1
    found = signed_in.post("/search/", {"words": "third"}, follow=True).content.decode()
    assert "/page/3/" in found
    assert not RecognisedPage.objects.exists()


def test_what_was_cut_off_goes_on_where_it_was(signed_in, scan, recogniser):
    draft = begun(signed_in, scan, "scan.pdf")
    run_next()
    recogniser.pages_left = 1
    job = run_next(is_slow=True)
    assert job.state == Job.State.CANCELLED
    assert Draft.objects.get(pk=draft.pk).text.strip() == PAGES[1]
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.RUNNING, ended=None
    )  # as a desk that was killed leaves it
    interrupt_unfinished()
    recogniser.pages_left = 1000
    assert run_next(is_slow=True).state == Job.State.DONE
    assert [number for number, _ in recogniser.asked] == [1, 2, 3]
    assert Draft.objects.get(pk=draft.pk).text == "\n\n".join(PAGES.values())


def test_it_is_stopped_and_begun_again_with_other_languages(signed_in, scan, recogniser):
    draft = begun(signed_in, scan, "scan.pdf")
    run_next()
    signed_in.post(f"/code/{draft.pk}/recognise/", {"stop": "1"})
    assert run_next(is_slow=True) is None
    signed_in.post(f"/code/{draft.pk}/recognise/", {"languages": ["kat", "rus", "../x"]})
    run_next(is_slow=True)
    assert recogniser.asked == [(number, ("kat", "rus")) for number in PAGES]
    assert {each.languages for each in RecognisedPage.objects.all()} == {"kat+rus"}


def test_what_somebody_corrected_stays_and_its_words_keep_their_places(signed_in, scan, recogniser):
    draft = recognised(signed_in, scan)
    address = f"/code/{draft.pk}/page/1/text/"
    assert PAGES[1] in signed_in.get(address).content.decode()
    signed_in.post(address, {"text": "Twelve young men were held in March 2017."})
    assert "Twelve young men" in Draft.objects.get(pk=draft.pk).text
    words = json.loads(signed_in.get(f"/code/{draft.pk}/page/1/words/").content)["boxes"]
    assert words[-1][2] == 1000 + 500 * 6
    recogniser.texts = dict.fromkeys(PAGES, "Other words.")
    signed_in.post(f"/code/{draft.pk}/recognise/", {"languages": ["kat"]})
    run_next(is_slow=True)
    text = Draft.objects.get(pk=draft.pk).text
    assert text == "Twelve young men were held in March 2017.\n\nOther words.\n\nOther words."
    put_in(signed_in, Draft.objects.get(pk=draft.pk), "young men were held")
    assert DerivedCopy.objects.get().parameters == "300 dpi; kat: 2-3; rus: 1; corrected: 1"


def test_a_draft_that_is_put_in_before_all_is_recognised_goes_on_as_a_document(signed_in, scan, recogniser):
    draft = begun(signed_in, scan, "scan.pdf")
    run_next()
    recogniser.pages_left = 1
    job = run_next(is_slow=True)
    Job.objects.filter(pk=job.pk).update(state=Job.State.WAITING, ended=None)
    document = put_in(signed_in, draft, "were held in March")
    assert stored_text(document).text.strip() == PAGES[1]
    recogniser.pages_left = 1000
    job = run_next(is_slow=True)
    assert (job.kind, job.state) == (of_documents.KIND, Job.State.DONE)
    assert [number for number, _ in recogniser.asked] == [1, 2, 3]
    assert stored_text(document).text == "\n\n".join(PAGES.values())
    assert DerivedCopy.objects.count() == 2
    assert not RecognisedPage.objects.exists()


def test_quotes_keep_their_places_when_a_document_is_recognised_again(signed_in, scan, recogniser):
    document = put_in(signed_in, recognised(signed_in, scan), "came home, and said nothing")
    statement = Statement.objects.get()
    recogniser.texts[2] = "Two of thern carne horne, and said nothinq."
    before = Event.objects.count()
    signed_in.post(f"/document/{document.uid}/recognise/", {"languages": ["kat"]})
    assert run_next(is_slow=True).state == Job.State.DONE
    assert Event.objects.count() == before + 1
    assert DerivedCopy.objects.count() == 2
    assert "nothinq" in stored_text(document).text
    assert not quotes_not_found([Statement.objects.select_related("document").get()])
    page = signed_in.get(f"/document/{document.uid}/page/2/?statement={statement.uid}").content.decode()
    assert '<rect class="asked"' in page
    assert f'id="quote-{statement.uid}"' in page


def test_the_text_of_a_documents_page_is_corrected_and_the_one_before_is_kept(signed_in, scan, recogniser):
    document = put_in(signed_in, recognised(signed_in, scan), "were held in March")
    address = f"/document/{document.uid}/page/1/text/"
    assert PAGES[1] in signed_in.get(address).content.decode()
    signed_in.post(address, {"text": "Twelve men were taken in March 2017."})
    assert stored_text(document).text.startswith("Twelve men were taken in March 2017.")
    assert DerivedCopy.objects.count() == 2
    assert [each.parameters for each in DerivedCopy.objects.order_by("at")][1].endswith("corrected: 1")
    signed_in.post(address, {"text": "Twelve men were taken in March 2017."})
    assert DerivedCopy.objects.count() == 2
    assert not quotes_not_found([Statement.objects.select_related("document").get()])
    for number in (0, 4):
        assert signed_in.get(f"/document/{document.uid}/page/{number}/text/").status_code == 404


def test_a_page_of_a_document_that_was_corrected_stays_when_it_is_recognised_again(
    signed_in, scan, recogniser
):
    document = put_in(signed_in, recognised(signed_in, scan), "were held in March")
    written = "Twelve men were taken in March 2017."
    signed_in.post(f"/document/{document.uid}/page/1/text/", {"text": written})
    recogniser.texts = dict.fromkeys(PAGES, "Other words.")
    recogniser.asked.clear()
    for asked in ({"languages": ["kat"]}, {"languages": ["rus"], "every": "1"}):
        signed_in.post(f"/document/{document.uid}/recognise/", asked)
        assert run_next(is_slow=True).state == Job.State.DONE
        assert stored_text(document).text == f"{written}\n\nOther words.\n\nOther words."
    assert [number for number, _ in recogniser.asked] == [2, 3, 2, 3]
    copies = [each.parameters for each in DerivedCopy.objects.order_by("at")]
    assert copies[-2:] == ["300 dpi; kat: 2-3; rus: 1; corrected: 1", "300 dpi; rus: 1-3; corrected: 1"]


def test_a_page_that_is_corrected_while_it_is_recognised_stays_as_it_was_written(
    signed_in, scan, recogniser, monkeypatch
):
    document = put_in(signed_in, recognised(signed_in, scan), "were held in March")
    signed_in.post(f"/document/{document.uid}/recognise/", {"languages": ["kat"]})

    def corrected_meanwhile(number, *rest):
        if number == 3:
            of_documents.correct_document_page(document, 1, "As it is printed.", actor=the_owner())
        return recogniser(number, *rest)

    monkeypatch.setattr(recognising, "recognise_page", corrected_meanwhile)
    assert run_next(is_slow=True).state == Job.State.DONE
    assert stored_text(document).text.startswith("As it is printed.\n\n")
    assert stored_text(document).corrected() == [1]


def test_a_part_of_a_picture_is_a_quote_and_opens_on_its_page(signed_in, scan, recogniser):
    fields = {"statement-locator": "p. 2, xywh=percent:10,20,30,40", "statement-wording": "paraphrase"}
    document = put_in(signed_in, recognised(signed_in, scan), "A stamp of the office", **fields)
    statement = Statement.objects.get()
    assert statement.locator == "p. 2, xywh=percent:10,20,30,40"
    whole = signed_in.get(f"/document/{document.uid}/").content.decode()
    assert f'href="/document/{document.uid}/page/2/?statement={statement.uid}"' in whole
    page = signed_in.get(f"/document/{document.uid}/page/2/?statement={statement.uid}").content.decode()
    assert 'class="asked" x="1000" y="2000"' in " ".join(page.split())
    assert "A part of the picture that a statement quotes" in page


def test_words_of_the_file_that_are_not_printed_are_told(signed_in, monkeypatch, recogniser):
    import typst

    layer = (
        "Twelve men were held in March 2017 by the police of the town, and nobody knew where they were. " * 3
    )
    content = typst.compile(layer.replace("2017", "7102").encode())
    recogniser.texts[1] = layer
    draft = begun(signed_in, content, "layer.pdf")
    run_next()
    run_next(is_slow=True)
    page = " ".join(signed_in.get(f"/code/{draft.pk}/").content.decode().split())
    assert "On page 1 the words that the file gives are not those that are printed." in page
    assert recogniser.asked == [(1, ())]
    signed_in.post(f"/code/{draft.pk}/recognise/", {"every": "1"})
    run_next(is_slow=True)
    assert "2017" in Draft.objects.get(pk=draft.pk).text


def test_a_page_that_cannot_be_recognised_has_no_words(signed_in, scan, monkeypatch):
    from isthmus.core.messages import Message
    from isthmus.files.document.errors import DocumentFault

    def fails(*_args: object) -> PageInWords:
        raise DocumentFault(Message("document.not_recognised"), Message("document.not_recognised_fix"))

    monkeypatch.setattr(recognising, "recognise_page", fails)
    monkeypatch.setattr(of_drafts, "installed_languages", lambda: ("rus",))
    draft = recognised(signed_in, scan)
    assert not draft.text.strip()
    assert "Recognise" in signed_in.get(f"/code/{draft.pk}/").content.decode()


def test_without_a_recogniser_it_is_said_what_to_install(signed_in, scan, monkeypatch):
    for module in (of_drafts, of_documents):
        monkeypatch.setattr(module, "installed_languages", tuple)
    monkeypatch.setattr("isthmus.web.desk.writing.draft_pages.installed_languages", tuple)
    draft = begun(signed_in, scan, "scan.pdf")
    run_next()
    assert run_next(is_slow=True) is None
    page = " ".join(signed_in.get(f"/code/{draft.pk}/").content.decode().split())
    assert "no program that recognises letters is on this machine" in page
    assert "apt install tesseract-ocr" in page


def test_the_pages_of_others_are_not_there(signed_in, stranger, scan, recogniser):
    draft = recognised(signed_in, scan)
    for address in ("page/1/", "page/1/words/", "page/1/text/", "recognition/"):
        assert stranger.get(f"/code/{draft.pk}/{address}").status_code == 404
    assert stranger.post(f"/code/{draft.pk}/recognise/", {"languages": ["kat"]}).status_code == 404
    assert stranger.post(f"/code/{draft.pk}/page/1/text/", {"text": "x"}).status_code == 404
    assert PAGES[1] in Draft.objects.get(pk=draft.pk).text


def test_what_is_destroyed_leaves_no_recognised_words(signed_in, scan, recogniser):
    document = put_in(signed_in, recognised(signed_in, scan), "were held in March")
    pages.keep_page({"document": document.uid}, 1, in_words(1, "A canary"), pages.RecognitionWanted())
    destroy(document, reason="asked to", actor=the_owner())
    assert not RecognisedPage.objects.exists()
    assert not DerivedCopy.objects.exists()


def test_a_picture_is_recognised_by_the_real_program(signed_in):
    """From an upload to a quote: a scan in Russian, which lies on its side, by Tesseract behind its walls."""
    draft = begun(signed_in, scanned("rus", turned=90), "scan.pdf")
    run_next()
    assert run_next(is_slow=True).state == Job.State.DONE
    text = Draft.objects.get(pk=draft.pk).text
    assert "мужчин задерживали" in text
    assert text.count("2017") == 6
    words = json.loads(signed_in.get(f"/code/{draft.pk}/page/1/words/").content)
    assert words["height"] > words["width"]
    assert len(words["boxes"]) > 100
