"""Coding from files of other kinds: read in the background, quoted to the page, kept as they came."""

from email.message import EmailMessage
from uuid import UUID

import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from isthmus.actions.desk.coding.read_draft import KIND
from isthmus.actions.desk.copying import start_copy
from isthmus.actions.desk.destroying import destroy
from isthmus.actions.desk.jobs import run_next
from isthmus.core.reading import PartKind
from isthmus.core.workbook.came_in import digest_came_in
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Arrival, DerivedCopy, Document, Event, Statement
from isthmus.store.desk.queries.document_pages import forget_pages
from isthmus.store.desk.queries.document_texts import quotes_not_found, stored_text
from isthmus.store.desk.scratch.models import Draft, Job
from tests.accounts import the_owner, who
from tests.walls import reads_foreign_kinds
from tests.web.writing.test_coding import typed

FIRST, SECOND = "The permit was refused.", "Two speakers said that twelve were held in March 2017."


@pytest.fixture(scope="module")
def report() -> bytes:
    made = typst.compile(f"{FIRST}\n#pagebreak()\nAnother paragraph.\n\n#v(2cm)\n{SECOND}".encode())
    assert isinstance(made, bytes)
    return made


def begun(signed_in: Client, content: bytes, name: str = "report.pdf") -> Draft:
    answer = signed_in.post("/code/", {"file": SimpleUploadedFile(name, content), "anew": "1"})
    assert answer.status_code == 302
    return Draft.objects.get(pk=UUID(answer["Location"].split("/")[2]))


def put_in(signed_in: Client, draft: Draft, **fields: str) -> Document:
    fields = {
        "step": "submit",
        "statement-quote": "twelve were held in March 2017",
        "look-dates": "1",
        **fields,
    }
    signed_in.post(f"/code/{draft.pk}/", typed(draft.pk, **fields))
    return Document.objects.get()


@reads_foreign_kinds
def test_a_pdf_is_read_and_quoted_to_its_page(signed_in: Client, report: bytes) -> None:
    draft = begun(signed_in, report)
    waiting = signed_in.get(f"/code/{draft.pk}/")
    assert "The file is being read." in waiting.content.decode()
    assert waiting.headers["Refresh"].startswith("1;")
    job = run_next()
    assert job is not None
    assert (job.kind, job.state) == (KIND, Job.State.DONE)
    page = signed_in.get(f"/code/{draft.pk}/").content.decode()
    assert 'data-place="p. 1, ¶1" data-page="1" data-part="Page 1"' in page
    assert 'data-place="p. 2, ¶2"' in page
    assert f'href="/code/{draft.pk}/page/2/"' in page
    document = put_in(signed_in, draft)
    statement = Statement.objects.get()
    assert (statement.quote, statement.locator) == ("twelve were held in March 2017", "p. 2, ¶2")
    assert not quotes_not_found([statement])
    copy = DerivedCopy.objects.get()
    assert (copy.tool, copy.made_of, copy.document_id) == ("pdfium", document.content, document.pk)
    assert stored_text(document).places.kind is PartKind.PAGE
    assert bytes(current_workspace().blobs.read(document.content)) == report
    assert Arrival.objects.get().kind == "application/pdf"


@reads_foreign_kinds
def test_a_statement_opens_on_its_page_with_the_passage_marked(signed_in: Client, report: bytes) -> None:
    draft = begun(signed_in, report)
    run_next()
    document = put_in(signed_in, draft)
    statement = Statement.objects.get()
    whole = signed_in.get(f"/document/{document.uid}/").content.decode()
    assert f'class="quoted" href="/document/{document.uid}/page/2/"' in whole
    page = signed_in.get(f"/document/{document.uid}/page/2/?statement={statement.uid}").content.decode()
    assert '<rect class="asked"' in page
    assert "Page 2 of 2" in page
    assert FIRST not in page
    picture = signed_in.get(f"/document/{document.uid}/page/2/picture/")
    assert picture.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert picture.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    for number in (0, 3):
        assert signed_in.get(f"/document/{document.uid}/page/{number}/").status_code == 404


@reads_foreign_kinds
def test_words_of_uncoded_pages_are_found(signed_in: Client, report: bytes) -> None:
    draft = begun(signed_in, report)
    run_next()
    put_in(signed_in, draft)
    for word, page in (("permit", 1), ("paragraph", 2)):
        found = signed_in.post("/search/", {"words": word}, follow=True).content.decode()
        assert "A report" in found
        assert f'/page/{page}/">' in found


@reads_foreign_kinds
def test_a_file_that_is_broken_is_kept_and_the_draft_says_why(signed_in: Client) -> None:
    draft = begun(signed_in, b"%PDF-1.7 and no more")
    run_next()
    page = signed_in.get(f"/code/{draft.pk}/").content.decode()
    assert "It is kept as it came" in page
    document = put_in(signed_in, draft, **{"statement-wording": "paraphrase"})
    assert bytes(current_workspace().blobs.read(document.content)) == b"%PDF-1.7 and no more"
    assert not DerivedCopy.objects.exists()


