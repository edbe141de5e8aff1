"""Several answers in one cell, parted by blanks, where an answer may hold blanks itself."""

from isthmus.core.import_mapping.chosen_options import chosen_options


def test_names_are_parted_by_blanks() -> None:
    assert chosen_options("killing theft", ["killing", "theft", "torture"]) == ["killing", "theft"]
    assert chosen_options("", ["killing"]) == []


def test_of_labels_that_begin_alike_the_longest_is_taken() -> None:
    labels = ["Killed", "Killed in custody", "House burned"]
    assert chosen_options("Killed in custody House burned", labels) == ["killed in custody", "house burned"]
    assert chosen_options("house burned Killed", labels) == ["house burned", "killed"]


def test_words_that_are_no_option_leave_it_open() -> None:
    assert chosen_options("Killed in prison", ["Killed", "Killed in custody"]) is None
    assert chosen_options("anything", []) is None
