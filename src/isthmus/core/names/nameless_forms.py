"""What is written where a name is not known, and whose relative somebody is, in the languages of the field.

A block a language, a line a kind of words, forms between semicolons. `*` stands for the ending of an adjective.
Latin forms are also read without their marks. What a kind does is said in `KINDS`; what nobody has checked who speaks
the language, in `docs/reference/names.md`.
"""

from isthmus.core.names import nameless_latin, nameless_other

__all__ = ["KINDS", "TABLE", "VERSION"]

VERSION = "1"  # raise it with every change of a form: counts and link runs rest on it

KINDS = {
    "unknown": "says that the name is not known, or is not given",
    "person": "a noun for a person, a body or a group that nobody is called by",
    "either": "a noun for a person that is a name, too: it takes an article, a number or a quality",
    "quality": "what may stand beside such a noun: young, burnt, aged, the, his, surname",
    "count": "a number in words",
    "label": "says that a number follows: no., grave, case",
    "relative_of": "a relative, whose own person follows a preposition: wife of",
    "relative": "a relative, whose own person follows at once: жена, زوجة",
    "nasab": "a relative before two words or more: one word behind makes a name that people go by (ابن خلدون)",
    "alone": "a relative that is one without any other word: wife, his",
    "possessed": "a relative whose own person stands before: eşi, ცოლი",
    "possessive": "the ending of the person before a relative: 's, 'in",
    "owned": "a relative behind such an ending alone, since it ends names, too: oğlu",
    "of": "the preposition between a relative and their own person",
    "where": "a preposition that opens what more is said of somebody unknown: from, в, في",
    "called": "says that a name follows after all",
}

TABLE = nameless_latin.TABLE | nameless_other.TABLE
