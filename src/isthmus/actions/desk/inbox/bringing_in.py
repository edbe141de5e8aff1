"""Letters and attachments brought in: opened, told from what came before, and kept under keys of their own."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from isthmus.actions.desk.inbox.items import new_item
from isthmus.actions.desk.inbox.kept_files import keep_file
from isthmus.actions.desk.inbox.opened import Body, ItemAltered, OpenInbox, today
from isthmus.core.inbox.heads import Head, KeptFile, LetterHead, ThreadHead, opening_of
from isthmus.core.messages import Message
from isthmus.core.seal.line import letter_line
from isthmus.core.seal.sizes import UNIT
from isthmus.core.seal.values import AttachedFile, Letter
from isthmus.core.unseal.armour import MOST_ARRIVED, sealed_bytes
from isthmus.core.unseal.attachments import open_attachment
from isthmus.core.unseal.faults import UnsealRefused
from isthmus.core.unseal.letters import NewerLetter, OpenedLetter, ReceivedAnswer, open_letter
from isthmus.files.letter_codes import frames_in, letters_of
from isthmus.files.picture_kinds import picture_kind

__all__ = ["ArrivedItem", "BroughtIn", "bring_in"]

# Bytes of a beginning that tell a picture, and of a photograph at the most.
_HEAD, _MOST_PICTURE = 64, 64 << 20


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


class _Batch:
    """What one bringing in adds and changes, and what it looks up for each letter."""

    def __init__(self, heads: Mapping[bytes, Head]) -> None:
        self.heads, self.told = heads, BroughtIn()
        self.fresh: dict[bytes, tuple[Head, Body]] = {}
        self.changed: dict[bytes, Head] = {}
        self.frames: list[bytes] = []
        self.letters = {item: head for item, head in heads.items() if isinstance(head, LetterHead)}
        known = [each for each in heads.values() if isinstance(each, ThreadHead)]
        self._contents: dict[bytes, set[bytes]] = defaultdict(set)
        for each in self.letters.values():
            self._contents[each.id].add(each.content)
        self._threads = {each.thread for each in known}
        self._place = max((each.place for each in self.letters.values()), default=0)
        self._number = max((each.number for each in known), default=0)

    def take(self, head: LetterHead, body: Body) -> None:
        """Add a letter, and its thread where there is none; one that is here already is counted."""
        same = self._contents[head.id]
        if head.content in same:
            self.told.again += 1
            return
        self.told.doubles += bool(same)
        self.told.new += 1
        same.add(head.content)
        self._place += 1
        item = new_item()
        self.letters[item] = replace(head, place=self._place)
        self.fresh[item] = self.letters[item], body
        if head.thread not in self._threads:
            self._threads.add(head.thread)
            self._number += 1
            self.fresh[new_item()] = ThreadHead(head.thread, self._number), Body()

    def put(self, item: bytes, head: LetterHead) -> None:
        """Change a letter."""
        self.letters[item] = head
        if item in self.fresh:
            self.fresh[item] = head, self.fresh[item][1]
        else:
            self.changed[item] = head


@dataclass(frozen=True, slots=True)
class _FilePlan:
    """An attachment that is to be kept as `item`, and its place in a letter that names it."""

    arrived: ArrivedItem
    letter: bytes
    place: int
    item: bytes


def bring_in(inbox: OpenInbox, arrived: Iterable[ArrivedItem]) -> BroughtIn:
    """Bring in letters and attachments, in any order; what is neither is told with its reason. All or none is kept."""
    with inbox.writing:
        batch = _Batch(inbox.heads())
        identities = [each.secret for each in inbox.keyring.identities]
        waiting = [each for each in arrived if not _took_letter(identities, batch, each)]
        _take_codes(identities, batch)
        planned = _planned(batch, waiting)
        with inbox.coming({*batch.fresh, *(each.item for each in planned)}) as keys:
            kept = [each.item for each in planned if _kept(inbox, batch, each, keys[each.item])]
            inbox.keep(keys, batch.fresh, batch.changed, kept)
        inbox.keyring.keep_fetched(today())
        return batch.told


def _took_letter(identities: Sequence[bytes], batch: _Batch, arrived: ArrivedItem) -> bool:
    """Take a letter; return whether nothing else is to be tried: attachments wait until all letters are there."""
    if arrived.size and arrived.size % UNIT == 0:
        return False
    if _is_picture(arrived):
        _take_picture(batch, arrived)
        return True
    if arrived.size > MOST_ARRIVED:
        batch.told.refused.append((arrived.name, Message("inbox.neither")))
        return True
    try:
        opened = open_letter(sealed_bytes(arrived.whole()), identities)
    except UnsealRefused as refused:
        batch.told.refused.append((arrived.name, refused.message))
        return True
    content = opened.content
    if isinstance(content, ReceivedAnswer):
        batch.told.refused.append((arrived.name, Message("inbox.is_answer")))
    else:
        key = content.attached.identity if isinstance(content, Letter) and content.attached else b""
        batch.take(_head(opened, content), Body(content.text, key))
    return True


def _is_picture(arrived: ArrivedItem) -> bool:
    return bool(picture_kind(next(arrived.pieces(), b"")[:_HEAD]))


def _take_picture(batch: _Batch, arrived: ArrivedItem) -> None:
    """Take the codes that a photograph shows; letters are made of them when all are there."""
    if arrived.size > _MOST_PICTURE:
        batch.told.refused.append((arrived.name, Message("inbox.neither")))
        return
    try:
        batch.frames += frames_in(arrived.whole())
    except UnsealRefused as refused:
        batch.told.refused.append((arrived.name, refused.message))


def _take_codes(identities: Sequence[bytes], batch: _Batch) -> None:
    """Take the letters that the codes of all pictures make."""
    letters, missing = letters_of(batch.frames)
    for sealed in letters:
        _took_letter(identities, batch, ArrivedItem.of("QR", sealed))
    batch.told.refused += [("QR", Message("inbox.codes_missing"))] * missing


def _head(opened: OpenedLetter, content: Letter | NewerLetter) -> LetterHead:
    words = sha256(content.text.encode()).digest()
    if isinstance(content, NewerLetter):
        told = sha256(f"{content.version}\n{content.text}".encode()).digest()
        return LetterHead(
            told[:16],
            told[:16],
            None,
            today(),
            0,
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
        0,
        content.lang,
        opening_of(content.text),
        sha256(f"{content.text}\n{letter_line(content)}".encode()).digest(),
        words,
        content.reply.key if content.reply else None,
        content.read,
        opened.stanzas,
        files=tuple(KeptFile(each.name, each.size, each.sha256) for each in files),
    )


def _planned(batch: _Batch, waiting: Iterable[ArrivedItem]) -> list[_FilePlan]:
    """Return which attachments are to be kept, and where: those that letters here name, and each once."""
    wanting, here = defaultdict(list), set()
    for item, head in batch.letters.items():
        for place, file in enumerate(head.files):
            if file.item is None:
                wanting[file.sha256].append((item, place))
            else:
                here.add(file.sha256)
    found = []
    for each in waiting:
        named = wanting.pop(each.sha256, [])
        found += [_FilePlan(each, letter, place, new_item()) for letter, place in named]
        if not named and each.sha256 in here:
            batch.told.again += 1
        elif not named:
            batch.told.refused.append((each.name, Message("inbox.no_letter_names_it")))
        if named:
            here.add(each.sha256)
    return found


def _kept(inbox: OpenInbox, batch: _Batch, planned: _FilePlan, key: bytes) -> bool:
    """Keep one attachment, from its opening into its sealing; return whether it is what the letter names."""
    head, letter = batch.letters[planned.letter], planned.letter
    named = head.files[planned.place]
    try:
        identity = batch.fresh[letter][1].files_key if letter in batch.fresh else inbox.body(letter).files_key
        file = AttachedFile(named.name, named.size, named.sha256)
        pieces = open_attachment(_reader(planned.arrived.pieces()), identity, file)
        keep_file(planned.item, key, pieces)
    except (UnsealRefused, ItemAltered) as refused:
        batch.told.refused.append((planned.arrived.name, refused.message))
        return False
    files = [
        replace(each, item=planned.item) if at == planned.place else each
        for at, each in enumerate(head.files)
    ]
    batch.put(letter, replace(head, files=tuple(files)))
    batch.told.files += 1
    return True


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
