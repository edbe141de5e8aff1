"""Answers: to a letter, by its answer key, which proves them to its writer alone."""

from dataclasses import replace

from isthmus.actions.desk.inbox.items import new_item
from isthmus.actions.desk.inbox.opened import Body, InboxChanged, OpenInbox, today
from isthmus.core.inbox.heads import AnswerHead, LetterHead, ThreadState
from isthmus.core.inbox.threads import Thread
from isthmus.core.messages import Message, MessageError
from isthmus.core.seal.letters import answer_mac, seal_answer
from isthmus.core.seal.sizes import LetterSize
from isthmus.core.seal.values import Answer
from isthmus.files.letters import chance

__all__ = ["AnswerRefused", "answer", "answered_letter", "sealed_answer"]


class AnswerRefused(MessageError):
    """An answer that cannot be written, or is too long; the message says why."""


def answered_letter(thread: Thread) -> LetterHead | None:
    """Return the letter that an answer would be to: the last one that wants one."""
    wanting = [each for each in thread.letters.values() if each.key and each.day]
    return wanting[-1] if wanting else None


def answer(
    inbox: OpenInbox, thread: Thread, text: str, *, to: bytes | None = None, number: int | None = None
) -> bytes:
    """Write an answer to the last letter of a thread, or to that of the item `to`; return the item of the answer.

    `number`: the one that it would have as its form was shown; where it is taken somebody answered meanwhile. Raises
    AnswerRefused, SealRefused for a text that does not fit, InboxChanged; nothing is kept then.
    """
    with inbox.writing:
        thread = inbox.now(thread)
        letter = thread.letters.get(to) if to else answered_letter(thread)
        if not text.strip():
            raise AnswerRefused(Message("inbox.answer_empty"))
        if letter is None or letter.key is None or letter.day is None:
            raise AnswerRefused(Message("inbox.no_answer_wanted"))
        if inbox.organisation is None:
            raise AnswerRefused(Message("inbox.no_signing_key"))
        if number not in (None, thread.next_number):
            raise InboxChanged
        written = Answer(text, inbox.organisation, letter.id, letter.day, thread.next_number, today())
        _sealed(written, letter, LetterSize.FILE)  # refused here where it is too long
        return _keep(inbox, thread, written, letter)


def _keep(inbox: OpenInbox, thread: Thread, written: Answer, letter: LetterHead) -> bytes:
    assert letter.key is not None
    item, mac = new_item(), answer_mac(written, letter.key)
    place = max(each.place for each in thread.letters.values())
    head = AnswerHead(
        thread.head.thread, letter.id, written.letter_day, written.number, written.day, mac, place
    )
    state = ThreadState.IN_TOUCH if thread.head.state is ThreadState.NEW else thread.head.state
    changed = {thread.item: replace(thread.head, state=state, draft="")}
    with inbox.coming([item]) as keys:
        inbox.keep(keys, {item: (head, Body(written.text))}, changed)
    return item


def sealed_answer(inbox: OpenInbox, thread: Thread, item: bytes, size: LetterSize) -> bytes:
    """Return an answer of ours sealed anew, of one of the sizes of letters.

    Raises SealRefused, ItemAltered, and InboxChanged where the letter that it answers is gone.
    """
    head, organisation = thread.answers.get(item), inbox.organisation
    if head is None or organisation is None:
        raise InboxChanged
    text = inbox.body(item).text
    written = Answer(text, organisation, head.letter, head.letter_day, head.number, head.day)
    # Of two letters with one id, it is the one whose key proves the answer.
    for letter in thread.letters.values():
        if letter.id == head.letter and letter.key and answer_mac(written, letter.key) == head.mac:
            return _sealed(written, letter, size)
    raise InboxChanged


def _sealed(written: Answer, letter: LetterHead, size: LetterSize) -> bytes:
    assert letter.key is not None
    return seal_answer(written, letter.key, size, letter.thread, chance())
