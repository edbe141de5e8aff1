"""What a program of the parsing process answers, as a test looks at it."""

import io
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO

from isthmus.core.reading import PartKind
from isthmus.files.document.faults import FAULTS, NOTES
from isthmus.files.document.messages import CATALOGUE

__all__ = ["DocumentTold", "told_by", "told_of"]

type Program = Callable[[IO[bytes]], Iterator[object]]


@dataclass
class DocumentTold:
    """The answers, each kind for itself."""

    kind: str = ""
    tool: str = ""
    parameters: str = ""
    texts: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    seconds: list[object] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    fault: str = ""

    @property
    def text(self) -> str:
        [text] = self.texts
        return text


def told_by(program: Program, content: bytes | io.BytesIO) -> DocumentTold:
    """Return what a program answers for a file; every answer is one of the contract, in its order."""
    return told_of(program(io.BytesIO(content) if isinstance(content, bytes) else content))


def told_of(answers: Iterable[object]) -> DocumentTold:
    """Return what was answered."""
    told, over = DocumentTold(), False
    for n, answer in enumerate(answers):
        assert not over
        match answer:
            case ["reading", str(kind), str(tool), str(version), str(parameters)]:
                assert n == 0
                assert version
                told.kind, told.tool, told.parameters = PartKind(kind).value, tool, parameters
            case ["part", str(text), str(label), seconds, None, []]:
                told.texts.append(text)
                told.labels.append(label)
                told.seconds.append(seconds)
            case ["note", str(code)]:
                assert code in NOTES
                told.notes.append(code)
            case ["file", str(name), str(content)]:
                told.files.append((name, b64decode(content, validate=True)))
            case ["end"]:
                over = True
            case ["fault", str(code), dict(values)]:
                fix, names = FAULTS[code]
                assert {code, fix} <= CATALOGUE.keys()
                assert tuple(values) == names
                assert all(f"{{{name}}}" in CATALOGUE[code].one for name in names)
                told.fault, over = code, True
            case _:
                raise AssertionError(answer)
    assert over
    return told
