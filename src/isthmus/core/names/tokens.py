"""What a name is made of: a text, and its tokens."""

from dataclasses import dataclass

__all__ = ["Name", "Token"]


@dataclass(frozen=True)
class Token:
    """A word of a name, in its own script and by its sound."""

    text: str  # lower case in its own script, palochka restored, vowel signs and the article left out
    script: str  # a letter for a script that is read (see `reading.SCRIPTS`), a word for another, "" without letters
    key: str  # its sound in a-z, or itself in a script that is not read; for a known name that of its group
    skeleton: str  # the key's consonants as classes that all scripts share
    initial: str  # the class of its first sound; "A" for every vowel
    is_initial: bool = False  # whether it stands for a longer word
    role: str = ""  # "given", "father", "grandfather", "family", or "" where that is not known
    other: str = (
        ""  # it with its article where `text` is without, or the other way round; "" where it has one reading
    )
    optional: bool = (
        False  # a title that may be a name, another name beside the name: missing elsewhere says nothing
    )
    kunya: int = 0  # 1 where it is "father of", 2 where it is "mother of" and a name


@dataclass(frozen=True)
class Name:
    """A name as it was written, and its words; the words are without titles, articles and other particles."""

    text: str
    tokens: tuple[Token, ...]
    generation: int = (
        0  # 1 for the elder of a name (Sr.), 2 for the younger (Jr., II), and so on; 0 where not said
    )
