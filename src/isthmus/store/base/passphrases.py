"""How many guesses a passphrase stands, by a kept estimator, and words to make one of."""

import re
import unicodedata
from functools import cache
from math import ceil
from secrets import choice

from xkcdpass.xkcd_password import generate_wordlist
from zxcvbn_rs_py import zxcvbn

from isthmus.core.messages import Message
from isthmus.store.base.errors import StoreError

__all__ = ["FEWEST_GUESSES", "WORDS", "WeakPassphrase", "guesses", "passphrase_problem", "random_words"]

# A backup leaves the house and is attacked for years: at 256 MiB a guess, this many take a thousand machines decades.
FEWEST_GUESSES = 10**12
WORDS = 6  # of a list of 7,776: 2 * 10^23
# The estimator knows the words of English and the passwords that people choose. A word in letters that it does not
# know is counted as one of a frequency list as long as its own English one, however many letters it has.
UNKNOWN_WORD = 30_000
LETTERS_A_WORD = 2  # in scripts that write no blanks between words (Chinese, Japanese, Korean)
_WORD = re.compile(r"[^\W\d_]+")


class WeakPassphrase(StoreError):
    """A passphrase or password can be guessed; the message says the rule, and offers six random words."""


def passphrase_problem(passphrase: str, *known: str) -> Message | None:
    """Return why a new passphrase is refused, if it is. `known` is what a guesser tries first, such as a name."""
    if guesses(passphrase, *known) >= FEWEST_GUESSES:
        return None
    return Message("store.weak_passphrase", words=random_words())


def guesses(passphrase: str, *known: str) -> int:
    """Return about how many guesses find the passphrase: of the estimator, and no more than its words are worth."""
    own = [word for word in _WORD.findall(passphrase) if not word.isascii()]
    of_all: int = zxcvbn(passphrase, list(known)).guesses
    if not own:
        return of_all
    rest = _WORD.sub(lambda match: match.group() if match.group().isascii() else "", passphrase)
    words = sum(map(_words_in, {word.casefold() for word in own}))
    of_rest: int = zxcvbn(rest, list(known)).guesses
    return min(of_all, int(UNKNOWN_WORD**words) * max(1, of_rest))


def _words_in(run: str) -> int:
    wide = all(unicodedata.east_asian_width(letter) in "WF" for letter in run)
    return ceil(len(run) / LETTERS_A_WORD) if wide else 1


def random_words() -> str:
    """Return six words drawn evenly from a list of 7,776 short English ones."""
    return " ".join(choice(_words()) for _ in range(WORDS))


@cache
def _words() -> tuple[str, ...]:
    return tuple(sorted(generate_wordlist("eff-long", min_length=3, max_length=9)))
