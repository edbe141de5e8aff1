"""Pages of the inbox: hostile letters are inert in each, what was altered is told, what closes it leaves nothing."""

import gc
import re
import weakref
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from isthmus.actions.desk.inbox.kept_files import kept_items
from isthmus.actions.desk.inbox.opened import OpenInbox
from isthmus.actions.desk.inbox.rows import WRITES
from isthmus.core.inbox.threads import Thread
from isthmus.core.workbook.rows import Mention
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.letter_keyring import LETTER_KEYRING, open_letter_keyring
from isthmus.store.desk.scratch.models import LetterItem
from isthmus.web.desk.attempts import ATTEMPTS
from isthmus.web.desk.open_here import INBOXES
from tests.letters_case import (
    CHEAP,
    Codename,
    attachments,
    forget_keyring,
    letter,
    new_keyring,
    sealed_to_two,
)
from tests.passphrases import ANOTHER
from tests.web.judged import WORKBOOK
from tests.web.reading.pages import load, signed_in

MARA = Codename(1)
NAMES = ("../../x", "n" * 255, "a\u202egpj.exe", "<b>.svg", "con", ".", "a\u0301" * 120, "x\0y")
TEXTS = {
    "script": "<script>document.title='run'</script><svg onload=alert(1)><img src=x onerror=alert(1)>",
    "link": '<a href="javascript:alert(1)">x</a> javascript:alert(1) https://example.org {{ 7|add:7 }} {% now "Y" %}',
    "overrides": "\u202e\u2066" * 5_000,
    "one word": "w" * 31_000,
    "controls": "\0\x1b[2J\x9b\x07\u2028\u0085" * 50,
    "marks": "o" + "\u0336\u0489\u0300" * 4_000,
    "right to left": "سلام " * 1000,
}


@pytest.fixture(autouse=True)
def nothing_open():
    ATTEMPTS.clear()
    yield
    INBOXES.end_all()
    forget_keyring()


def opening(secret=ANOTHER, **session):
    browser = signed_in(veil=False, **session)
    answer = browser.post(reverse("open_inbox"), {"secret": secret})
    return browser, answer


def with_letters(*sealed, names=()):
    new_keyring().close()
    browser, _ = opening()
    files = [
        SimpleUploadedFile(names[at] if at < len(names) else f"{at}.age", each)
        for at, each in enumerate(sealed)
    ]
    browser.post(reverse("bring_in_letters"), {"files": files})
    return browser


def held() -> OpenInbox:
    [place] = INBOXES._places.values()
    return place.kept


def threads() -> list[Thread]:
    return held().threads()


def address(name, item, *more):
    return reverse(
        name, args=[each.hex() if isinstance(each, bytes) else each for each in uuids(item, *more)]
    )


def uuids(*items):
    from uuid import UUID

    return [UUID(bytes=each) for each in items]


def pages(browser):
    """Every page that shows anything of the threads, those that refuse a form as well."""
    for shown in ("", "?show=unread", "?show=away", "?show=alarms"):
        yield browser.get(reverse("inbox") + shown)
    for each in threads():
        yield browser.get(address("thread", each.item))
        yield browser.get(address("destroy_thread", each.item))
        yield browser.post(address("destroy_thread", each.item))
        yield browser.post(address("answer_thread", each.item), {"text": ""})
        yield browser.post(address("note_on_thread", each.item), {"note": ""})
        yield browser.post(address("keep_thread", each.item), {"state": "none"})
        for item in each.letters:
            yield browser.post(address("document_of_letter", each.item, item), {"alias": ""})


@pytest.mark.parametrize("kind", TEXTS)
def test_a_hostile_letter_is_inert_on_every_page(kind):
    attached, sealed = attachments(*((name, b"x") for name in NAMES))
    browser = with_letters(
        letter(TEXTS[kind][:32_000], MARA), letter("with files", MARA, attached=attached), *sealed
    )
    assert len(kept_items()) == len(NAMES)
    seen = list(pages(browser))
    assert {each.status_code for each in seen} == {200, 422}
    for each in seen:
        page = each.content.decode()
        assert "script-src" in each["Content-Security-Policy"]
        assert not re.search(r"<script>|<svg on|<img src=x|href=.javascript|<b>\.svg", page), kind
        assert not re.search(r"[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u2028]", page), kind
        assert "alert(1)</a>" not in page


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_an_attachment_leads_nowhere(name, settings):
    settings.DESK_PASSPHRASE_HOLDS = lambda given: given == "right"
    attached, [sealed] = attachments((name, b"content"))
    browser = with_letters(letter("with a file", MARA, attached=attached), sealed)
    [thread] = threads()
    [[file]] = [head.files for head in thread.letters.values()]
    where = address("attachment_file", thread.item, file.item)
    assert browser.post(where, {"secret": "wrong"}).status_code == 403
    assert browser.post(where, {"recipient": "age1nobody"}).status_code == 422
    answer = browser.post(where, {"secret": "right"})
    assert b"".join(answer.streaming_content) == b"content"
    said = answer["Content-Disposition"].removeprefix("attachment; filename*=UTF-8''")
    assert re.fullmatch(r"[A-Za-z0-9%._~-]+", said)
    assert not re.search(r"%2F|%5C|%00|%E2%80%AE|^\.", said)