def test_a_kind_that_no_program_reads_is_kept(signed_in: Client) -> None:
    draft = begun(signed_in, b"\x00\x01\x02 something else", "a.bin")
    assert run_next() is None
    page = signed_in.get(f"/code/{draft.pk}/").content.decode()
    assert "It is kept as it came" in page
    assert signed_in.get(f"/code/{draft.pk}/page/1/").status_code == 404


@reads_foreign_kinds
def test_reading_is_cancelled_and_coded_without_a_text(signed_in: Client, report: bytes) -> None:
    draft = begun(signed_in, report)
    job = Job.objects.get()
    signed_in.post(f"/jobs/{job.pk}/cancel/")
    assert "The file is being read." not in signed_in.get(f"/code/{draft.pk}/").content.decode()


@reads_foreign_kinds
def test_a_document_that_is_destroyed_takes_its_copy_along(signed_in: Client, report: bytes) -> None:
    draft = begun(signed_in, report)
    run_next()
    document = put_in(signed_in, draft)
    names = {document.content, DerivedCopy.objects.get().content}
    blobs = current_workspace().blobs
    assert names <= set(blobs.names())
    while run_next(is_slow=True):  # its pages are held against its words
        pass
    destroy(document, reason="asked for", actor=who("coder"))
    assert not DerivedCopy.objects.exists()
    assert not names & set(blobs.names())


@reads_foreign_kinds
def test_more_is_coded_from_its_pages(signed_in: Client, report: bytes) -> None:
    draft = begun(signed_in, report)
    run_next()
    document = put_in(signed_in, draft)
    signed_in.post(f"/document/{document.uid}/more/")
    page = signed_in.get(f"/code/{Draft.objects.get().pk}/").content.decode()
    assert 'data-place="p. 2, ¶2"' in page


@pytest.fixture(autouse=True)
def _no_pages() -> None:
    forget_pages()


@reads_foreign_kinds
def test_files_attached_to_a_mail_become_drafts_of_their_own(signed_in: Client, report: bytes) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "desk@example.org", "What I saw"
    mail.set_content("They were taken on Monday.\n")
    mail.add_attachment(report, maintype="application", subtype="pdf", filename="../report.pdf")
    mail.add_attachment("A list.\n", filename="list.txt")
    draft = begun(signed_in, mail.as_bytes(), "mail.eml")
    while run_next():
        pass
    drafts = {each.media_type: each for each in Draft.objects.all()}
    assert drafts.keys() == {"message/rfc822", "application/pdf", "text/plain"}
    assert "They were taken on Monday." in drafts["message/rfc822"].text
    assert drafts["message/rfc822"].pk == draft.pk
    assert SECOND in drafts["application/pdf"].text
    assert drafts["text/plain"].text == "A list.\n"
    assert drafts["application/pdf"].reading["within"] == "mail.eml"
    page = signed_in.get(f"/code/{drafts['application/pdf'].pk}/").content.decode()
    assert "report.pdf" in page


@reads_foreign_kinds
@pytest.mark.parametrize("first", ["message/rfc822", "text/plain"])
def test_an_attachment_and_its_mail_name_each_other_in_the_register_whichever_comes_first(
    signed_in: Client, first: str
) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "desk@example.org", first
    mail.set_content("They were taken on Monday.\n")
    mail.add_attachment(f"A list of {first}.\n", filename="list.txt")
    begun(signed_in, mail.as_bytes(), "mail.eml")
    while run_next():
        pass
    drafts = sorted(Draft.objects.all(), key=lambda each: each.media_type != first)
    for each in drafts:
        fields = {"step": "submit", "look-dates": "1", "statement-quote": each.text.split("\n")[0]}
        signed_in.post(f"/code/{each.pk}/", typed(each.pk, **fields))
    documents = {each.content_type: each for each in Document.objects.all()}
    letter, attached = documents["message/rfc822"], documents["text/plain"]
    assert digest_came_in(attached.own) == letter.sha256
    assert not letter.own
    for one, other, words in ((attached, letter, "It came in"), (letter, attached, "Attached to it")):
        page = signed_in.get(f"/document/{one.uid}/").content.decode()
        assert words in page
        assert f'<a href="/document/{other.uid}/">{other.ref}</a>' in page


