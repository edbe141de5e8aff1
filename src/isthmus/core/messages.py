"""Messages as values: a code and what stands in the sentence. The sentence itself is in a catalogue, by its code.

Whatever is told to people by anything below the command line and the desk is a `Message`, so that a stored run reads
in any language, a script matches codes and not English, and no rule ever depends on a wording.

A catalogue is a `Mapping[str, Text]` named `CATALOGUE` in a module `messages.py` beside the capability it speaks for.
Codes are `capability.what_is_said`. A text holds fields in braces, with a format where a value is more than a text:

    {name}          a text as it is; a whole number with separators; a message as its own sentence
    {n:plain}       a number without separators (a row, a year)
    {x:.1f} {p:.0%} a number with so many decimals; a share in percent
    {x:rounded}     a number of people to three figures
    {all:and} {all:or} {all:semicolon} {all:sentences}   a tuple as a list in words, or as sentences in a row
    {when:edtf} {day:date}                               an EDTF date, or an ISO 8601 day, in words
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Catalogue", "Message", "MessageError", "Say", "Text", "Value", "plural", "text"]

type Value = str | int | float | bool | Message | Sequence[Value] | None


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """What is to be told: the code of a sentence, and the values that stand in it."""

    code: str
    items: tuple[tuple[str, Value], ...]

    def __init__(self, code: str, /, **values: Value) -> None:
        object.__setattr__(self, "code", code)
        object.__setattr__(self, "items", tuple((name, _frozen(value)) for name, value in values.items()))

    @property
    def values(self) -> dict[str, Value]:
        """Return the values by name."""
        return dict(self.items)

    def as_json(self) -> dict[str, Any]:
        """Return the message as JSON holds it: `{"code": …, "values": {…}}`, messages inside likewise."""
        return {"code": self.code, "values": {name: _as_json(value) for name, value in self.items}}

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "Message":
        """Return the message that `as_json` gave. Raises `KeyError` or `TypeError` where it is none."""
        return cls(str(found["code"]), **{name: _from_json(value) for name, value in found["values"].items()})


def _frozen(value: Value) -> Value:
    if isinstance(value, str | int | None) or not isinstance(value, Sequence):
        return value
    return tuple(_frozen(each) for each in value)


def _as_json(value: Value) -> Any:  # noqa: ANN401  (whatever JSON can hold)
    if isinstance(value, Message):
        return value.as_json()
    if isinstance(value, tuple):
        return [_as_json(each) for each in value]
    return value


def _from_json(value: Any) -> Value:  # noqa: ANN401  (whatever JSON can hold)
    if isinstance(value, dict):
        return Message.from_json(value)
    if isinstance(value, list):
        return tuple(_from_json(each) for each in value)
    return value  # type: ignore[no-any-return]


class MessageError(ValueError):
    """What was asked cannot be done; `message` says the fact, the rule and the next step.

    Its text is the code alone, so that a log or a traceback never holds a person's data.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message.code)
        self.message = message


# What renders a message, for those who set words without knowing the language (drawings).
type Say = Callable[[Message], str]


@dataclass(frozen=True, slots=True)
class Text:
    """The English of one code. Where it counts something: `by` names the value, and `other` is for all but one."""

    one: str
    other: str = ""
    by: str = ""


type Catalogue = Mapping[str, Text]


def text(english: str) -> Text:
    """Return the text of a code; also marks it for those who collect texts to translate."""
    return Text(english)


def plural(one: str, other: str, *, by: str) -> Text:
    """Return the texts of a code for one and for other numbers of the value `by`; marks them likewise."""
    return Text(one, other, by)
