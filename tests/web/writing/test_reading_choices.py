"""What a file leaves open is asked on the page of its draft, and the file is read again as was chosen."""

from django.test import Client

from isthmus.actions.desk.jobs import run_next
from isthmus.store.desk.models import DerivedCopy
from isthmus.store.desk.queries.document_texts import stored_text
from isthmus.store.desk.scratch.models import Draft
from tests.walls import reads_foreign_kinds
from tests.web.writing.test_coding_files import begun, put_in

TEXT = "По словам адвоката, в мае в селе задержали двенадцать человек."
CHAT = b"03/04/2021, 10:00 - Ann: twelve were held in March 2017\n05/04/2021, 10:00 - Bob: b\n"


def page(signed_in: Client, draft: Draft) -> str:
    while run_next():
        pass
    return signed_in.get(f"/code/{draft.pk}/").content.decode()


def choose(signed_in: Client, draft: Draft, **chosen: str) -> str:
    signed_in.post(f"/code/{draft.pk}/read-again/", chosen)
    return page(signed_in, draft)


@reads_foreign_kinds
def test_a_guess_is_shown_with_a_sample_and_chosen_otherwise(signed_in: Client) -> None:
    draft = begun(signed_in, TEXT.encode("koi8-r"), "letter.txt")
    shown = page(signed_in, draft)
    assert "A guess: Cyrillic (" in shown
    assert '<option value="koi8-r" selected>' in shown
    assert f'<p class="said" dir="auto">{TEXT}</p>' in shown
    shown = choose(signed_in, draft, charset="windows-1251")
    assert "Its letters are read as you chose: Cyrillic (Windows-1251)." in shown
    assert TEXT not in shown
    shown = choose(signed_in, draft, charset="koi8-r")
    assert TEXT in shown
    fields = {"statement-quote": "в мае в селе", "document-title": "A letter"}
    document = put_in(signed_in, draft, **fields)
    copy = DerivedCopy.objects.get()
    assert (copy.tool, copy.parameters) == ("isthmus.plain", "charset=koi8-r chosen")
    assert stored_text(document).text == TEXT


@reads_foreign_kinds
def test_the_order_of_day_and_month_is_asked_with_an_example_of_each(signed_in: Client) -> None:
    draft = begun(signed_in, CHAT, "chat.txt")
    shown = page(signed_in, draft)
    assert "Is 03/04/2021 in this chat written with the day or with the month first?" in shown
    assert "The day: 3 Apr 2021" in shown
    assert "The month: 4 Mar 2021" in shown
    shown = choose(signed_in, draft, order="month-first")
    assert 'data-part="Ann, 03/04/2021 (2021-03-04), 10:00"' in shown
    assert 'value="month-first" aria-pressed="true"' in shown
    shown = choose(signed_in, draft, order="day-first")
    assert 'data-part="Ann, 03/04/2021 (2021-04-03), 10:00"' in shown
    put_in(signed_in, draft)
    assert DerivedCopy.objects.get().parameters == "day-first chosen"


@reads_foreign_kinds
def test_of_a_chat_in_another_charset_both_are_asked_and_kept(signed_in: Client) -> None:
    draft = begun(signed_in, CHAT.replace(b"twelve", "двенадцать".encode("cp1251")), "chat.txt")
    shown = page(signed_in, draft)
    assert "A guess: Cyrillic (" in shown
    assert "No date of it decides." in shown
    choose(signed_in, draft, order="day-first")
    shown = choose(signed_in, draft, charset="windows-1251")
    assert "двенадцать" in shown
    assert "(2021-04-03)" in shown


@reads_foreign_kinds
def test_what_cannot_be_chosen_changes_nothing(signed_in: Client) -> None:
    draft = begun(signed_in, TEXT.encode("cp1251"), "letter.txt")
    page(signed_in, draft)
    assert TEXT in choose(signed_in, draft, charset="zip", order="year-first")
    plain = begun(signed_in, b"A plain text.", "plain.txt")
    assert signed_in.post(f"/code/{plain.pk}/read-again/", {"charset": "koi8-r"}).status_code == 302
    shown = page(signed_in, plain)
    assert "A plain text." in shown
    assert "Read again" not in shown