@reads_foreign_kinds
def test_a_file_that_comes_later_is_read_and_its_quotes_are_looked_for(
    signed_in: Client, report: bytes
) -> None:
    answer = signed_in.post("/code/", {"text": "", "anew": "1"})
    draft = Draft.objects.get(pk=UUID(answer["Location"].split("/")[2]))
    document = put_in(signed_in, draft)
    file = SimpleUploadedFile("report.pdf", report)
    signed_in.post(f"/document/{document.uid}/hold/", {"file": file, "anew": "1"}, follow=True)
    job = run_next()
    assert job is not None
    assert (job.kind, job.state) == ("copy", Job.State.DONE)
    document.refresh_from_db()
    assert SECOND in stored_text(document).text
    assert not quotes_not_found(Statement.objects.select_related("document"))
    event = Event.objects.order_by("-sequence")[0]
    assert event.action == "read_file"
    assert start_copy(document, owner=the_owner()) is None


@reads_foreign_kinds
def test_several_files_are_begun_at_once(signed_in: Client, report: bytes) -> None:
    def files() -> list[SimpleUploadedFile]:
        return [SimpleUploadedFile("report.pdf", report), SimpleUploadedFile("note.txt", b"A note.")]

    page = signed_in.post("/code/", {"file": files()}, follow=True).content.decode()
    assert "2 drafts were begun." in page
    assert "report.pdf" in page
    while run_next():
        pass
    assert sorted(bool(each.text) for each in Draft.objects.all()) == [True, True]
    put_in(signed_in, Draft.objects.get(media_type="application/pdf"))
    document, note = Document.objects.get(), Draft.objects.get()
    page = signed_in.post("/code/", {"file": files()}, follow=True).content.decode()
    assert "0 drafts were begun." in page
    assert "2 files were left out; below stands why." in page
    assert "Held already, to the letter:" in page
    for held in (f"/document/{document.uid}/", f"/code/{note.pk}/"):
        assert f'<a href="{held}">' in page
    assert Draft.objects.get() == note


@reads_foreign_kinds
def test_what_the_text_does_not_show_of_its_file_is_said(signed_in: Client) -> None:
    page = b"<!doctype html><html><body><p>They were held.</p><img src='https://example.org/seen.png'></body></html>"
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "desk@example.org", "A page"
    mail.set_content("See the page.")
    mail.add_attachment(page, maintype="text", subtype="html", filename="page.html")
    draft = begun(signed_in, mail.as_bytes(), "letter.eml")
    assert run_next() is not None
    assert run_next() is not None
    shown = signed_in.get(f"/code/{draft.pk}/").content.decode()
    assert "They are not fetched" not in shown
    within = Draft.objects.exclude(pk=draft.pk).get()
    shown = signed_in.get(f"/code/{within.pk}/").content.decode()
    assert "It came in:" in shown
    assert f'<a href="/code/{draft.pk}/"><bdi>letter.eml</bdi></a>' in shown
    assert "They are not fetched: that would show where it is read." in shown


@reads_foreign_kinds
@pytest.mark.parametrize("pages", [1, 3])
def test_pages_without_words_are_looked_at_and_quoted_by_hand(signed_in: Client, pages: int) -> None:
    drawn = typst.compile("#pagebreak()".join(["#rect(width: 5cm)\n"] * pages).encode())
    assert isinstance(drawn, bytes)
    draft = begun(signed_in, drawn, "scan.pdf")
    assert run_next() is not None
    shown = signed_in.get(f"/code/{draft.pk}/").content.decode()
    assert 'id="as-printed"' in shown
    for number in range(1, pages + 1):
        assert f'src="/code/{draft.pk}/page/{number}/"' in shown
    document = put_in(
        signed_in, draft, **{"statement-quote": "Twelve were held.", "statement-locator": "p. 1"}
    )
    page = signed_in.get(f"/document/{document.uid}/").content.decode()
    assert "No text was found on its pages" in page
    assert f'href="/document/{document.uid}/page/{pages}/"' in page
    assert signed_in.get(f"/document/{document.uid}/page/{pages}/").status_code == 200
    assert quotes_not_found(Statement.objects.all()) == set()


@reads_foreign_kinds
def test_of_a_damaged_file_the_reason_is_shown_and_no_page(signed_in: Client) -> None:
    draft = begun(signed_in, b"%PDF-1.7\nnothing", "torn.pdf")
    assert run_next() is not None
    shown = signed_in.get(f"/code/{draft.pk}/").content.decode()
    assert "This file is damaged" in shown
    assert "as a picture" not in shown


def test_a_name_is_shown_as_it_is_written(signed_in: Client) -> None:
    """What turns letters around makes the end of a program look like that of a picture."""
    signed_in.post("/code/file/", {"file": SimpleUploadedFile("a", b"Words."), "path": "photo\u202egpj.exe"})
    signed_in.post("/code/", {"file": SimpleUploadedFile("b\u2066.txt", b"Other words.")})
    assert {each.file_name for each in Draft.objects.all()} == {"photogpj.exe", "b.txt"}
