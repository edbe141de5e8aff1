"""One renderer of messages, over gettext for the sentence and Babel for what stands in it.

A text of a catalogue is a sentence in English with fields in braces; a translation has the same fields, in its own
order. The formats of fields are documented in `isthmus.core.messages`. Babel and dates are
imported where they are first needed: they would take a third of the time of a short command.
"""

import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import cache, cached_property
from gettext import NullTranslations
from string import Formatter
from typing import TYPE_CHECKING, Protocol

from isthmus.core.messages import Message
from isthmus.language.catalogues import CATALOGUES

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["ENGLISH", "PAGE_ENGLISH", "Renderer", "Translations", "without_controls"]

_FIRST_STRONG, _POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_GROUPED = 1000  # from here on a language may put marks between figures
_THREE_FIGURES = 3  # an estimate is said to so many: more would claim what its interval denies


class Translations(Protocol):
    """What a language's translations answer, as `gettext.NullTranslations` and Django's functions do."""

    def gettext(self, message: str, /) -> str:
        """Return the translation of a text."""
        ...

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str:
        """Return the translation for a number."""
        ...


class Renderer:
    """Renders messages in one language. Not bound to a thread; make one for each language and keep it.

    `isolate` wraps texts of the other direction in marks that keep the sentence around them in order; for pages.
    """

    def __init__(self, language: str, translations: Translations, *, isolate: bool = False) -> None:
        self.translations = translations
        self._language = language
        self._english = language.split("-", maxsplit=1)[0] == "en"
        self._isolate = isolate

    @cached_property
    def locale(self) -> "Locale":
        """How the language writes numbers, lists and dates."""
        from babel import Locale  # noqa: PLC0415

        return Locale.parse(self._language, sep="-")

    @cached_property
    def _other_direction(self) -> frozenset[str]:
        return frozenset(("L",) if self.locale.text_direction == "rtl" else ("R", "AL"))

    def __call__(self, message: Message) -> str:
        """Return the message as a sentence; the code itself where no catalogue has it (a run of another version)."""
        known = CATALOGUES.get(message.code)
        if known is None:
            return message.code
        values = message.values
        if known.by:
            count = values[known.by]
            assert isinstance(count, int), f"{message.code} counts {known.by}, a whole number"
            sentence = self.translations.ngettext(known.one, known.other, count)
        else:
            sentence = self.translations.gettext(known.one)
        return "".join(
            [
                literal if field is None else literal + self.value(values[field], form)
                for literal, field, form in _parts(sentence)
            ]
        )

    def value(self, value: object, form: str = "") -> str:
        """Return one value in words, by the format of its field."""
        match value:
            case Message():
                return self(value)
            case None:
                return ""
            case bool():
                raise TypeError("Yes and no are two sentences, not a value of one.")
            case int() | float():
                return self.number(value, form)
            case str():
                return self.written(value, form)
            case list() | tuple():
                return self.listed([self.value(each) for each in value], form)
            case _:
                raise TypeError(
                    f"A {type(value).__name__} has no words: format it where the message is made."
                )

    def number(self, number: float, form: str = "") -> str:
        """Return a number as the language writes it."""
        if form == "plain" or (not form and isinstance(number, int) and 0 <= number < _GROUPED):
            return str(number)
        if form == "rounded":
            return self.number(to_three_figures(number))
        from babel.numbers import format_decimal, format_percent  # noqa: PLC0415

        if form.endswith("%"):
            return format_percent(number, _pattern(form[:-1]) + "%", locale=self.locale)
        return format_decimal(number, _pattern(form), locale=self.locale)

    def listed(self, words: Sequence[str], form: str = "and") -> str:
        """Return words as a list in a sentence (`and`, `or`), with semicolons, or as sentences in a row."""
        if form in ("semicolon", "sentences", "comma"):
            return {"semicolon": "; ", "sentences": " ", "comma": ", "}[form].join(words)
        if len(words) < 2:
            return "".join(words)
        if self._english:
            return f"{', '.join(words[:-1])} {form or 'and'} {words[-1]}"  # Babel's English has a comma before “and”
        from babel.lists import format_list  # noqa: PLC0415

        return format_list(words, style="or" if form == "or" else "standard", locale=self.locale)

    def written(self, text: str, form: str = "") -> str:
        """Return a text as it is, or an EDTF date or ISO day in words."""
        if form == "edtf":
            from isthmus.language.edtf import date_in_words  # noqa: PLC0415

            return date_in_words(text, self)
        if form == "date":
            return self.day(date.fromisoformat(text))
        shown = without_controls(text)
        if self._isolate and _directions(shown) & self._other_direction:
            return f"{_FIRST_STRONG}{shown}{_POP}"
        return shown

    def day(self, day: date) -> str:
        """Return a day as `1 Apr 2017`, in the language's own order."""
        from babel.dates import format_date  # noqa: PLC0415

        return format_date(day, "d MMM y" if self._english else "medium", locale=self.locale)

    def month(self, year: int, month: int) -> str:
        """Return a month as `Apr 2017`."""
        from babel.dates import format_date  # noqa: PLC0415

        return format_date(date(year, month, 1), "LLL y", locale=self.locale)


def without_controls(text: str) -> str:
    """Return the text with a mark in place of each control sign that a terminal would act on."""
    if text.isprintable():
        return text
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(each) == "Cc" and each not in "\n\t" else each
        for each in text
    )


def to_three_figures(number: float) -> float:
    """Return a number of people to three figures, as one would say it."""
    whole = round(number)
    scale = int(10 ** max(0, len(str(abs(whole))) - _THREE_FIGURES))
    return round(whole / scale) * scale


def _pattern(form: str) -> str:
    """Return Babel's pattern for `.1f` and its like: so many decimals."""
    decimals = int(form.strip(".f") or 0)
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _directions(text: str) -> set[str]:
    return set(map(unicodedata.bidirectional, text))


@cache
def _parts(sentence: str) -> tuple[tuple[str, str | None, str], ...]:
    return tuple((literal, field, form or "") for literal, field, form, _ in Formatter().parse(sentence))


ENGLISH = Renderer("en", NullTranslations())
# For files that are read as pages: what runs the other way does not re-order the sentence around it.
PAGE_ENGLISH = Renderer("en", NullTranslations(), isolate=True)