def test_what_came_in_stays_nowhere_as_it_was_sent():
    sealed = letter("text", MARA)
    before = set(current_workspace().blobs.names())
    with_letters(sealed)
    assert set(current_workspace().blobs.names()) == before
    files = [path for path in current_workspace().folder.rglob("*") if path.is_file()]
    assert [path for path in files if sealed[200:400] in path.read_bytes()] == []


def test_altered_rows_are_told_on_the_pages():
    browser = with_letters(letter("one", MARA), letter("two", Codename(2)))
    one, two = threads()
    [item] = one.letters
    row = LetterItem.objects.get(uid=item.hex())
    LetterItem.objects.filter(pk=row.pk).update(body=bytes(row.body)[:-1] + b"\0")
    answer = browser.get(address("thread", one.item))
    assert (answer.status_code, "was altered since it was kept" in answer.content.decode()) == (200, True)
    assert browser.post(address("document_of_letter", one.item, item), {"alias": "w"}).status_code == 422
    LetterItem.objects.filter(uid=two.item.hex()).update(head=b"nothing", revision=7)
    WRITES.note()
    page = browser.get(reverse("inbox")).content.decode()
    assert "1 item that no key opens" in " ".join(page.split())
    assert browser.get(address("thread", two.item)).status_code == 404
    assert browser.post(reverse("remove_shut_letters")).status_code == 302
    assert "no key opens" not in browser.get(reverse("inbox")).content.decode()


def test_an_altered_answer_is_told_too():
    browser = with_letters(letter("one", MARA))
    [thread] = threads()
    browser.post(address("answer_thread", thread.item), {"text": "ours"})
    [[item]] = [each.answers for each in threads()]
    LetterItem.objects.filter(uid=item.hex()).update(body=b"nothing")
    answer = browser.get(address("thread", thread.item))
    assert (answer.status_code, "was altered since" in answer.content.decode()) == (200, True)
    assert browser.get(address("answer_file", thread.item, item)).status_code == 404


def test_an_answer_that_is_sent_twice_is_written_once_and_its_text_comes_back():
    browser = with_letters(letter("one", MARA))
    [thread] = threads()
    [item] = thread.letters
    given = {"text": "ours", "number": "1", "to": str(uuids(item)[0])}
    assert browser.post(address("answer_thread", thread.item), given).status_code == 302
    again = browser.post(address("answer_thread", thread.item), given)
    assert (again.status_code, ">ours</textarea>" in again.content.decode()) == (422, True)
    assert [len(each.answers) for each in threads()] == [1]


def test_wrong_passphrases_and_a_keyring_of_another_time_open_nothing():
    new_keyring().close()
    statuses = [opening("something else")[1].status_code for _ in range(6)]
    assert statuses == [403] * 5 + [429]
    ATTEMPTS.clear()
    path = current_workspace().folder / LETTER_KEYRING
    whole = path.read_bytes()
    later = whole.replace(b":1,", b":2,", 1)
    assert later != whole
    for other in (later, whole[:-1], b"", b"\0" * 100):
        path.write_bytes(other)
        assert opening()[1].status_code == 403
    path.unlink()
    assert opening()[1].status_code == 403
    assert INBOXES._places == {}


def test_every_address_of_it_asks_for_the_passphrase_first():
    browser = with_letters(letter("one", MARA))
    [thread] = threads()
    [item] = thread.letters
    INBOXES.end_all()
    for name, *more in (
        ("thread",),
        ("destroy_thread",),
        ("answer_thread",),
        ("keep_thread",),
        ("note_on_thread",),
        ("document_of_letter", item),
        ("answer_file", item),
        ("attachment_file", item),
    ):
        where = address(name, thread.item, *more)
        for answer in (
            browser.get(where),
            browser.post(where, {"sure": "1", "text": "t", "note": "n", "alias": "a"}),
        ):
            assert answer.status_code in {302, 405}, where
            if answer.status_code == 302:
                assert answer["Location"] == reverse("inbox")
    assert LetterItem.objects.count() == 2


