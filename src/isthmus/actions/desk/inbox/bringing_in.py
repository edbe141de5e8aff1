"""Letters and attachments brought in: opened, told from what came before, and kept under keys of their own."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256

from isthmus.actions.desk.inbox.items import new_item, new_key
from isthmus.actions.desk.inbox.kept_files import forget_files, keep_file
from isthmus.actions.desk.inbox.opened import Body, OpenInbox, today
from isthmus.core.inbox.heads import Head, KeptFile, LetterHead, ThreadHead, opening_of
from isthmus.core.messages import Message
from isthmus.core.seal.line import letter_line
from isthmus.core.seal.sizes import UNIT
from isthmus.core.seal.values import AttachedFile, Letter
from isthmus.core.unseal.armour import MOST_ARRIVED, sealed_bytes
from isthmus.core.unseal.attachments import open_attachment
from isthmus.core.unseal.faults import UnsealRefused
from isthmus.core.unseal.letters import NewerLetter, OpenedLetter, ReceivedAnswer, open_letter

__all__ = ["ArrivedItem", "BroughtIn", "bring_in"]


@dataclass(frozen=True, slots=True)
class ArrivedItem:
    """Something that came: its name, its size in bytes, its SHA-256, and its content, whole or in pieces."""

    name: str
    size: int
    sha256: bytes
    pieces: Callable[[], Iterator[bytes]]

    @classmethod
    def of(cls, name: str, content: bytes) -> "ArrivedItem":
        """Return it of what lies in memory."""
        return cls(name, len(content), sha256(content).digest(), lambda: iter([content]))

    def whole(self) -> bytes:
        """Return all of it: whoever asks has looked at its size."""
        return b"".join(self.pieces())


@dataclass(slots=True)
class BroughtIn:
    """What came of it: how many letters are new, were here, or have the id of another; files kept, and what is not."""

    new: int = 0
    again: int = 0
    doubles: int = 0
    files: int = 0
    refused: list[tuple[str, Message]] = field(default_factory=list)


@dataclass(slots=True)
class _Batch:
    """What one bringing in adds and changes."""

    heads: Mapping[bytes, Head]
    told: BroughtIn
    fresh: dict[bytes, tuple[Head, Body]] = field(default_factory=dict)
    changed: dict[bytes, Head] = field(default_factory=dict)

    def now(self) -> dict[bytes, Head]:
        return {**self.heads, **{item: head for item, (head, _) in self.fresh.items()}, **self.changed}

    def put(self, item: bytes, head: Head) -> None:
        if item in self.fresh:
            self.fresh[item] = head, self.fresh[item][1]
        else:
            self.changed[item] = head


def bring_in(inbox: OpenInbox, arrived: Iterable[ArrivedItem]) -> BroughtIn:
    """Bring in letters and attachments, in any order; what is neither is told with its reason. All or none is kept."""
    with inbox.writing:
        batch = _Batch(inbox.heads(), BroughtIn())
        waiting = [each for each in arrived if not _took_letter(inbox, batch, each)]
        kept = _take_files(inbox, batch, waiting)
        try:
            inbox.add(batch.fresh)
            inbox.replace(batch.changed)
        except BaseException:
            with suppress(OSError):
                inbox.destroy((), kept)
            raise
        inbox.keyring.keep_fetched(today())
        return batch.told


def _took_letter(inbox: OpenInbox, batch: _Batch, arrived: ArrivedItem) -> bool:
    """Take a letter; return whether nothing else is to be tried: attachments wait until all letters are there."""
    if arrived.size and arrived.size % UNIT == 0:
        return False
    if arrived.size > MOST_ARRIVED:
        batch.told.refused.append((arrived.name, Message("inbox.neither")))
        return True
    try:
        identities = [each.secret for each in inbox.keyring.identities]
        opened = open_letter(sealed_bytes(arrived.whole()), identities)
    except UnsealRefused as refused:
        batch.told.refused.append((arrived.name, refused.message))
        return True
    if isinstance(opened.content, ReceivedAnswer):
        batch.told.refused.append((arrived.name, Message("inbox.is_answer")))
    else:
        _take_letter(batch, opened, opened.content)
    return True


def _take_letter(batch: _Batch, opened: OpenedLetter, content: Letter | NewerLetter) -> None:
    head = _head(opened, content, place=1 + max((each.place for _, each in _letters(batch)), default=0))
    same = [each for each in batch.now().values() if isinstance(each, LetterHead) and each.id == head.id]
    if any(each.content == head.content for each in same):
        batch.told.again += 1
        return
    batch.told.doubles += bool(same)
    batch.told.new += 1
    key = content.attached.identity if isinstance(content, Letter) and content.attached else b""
    batch.fresh[new_item()] = head, Body(content.text, key)
    threads = [each for each in batch.now().values() if isinstance(each, ThreadHead)]
    if not any(each.thread == head.thread for each in threads):
        number = max((each.number for each in threads), default=0) + 1
        batch.fresh[new_item()] = ThreadHead(head.thread, number), Body()


def _head(opened: OpenedLetter, content: Letter | NewerLetter, place: int) -> LetterHead:
    words = sha256(content.text.encode()).digest()
    if isinstance(content, NewerLetter):
        told = sha256(f"{content.version}\n{content.text}".encode()).digest()
        return LetterHead(
            told[:16],
            told[:16],
            None,
            today(),
            place,
            "",
            opening_of(content.text),
            told,
            words,
            stanzas=opened.stanzas,
            version=content.version,
        )
    files = content.attached.files if content.attached else ()
    return LetterHead(
        content.reply.recipient if content.reply else content.id,
        content.id,
        content.day,
        today(),
        place,
        content.lang,
        opening_of(content.text),
        sha256(f"{content.text}\n{letter_line(content)}".encode()).digest(),
        words,
        content.reply.key if content.reply else None,
        content.read,
        opened.stanzas,
        files=tuple(KeptFile(each.name, each.size, each.sha256) for each in files),
    )


def _take_files(inbox: OpenInbox, batch: _Batch, waiting: Iterable[ArrivedItem]) -> list[bytes]:
    """Keep attachments that letters here name; return the items that they are kept as."""
    kept: list[bytes] = []
    keys = {}
    planned = []
    for each in waiting:
        found = _wanting(batch, each.sha256)
        if not found:
            is_here = any(file.sha256 == each.sha256 for _, head in _letters(batch) for file in head.files)
            batch.told.again += is_here
            if not is_here:
                batch.told.refused.append((each.name, Message("inbox.no_letter_names_it")))
        for letter, place in found:
            item = new_item()
            keys[item] = new_key()
            planned.append((each, letter, place, item))
    inbox.keyring.keep_items(keys)
    for each, letter, place, item in planned:
        if _kept(inbox, batch, each, letter, place, item, keys[item]):
            kept.append(item)
    inbox.keyring.destroy_items(keys.keys() - set(kept))
    return kept


def _kept(
    inbox: OpenInbox, batch: _Batch, arrived: ArrivedItem, letter: bytes, place: int, item: bytes, key: bytes
) -> bool:
    """Keep one attachment, from its opening into its sealing; return whether it is what the letter names."""
    head = batch.now()[letter]
    assert isinstance(head, LetterHead)
    named = head.files[place]
    identity = batch.fresh[letter][1].files_key if letter in batch.fresh else inbox.body(letter).files_key
    try:
        pieces = open_attachment(
            _reader(arrived.pieces()), identity, AttachedFile(named.name, named.size, named.sha256)
        )
        keep_file(item, key, pieces)
    except UnsealRefused as refused:
        batch.told.refused.append((arrived.name, refused.message))
        return False
    except BaseException:
        forget_files([item])
        raise
    files = [replace(file, item=item) if at == place else file for at, file in enumerate(head.files)]
    batch.put(letter, replace(head, files=tuple(files)))
    batch.told.files += 1
    return True


def _letters(batch: _Batch) -> Iterator[tuple[bytes, LetterHead]]:
    return ((item, head) for item, head in batch.now().items() if isinstance(head, LetterHead))


def _wanting(batch: _Batch, digest: bytes) -> list[tuple[bytes, int]]:
    """Return the letters that name a file of this digest which has not come, and its place in each."""
    return [
        (item, place)
        for item, head in _letters(batch)
        for place, file in enumerate(head.files)
        if file.item is None and file.sha256 == digest
    ]


def _reader(pieces: Iterator[bytes]) -> Callable[[int], bytes]:
    """Return a function that gives at most so many bytes of what comes in pieces, and none at its end."""
    rest = b""

    def read(count: int) -> bytes:
        nonlocal rest
        while not rest and (piece := next(pieces, None)) is not None:
            rest = piece
        taken, rest = rest[:count], rest[count:]
        return taken

    return read
