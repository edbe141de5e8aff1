"""What a name is made of: a text, and its tokens."""

from dataclasses import dataclass

__all__ = ["Name", "Token"]


@dataclass(frozen=True)
class Token:
    """A word of a name, in its own script and by its sound."""

    text: str  # lower case in its own script, palochka restored, vowel signs and the article left out
    script: str  # "L", "C", "A", "G" (Georgian) or "" (another, or no letters)
    key: str  # its sound in a-z; for a known name that of its group: one key for muhammad, magomed and محمد
    skeleton: str  # the key's consonants as classes that all scripts share
    initial: str  # the class of its first sound; "A" for every vowel
    is_initial: bool = False  # whether it stands for a longer word
    role: str = ""  # "given", "father", "grandfather", "family", or "" where that is not known


@dataclass(frozen=True)
class Name:
    """A name as it was written, and its words; the words are without titles, articles and other particles."""

    text: str
    tokens: tuple[Token, ...]