def removed_slot(_):
    mine = open_letter_keyring(current_workspace().folder, ANOTHER)
    mine.add_slot("another one that was drawn", "Second", cost=CHEAP)
    second = open_letter_keyring(current_workspace().folder, "another one that was drawn")
    second.remove_slot("Desk")


def new_passphrase(_):
    mine = open_letter_keyring(current_workspace().folder, ANOTHER)
    mine.replace_passphrase("another one that was drawn", cost=CHEAP)


def in_time(_):
    [place] = INBOXES._places.values()
    place.until = 0.0
    INBOXES.sweep()


ENDS = {
    "closing": lambda browser: browser.post(reverse("close_inbox")),
    "locking": lambda browser: browser.post(reverse("lock")),
    "signing out": lambda browser: browser.post(reverse("sign_out")),
    "time": in_time,
    "the end of the program": lambda _: INBOXES.end_all(),
    "a slot that was removed": removed_slot,
    "a new passphrase": new_passphrase,
}


@pytest.mark.parametrize("end", ENDS)
def test_it_ends_with(end):
    drawn = ["Zaun", "koenig"]  # a word of no other test, whose objects may be there, too
    browser = with_letters(letter("".join(drawn) + " of the text", MARA))
    [item] = [each.item for each in threads()]
    assert "".join(drawn) in browser.get(address("thread", item)).content.decode()
    inbox = held()
    keyring, gone = inbox.keyring, weakref.ref(inbox.keyring)
    ENDS[end](browser)
    answer = browser.get(address("thread", item), follow=True)
    assert "".join(drawn) not in answer.content.decode()
    assert (INBOXES._places, inbox._heads, keyring._content, keyring._slot) == ({}, {}, None, None)
    del inbox, keyring, answer, browser
    gc.collect()
    assert gone() is None
    assert left_of("".join(drawn)) == []


def left_of(sought):
    """What in the process still holds a word: texts and bytes that anything refers to."""
    return [
        type(each).__name__
        for each in gc.get_objects()
        for inner in gc.get_referents(each)
        if inner is not sought
        # What stands for something else would be made to be it by isinstance.
        and (
            (issubclass(type(inner), str) and sought in inner)
            or (issubclass(type(inner), bytes | bytearray) and sought.encode() in inner)
        )
    ]


def test_others_may_open_this_stands_at_a_letter_that_was_sealed_to_several():
    browser = with_letters(sealed_to_two(letter("by hand", MARA)))
    [thread] = threads()
    assert b"others may open this" in browser.get(address("thread", thread.item)).content
    INBOXES.end_all()
    browser = with_letters(letter("on our page", MARA))
    [thread] = threads()
    assert b"others may open this" not in browser.get(address("thread", thread.item)).content


def test_what_was_refused_is_told_once_by_its_reason_and_in_no_cookie():
    new_keyring().close()
    browser, _ = opening()
    files = [SimpleUploadedFile(f"courier {number}.txt", b"no letter") for number in range(8)]
    answer = browser.post(reverse("bring_in_letters"), {"files": files})
    assert not any("courier" in each.value for each in browser.cookies.values())
    assert "courier" not in str(answer.headers)
    page = browser.get(reverse("inbox")).content.decode()
    assert page.count("This is no sealed letter") == 1
    assert "courier 0.txt" in page
    assert "and 3 more" in page
    assert "courier" not in browser.get(reverse("inbox")).content.decode()


def test_the_veil_hides_known_names_in_letters():
    browser = with_letters(letter("Adan Ivanov was there. So was the guard.", MARA))
    named = Mention("m9", "a2", "victim", 1, 1, kind="individual", name="Adan Ivanov")
    load(replace(WORKBOOK, mentions=(*WORKBOOK.mentions, named)))
    [thread] = threads()
    assert b"Adan Ivanov" in browser.get(address("thread", thread.item)).content
    browser.post(reverse("veil"), {"veil": "on", "next": "/"})
    for page in (browser.get(address("thread", thread.item)), browser.get(reverse("inbox"))):
        assert b"Ivanov" not in page.content
        assert b"guard" in page.content
