"""What a search looks through that is in no index: one's own drafts, and passages whose words are read once."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from isthmus.actions.desk.coding.drafts import body_of
from isthmus.core.names.finding import SearchQuery, SoundedWords
from isthmus.core.names.passages import passages
from isthmus.core.names.search_words import search_words
from isthmus.store.desk.scratch.models import Draft

__all__ = ["drafts_answering", "words_read"]

# Characters of all drafts of one account that a search looks through.
MOST_LETTERS = 400_000


def drafts_answering(query: SearchQuery, *, owner: int, most: int) -> Iterator[tuple[Draft, Sequence[str]]]:
    """Yield the drafts whose text or title answers, each with so many passages at most."""
    left = MOST_LETTERS
    for draft in Draft.objects.filter(owner=owner).defer("content"):
        text, left = draft.text[: max(left, 0)], left - len(draft.text)
        every = (text[start:end] for start, end in passages(text))
        places = list(islice((each for each in every if query.answered_by(words_read(each))), most))
        if places or query.answered(search_words(body_of(draft).document.title)):
            yield draft, places


@lru_cache(maxsize=4_000)
def words_read(text: str) -> SoundedWords:
    """Return the words of a passage that is not sealed; most stay as they are from one search to the next."""
    return SoundedWords.of(search_words(text))
