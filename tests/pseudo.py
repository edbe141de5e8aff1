"""A pseudo-locale: each marked text accented, a third longer, from right to left, so that what is unmarked shows."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from django.utils import translation
from django.utils.translation import trans_real

__all__ = ["LANGUAGE", "pseudo", "speaking", "speaking_pseudo"]

# Arabic, for its direction; the words are ours.
LANGUAGE = "ar"
_ACCENTS = str.maketrans("aceinosuyACEINOSUY", "àçéîñöšûýÀÇÉÎÑÖŠÛÝ")
# What a translator leaves as it is: fields, tags, entities.
_KEPT = re.compile(r"(%\(\w+\)[sdif]|%%|\{[^{}]*\}|<[^<>]*>|&\w+;)")


def pseudo(text: str) -> str:
    """Return the text accented and a third longer."""
    if not text.strip():
        return text
    parts = _KEPT.split(text)
    words = "".join(part if at % 2 else part.translate(_ACCENTS) for at, part in enumerate(parts))
    return f"{words} {'·' * max(1, len(text) // 3)}"


class _Pseudo(trans_real.DjangoTranslation):
    """Answers every text with its pseudo one."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return pseudo(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)


def speaking_pseudo() -> AbstractContextManager[None]:
    """Put the pseudo-locale in the place of Arabic."""
    return speaking(_Pseudo(LANGUAGE))


@contextmanager
def speaking(made_up: trans_real.DjangoTranslation) -> Iterator[None]:
    """Put made-up translations in the place of Arabic."""
    known: dict[str, object] = vars(trans_real)["_translations"]  # Django has no public way in
    before = known.get(LANGUAGE)
    known[LANGUAGE] = made_up
    try:
        with translation.override(LANGUAGE):
            yield
    finally:
        if before is None:
            known.pop(LANGUAGE, None)
        else:
            known[LANGUAGE] = before
