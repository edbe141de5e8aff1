"""Every sentence about estimates reads as English where what it counts is nobody, one, or two."""

import re
from itertools import product
from string import Formatter

import pytest

from isthmus.core.messages import Message
from isthmus.language import CATALOGUES, english

CODES = [code for code in CATALOGUES if code.startswith(("estimate.", "estimating.", "lists."))]
# Fields that stand for words, and not for a number.
WORDS = {
    "absent", "best", "by", "cell", "cells", "column", "columns", "command", "double", "encoding", "halve",
    "high_model", "kind", "list", "low_model", "model", "name", "one", "other", "place", "prior", "reason", "run",
    "shown", "stratum", "value", "what", "why", "words",
}  # fmt: skip
# Numbers that are never so few: what a rule asks for at least or allows at most, and how long chains walk.
NEVER_FEW = {
    "least",
    "most",
    "most_rhat",
    "least_ess",
    "times",
    "steps",
    "parameters",
    "classes",
    "all",
    "weighed",
}
# Numbers that begin elsewhere, by the beginning of codes.
FEWEST = {
    ("estimate.at_least.", "low"): 7,  # an estimate has seven documented people at least
    ("estimate.total.", "low"): 7,
    ("estimate.total.", "high"): 7,
    ("estimate.list_not_predicted", "size"): 2,  # one person is on another list or not: nothing to predict
    ("estimate.overlap_not_predicted", "size"): 2,
    ("estimate.overlap_not_predicted", "others"): 2,  # of three lists
    ("estimate.several_modes", "n"): 3,  # two have a sentence of their own
    ("lists.most", "n"): 21,  # more lists than are read
}
# Pairs of ends, of which the lower one is never the higher.
ENDS = (("low", "high"), ("few", "many"))
PLURAL = r"(people|persons|lists|models|answers|draws|documents|sources|groups|rows|cells|columns|pairs|others|times)"
AFTER_ONE = re.compile(rf"(?<!to )(?<![\d.,])\b1 ({PLURAL}|are|were|have|count|share)\b")
AFTER_MORE = re.compile(
    r"\b[02] (person|list|model|answer|draw|document|source|group|row|cell|column|pair|is|has|was)\b"
)


def counted(code):
    """Return the fields of a sentence that stand for numbers of something, and the values of all others."""
    known = CATALOGUES[code]
    numbers, others = {known.by} - {""}, {}
    for _, name, form, _ in Formatter().parse(f"{known.one} {known.other}"):
        if not name:
            continue
        if form in ("and", "or", "semicolon", "comma", "sentences"):
            others[name] = ("Alpha", "Beta")
        elif form in {"edtf", "date"}:
            others[name] = "2017-03-05"
        elif name in WORDS:
            others[name] = "Alpha"
        elif name in NEVER_FEW or form not in ("", None):
            others[name] = 12
        else:
            numbers.add(name)
    numbers -= others.keys()
    return sorted(numbers), others


def few(code, name):
    """Return the three least numbers that may stand in a field."""
    least = next((n for (stem, field), n in FEWEST.items() if code.startswith(stem) and field == name), 0)
    return least, least + 1, least + 2


def rendered(code):
    """Yield the sentence for each way in which its numbers are 0, 1 or 2."""
    numbers, others = counted(code)
    for values in product(*(few(code, name) for name in numbers)):
        chosen = dict(zip(numbers, values, strict=True))
        if all(chosen.get(low, 0) < chosen.get(high, 99) for low, high in ENDS):
            yield english(Message(code, **others, **chosen))


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_reads_well_whatever_it_counts(code):
    for sentence in rendered(code):
        assert not AFTER_ONE.search(sentence), sentence
        assert not AFTER_MORE.search(sentence), sentence


def test_the_rule_finds_what_does_not_read_well():
    assert AFTER_ONE.search("Only 1 of 9 people; 1 are on a list.")
    assert AFTER_ONE.search("Only 1 people.")
    assert AFTER_MORE.search("There is 0 list.")
    assert not AFTER_ONE.search("0 to 1 are on no list, 1 person is; 2.1 people are.")
