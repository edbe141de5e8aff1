"""Threads made of the heads of letters and answers: which stands first, what is unread, and what is an alarm."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from isthmus.core.inbox.heads import AnswerHead, Head, LetterHead, ThreadHead

__all__ = ["Thread", "folded", "thread_of", "threads_of"]

_SHORT_MAC = 8


@dataclass(frozen=True)
class Thread:
    """A thread: what is known of it, and its letters and answers by the item (16 bytes) that each is kept as.

    `doubles`: its letters of which another one, of whichever thread, has the same id and says something else. `others`:
    more items with what is known of it; there are some where one could not be opened for a time.
    """

    item: bytes
    head: ThreadHead
    letters: Mapping[bytes, LetterHead]
    answers: Mapping[bytes, AnswerHead]
    doubles: frozenset[bytes] = frozenset()
    others: tuple[bytes, ...] = ()

    @cached_property
    def last(self) -> date:
        """Return the day on which the last letter came."""
        return max((each.arrived for each in self.letters.values()), default=date.min)

    @cached_property
    def is_known(self) -> bool:
        """Return whether its codename is known here: it wrote more than once, or was answered."""
        return len({each.id for each in self.letters.values()}) > 1 or bool(self.answers)

    @cached_property
    def unread(self) -> frozenset[bytes]:
        """Return the letters that nobody has read."""
        return frozenset(self.letters) - self.head.seen

    @property
    def can_be_answered(self) -> bool:
        """Return whether any of its letters wants an answer."""
        return any(each.key for each in self.letters.values())

    @cached_property
    def alarms(self) -> frozenset[bytes]:
        """Return the letters whose writer read an answer that we never sent: somebody answers in our name."""
        sent = {(each.number, each.mac[:_SHORT_MAC]) for each in self.answers.values()}
        return frozenset(
            item
            for item, each in self.letters.items()
            if each.read is not None and (each.read.number, each.read.mac) not in sent
        )

    @cached_property
    def read_up_to(self) -> int:
        """Return the number of the last answer of ours that its writer says to have read; 0 for none."""
        sent = {(each.number, each.mac[:_SHORT_MAC]) for each in self.answers.values()}
        reads = (each.read for each in self.letters.values() if each.read)
        return max((each.number for each in reads if (each.number, each.mac) in sent), default=0)

    @cached_property
    def next_number(self) -> int:
        """Return the number that the next answer has."""
        return max((each.number for each in self.answers.values()), default=0) + 1

    def is_due(self, today: date) -> bool:
        """Return whether it should have been destroyed by now."""
        return self.head.destroy_by is not None and self.head.destroy_by <= today


def threads_of(heads: Mapping[bytes, Head]) -> list[Thread]:
    """Return the threads in the order of a list: alarms, unread ones of known codenames, unread ones, the others.

    Within each, the one to which the last letter came stands first. `heads`: by item.
    """
    return sorted(_threads(heads, _doubles(heads)), key=_place)


def thread_of(heads: Mapping[bytes, Head], item: bytes) -> Thread | None:
    """Return the thread that is kept as an item; None where there is none."""
    head = heads.get(item)
    if not isinstance(head, ThreadHead):
        return None
    own = {each: other for each, other in heads.items() if other.thread == head.thread}
    return next(iter(_threads(own, _doubles(heads))), None)


def _threads(heads: Mapping[bytes, Head], doubles: frozenset[bytes]) -> list[Thread]:
    letters: dict[bytes, dict[bytes, LetterHead]] = defaultdict(dict)
    answers: dict[bytes, dict[bytes, AnswerHead]] = defaultdict(dict)
    kept: dict[bytes, list[tuple[int, bytes, ThreadHead]]] = defaultdict(list)
    for item, head in heads.items():
        match head:
            case LetterHead():
                letters[head.thread][item] = head
            case AnswerHead():
                answers[head.thread][item] = head
            case ThreadHead():
                kept[head.thread].append((head.number, item, head))
    return [
        Thread(
            item,
            head,
            _in_order(letters[thread]),
            _by_number(answers[thread]),
            doubles & letters[thread].keys(),
            tuple(other for _, other, _ in others),
        )
        for thread, known in kept.items()
        for (_, item, head), *others in [sorted(known, key=lambda each: each[:2])]
    ]


def _doubles(heads: Mapping[bytes, Head]) -> frozenset[bytes]:
    by_id = defaultdict(list)
    for item, head in heads.items():
        if isinstance(head, LetterHead):
            by_id[head.id].append(item)
    return frozenset(item for items in by_id.values() if len(items) > 1 for item in items)


def folded(threads: Iterable[Thread]) -> list[list[Thread]]:
    """Return threads in their order, with those of one letter each that say the same in one place.

    A letter with attachments stands for itself: what they hold is not compared.
    """
    places: dict[bytes, list[Thread]] = {}
    for each in threads:
        letters = list(each.letters.values())
        alone = len(letters) == 1 and not each.is_known and not letters[0].files
        places.setdefault(letters[0].words if alone else each.item, []).append(each)
    return list(places.values())


def _in_order(letters: Mapping[bytes, LetterHead]) -> dict[bytes, LetterHead]:
    return dict(sorted(letters.items(), key=lambda each: each[1].place))


def _by_number(answers: Mapping[bytes, AnswerHead]) -> dict[bytes, AnswerHead]:
    return dict(sorted(answers.items(), key=lambda each: each[1].number))


def _place(thread: Thread) -> tuple[bool, bool, bool, int, int]:
    return (
        not thread.alarms,
        not thread.unread,
        not thread.is_known,
        -thread.last.toordinal(),
        -thread.head.number,
    )
