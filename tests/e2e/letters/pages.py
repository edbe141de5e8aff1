"""Pages of letters for the tests: of an organisation whose keys stand here."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

from isthmus.core.seal.age_file import public_half
from isthmus.core.seal.organisation import organisation_id, organisation_words
from isthmus.files.letter_page.page import LetterPage, letter_page

IDENTITY = bytes(range(32))
SIGNING_KEY = bytes(range(32))
ORGANISATION = organisation_id(SIGNING_KEY)
TODAY = datetime.now(UTC).astimezone().date()


def syllables(consonants: str, vowels: str) -> list[str]:
    """2,048 words of four letters, no two of which are the same."""
    return ["".join(each) for each in product(consonants, vowels, consonants, vowels)][:2048]


WORDS = {"en": syllables("bdfgklmnprst", "aeiou"), "ru": syllables("бдгклмнпрст", "аеиоу")}
PAGE = LetterPage(
    recipient=public_half(IDENTITY),
    organisation=ORGANISATION,
    organisation_words=organisation_words(SIGNING_KEY),
    built=TODAY,
    until=TODAY + timedelta(days=200),
    name="the Lantern group",
    title="Notes",
    reach="Leave a note at the bakery.",
    words=WORDS,
)


def written_page(folder: Path, **changes: Any) -> str:
    """Write a page, and return its address."""
    path = folder / "notes.html"
    path.write_bytes(letter_page(replace(PAGE, **changes)))
    return path.as_uri()
