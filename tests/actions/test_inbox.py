"""The inbox: what comes is told apart, kept under keys of its own, answered, and destroyed for good."""

import io
from dataclasses import replace
from datetime import date
from hashlib import sha256

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from isthmus.actions.desk.inbox import opened
from isthmus.actions.desk.inbox.answering import AnswerRefused, answer, sealed_answer
from isthmus.actions.desk.inbox.bringing_in import ArrivedItem, bring_in
from isthmus.actions.desk.inbox.documents import make_document
from isthmus.actions.desk.inbox.keeping import (
    change_thread,
    destroy_threads,
    mark_seen,
    note_on,
    put_away,
)
from isthmus.actions.desk.inbox.kept_files import file_of, kept_items, read_file
from isthmus.actions.desk.inbox.opened import InboxChanged, OpenInbox
from isthmus.actions.desk.verification import verify
from isthmus.core.inbox.heads import ThreadState
from isthmus.core.inbox.threads import folded
from isthmus.core.seal.age_file import public_half
from isthmus.core.seal.faults import SealRefused
from isthmus.core.seal.frames import frames_of
from isthmus.core.seal.letters import seal_letter
from isthmus.core.seal.sizes import LetterSize
from isthmus.core.seal.values import Letter, ReadAnswer
from isthmus.core.unseal.faults import UnsealRefused
from isthmus.core.unseal.letters import ReceivedAnswer, open_letter
from isthmus.files.letters import chance
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.letter_keyring import open_letter_keyring
from isthmus.store.desk.models import Event
from isthmus.store.desk.scratch.models import Draft, LetterItem
from tests.accounts import the_owner
from tests.letters_case import (
    DAY,
    ORGANISATION,
    YEAR,
    Codename,
    attachments,
    forget_keyring,
    letter,
    new_keyring,
    sealed_to_two,
)
from tests.passphrases import ANOTHER
from tests.walls import reads_foreign_kinds

pytestmark = pytest.mark.django_db(databases=("default", "scratch"))
MARA, NOOR = Codename(1), Codename(2)


@pytest.fixture
def inbox():
    yield OpenInbox(the_owner().number, new_keyring())
    forget_keyring()


def came(inbox, *sealed):
    return bring_in(inbox, [ArrivedItem.of(f"{number}.age", each) for number, each in enumerate(sealed)])


def the_thread(inbox):
    [thread] = inbox.threads()
    return thread


def texts(inbox, thread):
    return [inbox.body(item).text for item in thread.letters]


def test_a_letter_by_three_couriers_is_there_once(inbox):
    first = letter("They are held.", MARA, number=1)
    told = came(inbox, first, letter("They are held.", MARA, number=1), first)
    assert (told.new, told.again, told.refused) == (1, 2, [])
    again = came(inbox, letter("They are held.", MARA, number=1))
    assert (again.new, again.again) == (0, 1)
    assert texts(inbox, the_thread(inbox)) == ["They are held."]


def test_the_same_id_with_another_text_is_both(inbox):
    told = came(inbox, letter("one", MARA, number=1), letter("other", MARA, number=1))
    assert (told.new, told.doubles) == (2, 1)
    thread = the_thread(inbox)
    assert sorted(texts(inbox, thread)) == ["one", "other"]
    assert thread.doubles == set(thread.letters)


def test_a_thread_is_its_answer_recipient_and_known_codenames_stand_first(inbox):
    came(inbox, letter("one", MARA), letter("two", MARA), letter("else", NOOR), letter("no answer wanted"))
    known, *others = inbox.threads()
    assert known.is_known
    assert sorted(texts(inbox, known)) == ["one", "two"]
    assert [each.is_known for each in others] == [False, False]
    assert [each.can_be_answered for each in inbox.threads()].count(False) == 1


def test_a_letter_with_a_victims_thread_and_another_key_lies_in_that_thread_alone(inbox):
    """Who can read a thread can write into it: its proof is of no letter but the attacker's own."""
    came(inbox, letter("of Mara", MARA, number=1))
    hers = the_thread(inbox)
    stranger = Codename(9)
    told = came(inbox, letter("of somebody", stranger, number=2))
    assert told.new == 1
    assert len(inbox.threads()) == 2
    item = answer(inbox, hers, "for Mara")
    found = open_letter(sealed_answer(inbox, inbox.thread(hers.item), item, LetterSize.FILE), [MARA.identity])
    assert isinstance(found.content, ReceivedAnswer)
    with pytest.raises(UnsealRefused):
        open_letter(sealed_answer(inbox, inbox.thread(hers.item), item, LetterSize.FILE), [stranger.identity])


