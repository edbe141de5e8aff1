"""Two sessions with the inbox at once, rows altered from outside, and kills: nothing is lost, or left over."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from isthmus.actions.desk.inbox import keeping, opened
from isthmus.actions.desk.inbox.answering import answer, sealed_answer
from isthmus.actions.desk.inbox.documents import make_document
from isthmus.actions.desk.inbox.keeping import change_thread, destroy_threads, mark_seen, note_on, put_away
from isthmus.actions.desk.inbox.kept_files import file_of, keep_file, kept_items
from isthmus.actions.desk.inbox.opened import InboxChanged, ItemAltered, OpenInbox
from isthmus.actions.desk.inbox.rows import WRITES
from isthmus.actions.desk.verification import verify
from isthmus.core.inbox.heads import KeptFile
from isthmus.core.seal.sizes import LetterSize
from isthmus.core.seal.values import ReadAnswer
from isthmus.core.unseal.letters import open_letter
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.letter_keyring import LetterKeyringShut, open_letter_keyring
from isthmus.store.desk.models import Event
from isthmus.store.desk.scratch.models import Draft, LetterItem
from tests.accounts import the_owner
from tests.actions.test_inbox import MARA, NOOR, came, inbox, texts, the_thread
from tests.letters_case import attachments, letter, new_keyring
from tests.passphrases import ANOTHER

__all__ = ["inbox"]

pytestmark = pytest.mark.django_db(databases=("default", "scratch"))


@pytest.fixture
def other(inbox):
    """The inbox of another session."""
    return OpenInbox(the_owner().number, open_letter_keyring(current_workspace().folder, ANOTHER))


def keys_and_rows(inbox):
    rows = {each.bytes for each in LetterItem.objects.values_list("uid", flat=True)}
    files = set(kept_items())
    assert not LetterItem.objects.filter(is_going=True).exists()
    assert set(inbox.keyring.content.items) == rows | files
    return len(rows), len(files)


def test_an_attachment_that_two_couriers_bring_at_once_is_kept_once(inbox):
    attached, [picture] = attachments(("p", b"content"))
    told = came(inbox, picture, letter("one", MARA, attached=attached), picture)
    assert (told.files, told.again, told.refused) == (1, 1, [])
    assert keys_and_rows(inbox) == (2, 1)
    destroy_threads(inbox, inbox.threads(), actor=the_owner())
    assert keys_and_rows(inbox) == (0, 0)


def test_a_letter_that_nobody_has_seen_is_not_destroyed_with_its_thread(inbox, other):
    came(inbox, letter("one", MARA))
    seen = the_thread(inbox)
    came(other, letter("two", MARA))
    with pytest.raises(InboxChanged):
        destroy_threads(inbox, [seen], actor=the_owner())
    assert sorted(texts(inbox, the_thread(inbox))) == ["one", "two"]
    destroy_threads(inbox, inbox.threads(), actor=the_owner())
    assert keys_and_rows(inbox) == (0, 0)


def test_nothing_is_kept_of_a_thread_that_was_destroyed_meanwhile(inbox, other):
    came(inbox, letter("one", MARA))
    seen = the_thread(inbox)
    [item] = seen.letters
    revision = inbox.revision(seen.item)
    destroy_threads(other, other.threads(), actor=the_owner())
    events = Event.objects.count()
    for doing in (
        lambda: answer(inbox, seen, "to nobody"),
        lambda: note_on(inbox, seen, "of nobody", actor=the_owner()),
        lambda: mark_seen(inbox, seen),
        lambda: change_thread(inbox, seen, revision, needs="nothing"),
        lambda: make_document(inbox, seen, item, "writer", actor=the_owner()),
        lambda: destroy_threads(inbox, [seen], actor=the_owner()),
    ):
        with pytest.raises(InboxChanged):
            doing()
    assert put_away(inbox, [seen]) == 0
    assert keys_and_rows(inbox) == (0, 0)
    assert (Draft.objects.count(), Event.objects.count()) == (0, events)


def test_two_tabs_of_one_session_lose_nothing_of_each_other(inbox):
    came(inbox, letter("one", MARA))
    seen = the_thread(inbox)
    revision = inbox.revision(seen.item)
    note_on(inbox, seen, "of one tab", actor=the_owner())
    inbox.heads()
    note_on(inbox, seen, "of the other", actor=the_owner())
    mark_seen(inbox, seen)
    put_away(inbox, [seen])
    with pytest.raises(InboxChanged):
        change_thread(inbox, seen, revision, needs="as it was before")
    head = the_thread(inbox).head
    assert [each.text for each in head.notes] == ["of one tab", "of the other"]
    assert (head.is_unwanted, len(head.seen)) == (True, 1)


def test_answers_of_two_who_write_at_once_have_numbers_of_their_own(inbox, other):
    came(inbox, letter("one", MARA))
    seen, as_well = the_thread(inbox), the_thread(other)
    first = answer(inbox, seen, "of one", number=seen.next_number)
    with pytest.raises(InboxChanged):
        answer(other, as_well, "of the other", number=as_well.next_number)
    second = answer(other, as_well, "of the other")
    answers = the_thread(inbox).answers
    assert [answers[first].number, answers[second].number] == [1, 2]
    assert keys_and_rows(inbox) == (4, 0)


def test_the_same_id_in_another_thread_is_marked_in_both(inbox):
    assert came(inbox, letter("hers", MARA, number=1)).doubles == 0
    assert came(inbox, letter("in her name", NOOR, number=1)).doubles == 1
    for each in inbox.threads():
        assert each.doubles == set(each.letters)
        assert inbox.thread(each.item) == each


def test_an_answer_stays_the_one_that_was_sent_when_another_letter_takes_the_id_of_its_letter(inbox):
    """Who can read a thread writes into it, with a key of their own: it changes nothing of what was answered."""
    came(inbox, letter("forged", MARA, number=1, day=replace_day(27)))
    came(inbox, letter("hers", MARA, number=1))
    item = answer(inbox, the_thread(inbox), "to the second")
    thread = the_thread(inbox)
    received = open_letter(sealed_answer(inbox, thread, item, LetterSize.FILE), [MARA.identity]).content
    assert received.mac == thread.answers[item].mac
    assert received.is_proved_by(MARA.reply((1).to_bytes(16)).key)
    came(inbox, letter("read", MARA, read=ReadAnswer(1, received.mac[:8])))
    assert the_thread(inbox).alarms == frozenset()


def replace_day(day):
    return datetime(2026, 11, day, tzinfo=UTC).date()


def row(item):
    return LetterItem.objects.get(uid=item.hex())


def test_what_was_sealed_of_one_item_is_nothing_in_the_place_of_another(inbox):
    came(inbox, letter("of Mara", MARA), letter("of Noor", NOOR))
    one, two = (next(iter(each.letters)) for each in inbox.threads())
    for name in ("head", "body"):
        here, there = row(one), row(two)
        mine, theirs = bytes(getattr(here, name)), bytes(getattr(there, name))
        LetterItem.objects.filter(pk=here.pk).update(**{name: theirs})
        LetterItem.objects.filter(pk=there.pk).update(**{name: mine})
    again = OpenInbox(the_owner().number, inbox.keyring)
    assert [each.letters for each in again.threads()] == [{}, {}]
    assert again.shut_items() == 2
    for item in (one, two):
        with pytest.raises(ItemAltered):
            again.body(item)


@pytest.mark.parametrize("altered", [b"", b"age-encryption.org/v1\n", "flip", "head"])
def test_an_altered_text_is_told_and_the_rest_of_its_thread_stays(inbox, altered):
    came(inbox, letter("one", MARA), letter("two", MARA))
    one, two = the_thread(inbox).letters
    kept = row(one)
    damaged = {"flip": bytes(kept.body)[:-1] + b"\0", "head": bytes(kept.head)}.get(altered, altered)
    LetterItem.objects.filter(pk=kept.pk).update(body=damaged)
    with pytest.raises(ItemAltered):
        inbox.body(one)
    assert inbox.body(two).text in {"one", "two"}


def test_letters_whose_thread_was_altered_are_led_to_anew_and_destroyed_with_all_of_it(inbox):
    came(inbox, letter("one", MARA), letter("two", NOOR))
    hers = next(each for each in inbox.threads() if texts(inbox, each) == ["one"])
    note_on(inbox, hers, "a note", actor=the_owner())
    whole = row(hers.item)
    LetterItem.objects.filter(pk=whole.pk).update(head=bytes(whole.head)[:-1] + b"\0")
    again = OpenInbox(the_owner().number, inbox.keyring)
    assert sorted(text for each in again.threads() for text in texts(again, each)) == ["one", "two"]
    assert [each.head.number for each in again.threads()] != [hers.head.number] * 2
    assert again.shut_items() == 1
    # It is put back out of a backup: then both are there, and go together.
    LetterItem.objects.filter(pk=whole.pk).update(head=whole.head, revision=99)
    WRITES.note()
    assert len(again.threads()) == 2
    destroy_threads(again, again.threads(), actor=the_owner())
    assert keys_and_rows(again) == (0, 0)


@pytest.mark.parametrize("cut_off", ["keep_items", "keep", "between"])
def test_bringing_in_that_was_cut_off_leaves_no_key_row_or_file(inbox, cut_off, monkeypatch):
    came(inbox, letter("before", NOOR))
    attached, [picture] = attachments(("p", b"content"))
    sealed = letter("one", MARA, attached=attached)
    with monkeypatch.context() as patch:
        patch.setattr(OpenInbox, "_forget_coming", killed)
        if cut_off == "keep_items":
            patch.setattr(inbox.keyring, "keep_items", killed)
        elif cut_off == "keep":
            patch.setattr(OpenInbox, "keep", killed)
        else:
            patch.setattr("isthmus.actions.desk.inbox.bringing_in.keep_file", killed_within)
        with pytest.raises(KeyboardInterrupt):
            came(inbox, sealed, picture)
    again = OpenInbox(the_owner().number, inbox.keyring)
    assert keys_and_rows(again) == (2, 0)
    assert [path for path in (current_workspace().folder / "letters").rglob("*") if path.is_file()] == []
    assert came(again, sealed, picture).files == 1


def killed(*_):
    raise KeyboardInterrupt


def killed_within(item, key, pieces):
    folder = file_of(item).parent
    folder.mkdir(parents=True, exist_ok=True)
    keep_file(item, key, pieces)
    file_of(item).rename(folder / ".isthmus-of-a-process-that-was-killed")
    raise KeyboardInterrupt


def test_a_batch_that_cannot_be_kept_leaves_nothing_and_can_come_again(inbox, monkeypatch):
    attached, [picture] = attachments(("p", b"content"))
    sealed = letter("one", MARA, attached=attached)
    with monkeypatch.context() as patch:
        patch.setattr(OpenInbox, "replace", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            came(inbox, sealed, picture)
    assert keys_and_rows(inbox) == (0, 0)
    assert came(inbox, sealed, picture).files == 1


def test_an_older_copy_of_the_database_costs_no_key_of_newer_letters(inbox):
    """Whoever puts yesterday's database beside today's keyring, and then today's again, has lost nothing."""
    attached, [picture] = attachments(("p", b"content"))
    came(inbox, letter("of today", MARA, attached=attached), picture)
    today = list(LetterItem.objects.values())
    LetterItem.objects.all().delete()
    again = OpenInbox(the_owner().number, inbox.keyring)
    assert again.threads() == []
    LetterItem.objects.bulk_create(LetterItem(**each) for each in today)
    again = OpenInbox(the_owner().number, inbox.keyring)
    assert texts(again, the_thread(again)) == ["of today"]
    assert keys_and_rows(again) == (2, 1)


