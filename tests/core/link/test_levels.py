"""A sentence for every level of every comparison."""

import pytest

from isthmus.core.link.groups import GROUPS
from isthmus.core.link.incidents import COMPARISONS
from isthmus.core.link.levels import level_message
from isthmus.core.link.messages import CATALOGUE
from isthmus.core.link.model import comparisons
from isthmus.language import english

EVERY = (
    *comparisons(("name", "born", "died", "date", "place", "sex", "identifiers", "x_home", "x_note", "list")),
    *GROUPS,
    *COMPARISONS,
)
BY_EARLIER = "compared by an earlier version"


def said(comparison, level):
    return english(level_message(comparison, level))


@pytest.mark.parametrize("comparison", EVERY, ids=lambda each: each.name)
def test_every_level_has_a_sentence_of_its_own(comparison):
    sentences = [said(comparison.name, level) for level in range(-1, len(comparison.expanded()))]
    assert all(sentences)
    assert len(set(sentences)) == len(sentences)
    assert BY_EARLIER not in sentences


@pytest.mark.parametrize("comparison", EVERY, ids=lambda each: each.name)
def test_no_sentence_is_a_word_that_says_nothing_away_from_its_field(comparison):
    sentences = [said(comparison.name, level) for level in range(len(comparison.expanded()))]
    assert all(" " in each.partition(",")[0] for each in sentences)


def test_no_sentence_is_left_over_from_a_level_that_is_gone():
    made = {
        message.values["level"].code if message.code == "link.level.of_rarity" else message.code
        for each in EVERY
        for message in (level_message(each.name, level) for level in range(len(each.expanded())))
    }
    spare = {"link.level.not_stated", "link.level.by_earlier", "link.level.of_rarity"}
    assert {code for code in CATALOGUE if code.startswith("link.level.")} == made | spare


@pytest.mark.parametrize(
    ("comparison", "code", "sentence"),
    [
        ("given", "initial", "initials fit"),
        ("given", "one_name", "same name in another spelling or script"),
        ("given", "near", "given names that differ by a slip"),
        ("lineage", "other_order", "the same names in another order, or a generation left out"),
        ("born", "ages_a_year_apart", "ages about a year apart"),
        ("list", "within", "in one list"),
        ("place", "inside", "one lies in the other"),
        ("site", "same", "same place, rare"),
        ("born", "different", "different times"),
        ("victims", "one_shared", "one victim is the same"),
    ],
)
def test_sentences_are_those_of_their_levels(comparison, code, sentence):
    known = next(each for each in EVERY if each.name == comparison)
    assert said(comparison, known.number(code)) == sentence


def test_what_was_not_stated_or_is_not_known_any_more_is_said_to_be_so():
    assert said("given", -1) == said("x_home", -1) == "not stated"
    assert said("given", 99) == said("hair", 1) == "compared by an earlier version"