def test_an_answer_proves_which_letter_it_answers_and_names_nobody(inbox):
    came(inbox, letter("Is anybody there?", MARA, number=1))
    thread = the_thread(inbox)
    item = answer(inbox, thread, "Yes.")
    thread = the_thread(inbox)
    assert thread.head.state is ThreadState.IN_TOUCH
    for size in LetterSize:
        sealed = sealed_answer(inbox, thread, item, size)
        assert len(sealed) == size
        received = open_letter(sealed, [MARA.identity]).content
        assert received.answer.text == "Yes."
        assert (received.answer.organisation, received.answer.number) == (ORGANISATION, 1)
        assert received.answer.letter == (1).to_bytes(16)
        assert received.is_proved_by(MARA.reply((1).to_bytes(16)).key)
        assert not received.is_proved_by(MARA.reply((2).to_bytes(16)).key)
    second = answer(inbox, the_thread(inbox), "And more.")
    assert the_thread(inbox).answers[second].number == 2


def test_what_cannot_be_answered_is_refused_and_nothing_is_kept(inbox):
    came(inbox, letter("no answer wanted"), letter("hers", MARA))
    alone = next(each for each in inbox.threads() if not each.can_be_answered)
    hers = next(each for each in inbox.threads() if each.can_be_answered)
    before = LetterItem.objects.count()
    with pytest.raises(AnswerRefused):
        answer(inbox, alone, "text")
    with pytest.raises(AnswerRefused):
        answer(inbox, hers, " \n")
    with pytest.raises(SealRefused):
        answer(inbox, hers, "я" * 20_000)
    assert LetterItem.objects.count() == before


def test_a_read_that_we_never_sent_is_an_alarm(inbox):
    came(inbox, letter("one", MARA, number=1))
    item = answer(inbox, the_thread(inbox), "ours")
    mac = the_thread(inbox).answers[item].mac[:8]
    came(inbox, letter("two", MARA, read=ReadAnswer(1, mac)))
    assert (the_thread(inbox).alarms, the_thread(inbox).read_up_to) == (frozenset(), 1)
    came(
        inbox,
        letter("three", MARA, read=ReadAnswer(2, mac)),
        letter("four", MARA, read=ReadAnswer(1, bytes(8))),
    )
    assert len(the_thread(inbox).alarms) == 2


def test_attachments_come_with_their_letter_or_after_it(inbox):
    attached, (picture, note) = attachments(("../picture.jpg", b"picture" * 50_000), ("note", b""))
    told = came(inbox, picture, letter("with files", MARA, attached=attached))
    assert (told.new, told.files, told.refused) == (1, 1, [])
    [[first, second]] = [each.files for each in the_thread(inbox).letters.values()]
    assert (first.item is None, second.item is None) == (False, True)
    told = came(inbox, note, picture)
    assert (told.files, told.again) == (1, 1)
    [[first, second]] = [each.files for each in the_thread(inbox).letters.values()]
    for file, content in ((first, b"picture" * 50_000), (second, b"")):
        assert b"".join(read_file(file.item, inbox.keyring.item_key(file.item))) == content
        assert b"picture" not in file_of(file.item).read_bytes()
        assert file_of(file.item).stat().st_mtime % 86_400 == 0  # a day, and no time


def test_what_no_letter_names_and_what_is_no_letter_is_refused_with_its_reason(inbox):
    _, [sealed] = attachments(("a", b"content"))
    attached, [own] = attachments(("b", b"other"))
    hung = replace(attached, files=[replace(attached.files[0], size=7, sha256=sha256(sealed).digest())])
    told = came(
        inbox,
        letter("hung", MARA, attached=hung),
        sealed,
        own,
        b"no letter",
        bytes(2_000_000),
        letter("changed")[:-1] + b"\0",
    )
    assert (told.new, told.files) == (1, 0)
    assert {message.code for _, message in told.refused} == {
        "letters.no_key",
        "inbox.no_letter_names_it",
        "letters.no_age_file",
        "inbox.neither",
        "letters.changed",
    }
    assert len(inbox.keyring.content.items) == LetterItem.objects.count()