def test_what_no_key_opens_is_removed_with_its_attachments_and_nothing_else(inbox):
    attached, [picture] = attachments(("p", b"content"))
    came(inbox, letter("one", MARA, attached=attached), picture)
    folder, files = current_workspace().folder, kept_items()
    for path in folder.glob("letters.keyring*"):
        path.unlink()
    now = OpenInbox(the_owner().number, new_keyring(folder))
    came(now, letter("two", NOOR))
    assert (now.shut_items(), kept_items()) == (2, files)
    assert now.remove_shut() == 2
    assert (now.shut_items(), texts(now, the_thread(now))) == (0, ["two"])
    assert keys_and_rows(now) == (2, 0)


def test_destroying_that_is_finished_later_is_in_the_log(inbox, monkeypatch):
    came(inbox, letter("one", MARA))
    events = Event.objects.count()
    with monkeypatch.context() as patch:
        patch.setattr(opened, "forget_files", killed)
        with pytest.raises(KeyboardInterrupt):
            destroy_threads(inbox, inbox.threads(), actor=the_owner())
    assert keys_and_rows(OpenInbox(the_owner().number, inbox.keyring)) == (0, 0)
    assert Event.objects.count() == events + 1


def test_what_the_log_cannot_take_is_not_destroyed(inbox, monkeypatch):
    came(inbox, letter("one", MARA))
    with monkeypatch.context() as patch:
        patch.setattr(keeping, "recorded", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            destroy_threads(inbox, inbox.threads(), actor=the_owner())
    assert texts(inbox, the_thread(inbox)) == ["one"]


def test_a_clock_that_goes_back_changes_no_order_and_the_log_holds(inbox, monkeypatch):
    came(inbox, letter("first", MARA))
    monkeypatch.setattr(keeping, "today", lambda: replace_day(1))
    monkeypatch.setattr("isthmus.actions.desk.inbox.bringing_in.today", lambda: replace_day(1))
    monkeypatch.setattr("isthmus.actions.desk.inbox.answering.today", lambda: replace_day(1))
    came(inbox, letter("second", MARA))
    assert texts(inbox, the_thread(inbox)) == ["first", "second"]
    answer(inbox, the_thread(inbox), "yes")
    destroy_threads(inbox, inbox.threads(), actor=the_owner())
    assert verify().sound


def test_nothing_is_written_once_it_is_closed(inbox):
    came(inbox, letter("one", MARA))
    seen = the_thread(inbox)
    inbox.end()
    for doing in (
        lambda: came(inbox, letter("two", MARA)),
        lambda: note_on(inbox, seen, "n", actor=the_owner()),
        lambda: answer(inbox, seen, "yes"),
        lambda: destroy_threads(inbox, [seen], actor=the_owner()),
        inbox.threads,
    ):
        with pytest.raises(LetterKeyringShut):
            doing()
    assert LetterItem.objects.count() == 2
    assert inbox._heads == {}


def test_an_attachment_whose_letter_was_altered_waits(inbox):
    attached, [picture] = attachments(("p", b"content"))
    came(inbox, letter("one", MARA, attached=attached))
    [item] = the_thread(inbox).letters
    whole = bytes(row(item).body)
    LetterItem.objects.filter(uid=item.hex()).update(body=whole[:-1] + b"\0")
    assert [each.code for _, each in came(inbox, picture).refused] == ["inbox.altered"]
    assert keys_and_rows(inbox) == (2, 0)
    LetterItem.objects.filter(uid=item.hex()).update(body=whole)
    assert came(inbox, picture).files == 1
    [[file]] = [each.files for each in the_thread(inbox).letters.values()]
    assert replace(file, item=None) == KeptFile("p", 7, attached.files[0].sha256)
