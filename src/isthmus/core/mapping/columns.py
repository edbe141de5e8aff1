"""The names of a table's columns: how they are compared, and what is wrong with them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from isthmus.core.messages import Message, MessageError, Value

__all__ = ["MappingError", "check_names", "named", "repeated", "shown", "spelled", "trimmed"]

_LONGEST_NAME = 40
_MOST_NAMED = 20


class MappingError(MessageError):
    """The columns of a table cannot be used as they are, or as asked; `rule` and `fix` say why, and what to do."""

    def __init__(self, rule: Message, fix: Message) -> None:
        super().__init__(Message("mapping.error", rule=rule, fix=fix))
        self.rule, self.fix = rule, fix


# Marks of direction, of byte order and of no width, which tables from other programs and scripts carry unseen.
_UNSEEN = "\u200b\u200e\u200f\u2060\ufeff" + "\u202a\u202b\u202c\u202d\u202e" + "\u2066\u2067\u2068\u2069"
_BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())


def trimmed(cell: str) -> str:
    """Return the text without blanks of any kind and without unseen marks at both ends; those within stay."""
    return cell.strip() if cell.isascii() else cell.strip(_BLANKS + _UNSEEN)


def spelled(name: str) -> str:
    """Return the name of a column or sheet as it is compared: without case, blanks as underscores."""
    return "_".join(trimmed(name).split()).casefold()


def named(names: Sequence[str], place: int) -> Value:
    """Return what a column is called; of one without a name, its place."""
    return names[place] or Message("mapping.nameless", n=place + 1)


def shown(names: Iterable[str]) -> tuple[str, ...]:
    """Return names of columns as a message lists them: not too many, none too long."""
    return tuple(name[:_LONGEST_NAME] for name in names if name)[:_MOST_NAMED]


def repeated(names: Sequence[str]) -> dict[str, int]:
    """Return the names that stand more than once, each as it is spelled first, with how often. Case is ignored."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(name.casefold(), name)
    counted = Counter(name.casefold() for name in names if name)
    return {first[folded]: times for folded, times in counted.items() if times > 1}


def check_names(names: Sequence[str]) -> None:
    """Raise `MappingError` where two columns have one name."""
    for name, times in repeated(names).items():
        rule = Message("mapping.twice", column=name[:_LONGEST_NAME], n=times)
        raise MappingError(rule, Message("mapping.twice_fix"))