def drawn(*frames):
    """A picture of codes beside each other, as on a screen that is photographed, saved as JPEG."""
    codes = [
        Image.fromarray(
            np.asarray(zxingcpp.create_barcode(each, zxingcpp.BarcodeFormat.QRCode).to_image(scale=4))
        )
        for each in frames
    ]
    page = Image.new("L", (sum(each.width + 40 for each in codes) + 40, codes[0].height + 80), 255)
    at = 40
    for each in codes:
        page.paste(each, (at, 40))
        at += each.width + 40
    kept = io.BytesIO()
    page.save(kept, "JPEG", quality=80)
    return kept.getvalue()


@reads_foreign_kinds
def test_photographs_of_codes_are_letters_whichever_two_are_there(inbox):
    sealed = seal_letter(
        Letter("in codes", bytes(16), "en", DAY), LetterSize.CODES, public_half(YEAR), chance()
    )
    one, two, three = frames_of(sealed)
    told = came(inbox, drawn(one), drawn(three))
    assert (told.new, told.refused) == (1, [])
    assert came(inbox, drawn(two, three)).again == 1
    assert came(inbox, drawn(one, two, three)).again == 1
    assert [message.code for _, message in came(inbox, drawn(one)).refused] == ["inbox.codes_missing"]
    false = one[:-1] + bytes([one[-1] ^ 1])
    assert came(inbox, drawn(false), drawn(one), drawn(two)).again == 1
    blank = io.BytesIO()
    Image.new("L", (80, 80), 255).save(blank, "PNG")
    damaged = drawn(one)[:500]
    codes = [message.code for _, message in came(inbox, blank.getvalue(), damaged).refused]
    assert codes == ["letters.no_code", "letters.no_code"]


def test_a_letter_that_was_sealed_to_several_is_known_as_that(inbox):
    foreign = sealed_to_two(letter("by hand", MARA))
    assert came(inbox, foreign).new == 1
    [head] = the_thread(inbox).letters.values()
    assert head.stanzas >= 2  # and the one of a chance size that this library adds


def test_an_answer_brought_in_is_no_letter(inbox):
    came(inbox, letter("one", Codename(7), number=1))
    item = answer(inbox, the_thread(inbox), "ours")
    sealed = sealed_answer(inbox, the_thread(inbox), item, LetterSize.FILE)
    assert came(inbox, sealed).refused[0][1].code == "letters.no_key"


def test_equal_letters_are_folded(inbox):
    came(inbox, *(letter("Buy gold", Codename(number)) for number in range(10, 15)), letter("mine", MARA))
    assert sorted(len(each) for each in folded(inbox.threads())) == [1, 5]


def test_what_is_known_of_a_thread_changes_once_for_each_look(inbox):
    came(inbox, letter("one", MARA))
    thread = the_thread(inbox)
    assert thread.unread
    mark_seen(inbox, thread)
    thread = the_thread(inbox)
    assert not thread.unread
    revision = inbox.revision(thread.item)
    change_thread(
        inbox, thread, revision, state=ThreadState.REFERRED, needs="a way out", destroy_by=date(2027, 1, 1)
    )
    note_on(inbox, the_thread(inbox), "called the lawyer", actor=the_owner())
    thread = the_thread(inbox)
    assert (thread.head.state, thread.head.needs) == (ThreadState.REFERRED, "a way out")
    assert [each.text for each in thread.head.notes] == ["called the lawyer"]
    assert (thread.is_due(date(2026, 12, 31)), thread.is_due(date(2027, 1, 1))) == (False, True)
    with pytest.raises(InboxChanged):
        change_thread(inbox, thread, revision, needs="typed on an old page")
    assert put_away(inbox, inbox.threads()) == 1
    assert the_thread(inbox).head.is_unwanted


