"""What people read is plain international English: words that NAMES ruled out are not in it."""

import re
from collections.abc import Iterator

import pytest

from tests.house.extraction import extracted

# Each with what to write instead.
NOT_WRITTEN = {
    r"can not": "cannot",
    r"mend(s|ed|ing)?": "fix",
    r"anew": "again",
    r"who(so)?ever": "those who, anyone who",
    r"foret(ell|ells|old)": "predict",
    r"is to be had": "is available",
}


def texts() -> Iterator[str]:
    for message in extracted():
        yield from [message.id] if isinstance(message.id, str) else message.id


@pytest.mark.parametrize("words", NOT_WRITTEN)
def test_what_people_read_is_plain_english(words):
    found = [text for text in texts() if re.search(rf"\b{words}\b", text, re.IGNORECASE)]
    assert found == [], f"Write: {NOT_WRITTEN[words]}"