def test_two_sessions_see_what_the_other_writes_and_do_not_overwrite_it(inbox):
    other = OpenInbox(the_owner().number, open_letter_keyring(current_workspace().folder, ANOTHER))
    came(inbox, letter("one", MARA))
    assert texts(other, the_thread(other)) == ["one"]
    revision = other.revision(the_thread(other).item)
    note_on(inbox, the_thread(inbox), "first", actor=the_owner())
    with pytest.raises(InboxChanged):
        change_thread(other, the_thread(other), revision, needs="second")


def test_nothing_of_the_inbox_is_in_the_log_but_documents_and_destroying_with_their_day(inbox):
    events = Event.objects.count()
    came(inbox, letter("They are held in a cellar.", MARA))
    thread = the_thread(inbox)
    mark_seen(inbox, thread)
    answer(inbox, the_thread(inbox), "Yes.")
    assert Event.objects.count() == events
    [item] = thread.letters
    draft = make_document(inbox, the_thread(inbox), item, "writer 1", actor=the_owner())
    kept = Draft.objects.get(pk=draft.pk)
    assert kept.text == "They are held in a cellar."
    assert kept.body["sources"][0] == kept.body["sources"][0] | {"name": "writer 1", "protection": "sealed"}
    destroy_threads(inbox, inbox.threads(), actor=the_owner())
    told = list(Event.objects.order_by("pk"))[events:]
    assert [each.action for each in told] == ["make_document_of_letter", "destroy_thread"]
    assert {(each.at.hour, each.at.minute) for each in told} == {(0, 0)}
    assert verify().sound


def test_what_is_destroyed_is_gone_with_its_keys(inbox):
    attached, [picture] = attachments(("p", b"content" * 1000))
    came(inbox, letter("one", MARA, attached=attached), picture, letter("other", NOOR))
    thread = next(each for each in inbox.threads() if any(head.files for head in each.letters.values()))
    [[file]] = [head.files for head in thread.letters.values()]
    path = file_of(file.item)
    assert path.exists()
    destroy_threads(inbox, [thread], actor=the_owner())
    assert not path.exists()
    assert texts(inbox, the_thread(inbox)) == ["other"]
    assert {item.hex() for item in inbox.keyring.content.items} == {
        each.hex for each in LetterItem.objects.values_list("uid", flat=True)
    }


@pytest.mark.parametrize("cut_off", ["destroy_items", "forget_files"])
def test_destroying_that_was_cut_off_is_finished_by_the_next_opening(inbox, cut_off, monkeypatch):
    attached, [picture] = attachments(("p", b"content"))
    came(inbox, letter("one", MARA, attached=attached), picture, letter("other", NOOR))
    thread = next(each for each in inbox.threads() if any(head.files for head in each.letters.values()))
    [[file]] = [head.files for head in thread.letters.values()]

    with monkeypatch.context() as patch:
        patch.setattr(
            *((inbox.keyring, cut_off) if cut_off == "destroy_items" else (opened, cut_off)), _killed
        )
        with pytest.raises(KeyboardInterrupt):
            destroy_threads(inbox, [thread], actor=the_owner())
    assert len(inbox.threads()) == 1
    again = OpenInbox(the_owner().number, inbox.keyring)
    assert texts(again, the_thread(again)) == ["other"]
    assert not file_of(file.item).exists()
    assert not LetterItem.objects.filter(is_going=True).exists()


def test_an_attachment_whose_letter_was_never_kept_goes_with_the_next_opening(inbox, monkeypatch):
    attached, [picture] = attachments(("p", b"content"))
    sealed = letter("one", MARA, attached=attached)
    with monkeypatch.context() as patch:
        patch.setattr(OpenInbox, "keep", _killed)
        patch.setattr(OpenInbox, "destroy", _killed)
        with pytest.raises(KeyboardInterrupt):
            came(inbox, sealed, picture)
    assert kept_items()
    again = OpenInbox(the_owner().number, inbox.keyring)
    assert (again.threads(), kept_items(), again.keyring.content.items) == ([], [], {})
    assert came(again, sealed, picture).files == 1


def _killed(*_):
    raise KeyboardInterrupt


def test_items_that_no_key_opens_are_counted_and_not_shown(inbox):
    came(inbox, letter("one", MARA))
    other = OpenInbox(the_owner().number, new_keyring())
    assert (other.threads(), other.shut_items()) == ([], 2)
