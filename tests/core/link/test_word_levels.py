"""How alike two words are: examples of each step, and a plain reading of the definitions on random words."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from isthmus.core.link.normalise import part_of
from isthmus.core.link.word_levels import DIFFERENT, LONGEST, LOW, NEAR, ROUGH, word_levels

WORDS = st.text("abcde ", max_size=14)
NAMES = st.sampled_from(
    (
        "khaled",
        "khalid",
        "mahmoud",
        "mohammad",
        "ahmad",
        "hamad",
        "abdullah",
        "abdalla",
        "sulayman",
        "suleiman",
    )
)


def arrow(words):
    """Words as Arrow holds them: where each begins, and the bytes of all."""
    encoded = [each.encode() for each in words]
    offsets = np.cumsum([0, *(len(each) for each in encoded)]).astype(np.int32)
    return offsets, np.frombuffer(b"".join(encoded) or b"\0", np.uint8)


def levels(pairs):
    found = np.full(len(pairs), -9, np.int8)
    word_levels(arrow([one for one, _ in pairs]), arrow([other for _, other in pairs]), found)
    return found.tolist()


def level(one, other):
    return levels([(one, other)])[0]


def edits(one, other):
    """Optimal string alignment by its recurrence (Boytsov 2011): no part of a word is edited twice."""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            ways = [
                table[i - 1, j] + 1,
                table[i, j - 1] + 1,
                table[i - 1, j - 1] + (one[i - 1] != other[j - 1]),
            ]
            if one[i - 2 : i] == other[j - 2 : j][::-1] and i > 1 and j > 1:
                ways.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(ways)
    return table[len(one), len(other)]


def jaro_winkler(one, other):
    """How many letters answer to one another, and the similarity (Winkler 1990)."""
    reach = max(max(len(one), len(other)) // 2 - 1, 0)
    free, pairs = set(range(len(other))), []
    for i, letter in enumerate(one):
        near = [j for j in sorted(free) if abs(i - j) <= reach and other[j] == letter]
        if near:
            free.remove(near[0])
            pairs.append((i, near[0]))
    if not pairs:
        return 0, 0.0
    there = sorted(j for _, j in pairs)
    moved = sum(one[i] != other[j] for (i, _), j in zip(pairs, there, strict=True))
    m = len(pairs)
    jaro = (m / len(one) + m / len(other) + (m - moved // 2) / m) / 3
    common = next((at for at in range(4) if one[at : at + 1] != other[at : at + 1] or at >= len(one)), 4)
    return m, jaro + 0.1 * common * (1 - jaro)


def step(one, other, one_edit_from=4):
    """The step of two words, each of its rules in words of its own."""
    one, other = one[:64], other[:64]
    longer = max(len(one), len(other))
    if not one or not other:
        return DIFFERENT
    matched, jaro = jaro_winkler(one, other)
    distance = edits(one, other)
    if jaro < 0.5:
        return DIFFERENT
    if (distance < 2 and longer >= one_edit_from) or (distance < 3 and longer >= 8):
        return NEAR
    if distance <= 0.34 * longer or jaro >= 0.9:
        return ROUGH
    return LOW if jaro >= 0.8 and matched >= longer / 2 else DIFFERENT


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("khaled", "khaled", NEAR),
        ("khaled", "khalid", NEAR),  # one letter of six
        ("khaled", "khalde", NEAR),  # neighbours changed places: one edit
        ("khaled", "khlaed", NEAR),
        ("omar", "omer", NEAR),  # one letter of four
        ("ali", "ala", ROUGH),  # one letter of three makes another name
        ("ali", "ila", DIFFERENT),
        ("mahmoud", "mahmed", ROUGH),  # two edits of seven letters
        ("abdulkarim", "abdelkerem", ROUGH),  # three of ten: no more than a third
        ("sulayman", "suleimen", LOW),  # three of eight
        ("abdullah", "abdallh", NEAR),  # two of eight
        ("khadija", "khalid", LOW),
        ("yusuf", "ibrahim", DIFFERENT),
        ("", "khaled", DIFFERENT),
        ("", "", DIFFERENT),
    ],
)
def test_each_step_has_its_words(one, other, found):
    assert level(one, other) == level(other, one) == found


def test_an_exchange_of_neighbours_is_one_edit_and_not_two():
    """Levenshtein counts two, which in a word of four to seven letters would be no slip."""
    assert edits("hamza", "hmaza") == 1
    assert level("hamza", "hmaza") == NEAR
    assert level("hamza", "hbcza") != NEAR


@given(WORDS, WORDS)
@example("ca", "abc")  # in which optimal string alignment and Damerau's unbounded distance differ
@example("aaaa", "aaaaaaaa")
def test_any_two_words_reach_the_step_of_the_definitions(one, other):
    assert level(one, other) == step(one, other)


@given(NAMES, st.lists(st.tuples(st.integers(0, 7), st.sampled_from("aeiouxyz")), max_size=3))
def test_a_name_and_its_slips_reach_the_step_of_the_definitions(name, slips):
    letters = list(name)
    for at, letter in slips:
        letters[at % len(letters)] = letter
    assert level(name, "".join(letters)) == step(name, "".join(letters))


@given(st.lists(st.tuples(WORDS, WORDS), max_size=20))
def test_a_pair_among_many_reaches_what_it_reaches_alone(pairs):
    """The room of one pair is used for the next."""
    assert levels(pairs) == [level(*pair) for pair in pairs]


@given(st.text("ab", min_size=60, max_size=80), st.text("ab", min_size=60, max_size=80))
def test_of_very_long_words_the_beginning_is_read(one, other):
    assert level(one, other) == level(one[:LONGEST], other[:LONGEST])


def barred(sound, script, signs):
    return f"{sound}|{script}{signs}"


@pytest.mark.parametrize(("script", "least"), [("L", 4), ("C", 4), ("A", 6)])
def test_beside_sounds_the_letters_of_one_script_tell(script, least):
    """One sign of four is a slip; in a script without vowels, where it makes another name, one of six."""
    for length in (4, 5, 6):
        one, other = "abcdef"[:length], "abcdex"[:length] if length == 6 else "abcdef"[: length - 1] + "x"
        found = level(barred("khaled", script, one), barred("sbrwqy", script, other))
        assert (found == NEAR) == (length >= least)


def test_letters_of_two_scripts_are_not_compared():
    assert level(barred("khaled", "A", "abcdef"), barred("sbrwqy", "L", "abcdef")) == DIFFERENT
    assert level(barred("khaled", "A", "abcdef"), barred("khalid", "L", "zzzzzz")) == NEAR


def test_words_are_as_alike_as_sound_or_letters_tell():
    assert level(barred("khaled", "L", "zzzzzz"), barred("khalid", "L", "abcdef")) == NEAR
    assert level(barred("khaled", "L", "abcdef"), barred("sbrwqy", "L", "abcdef")) == NEAR


@given(
    st.text("abcd", min_size=1, max_size=9), st.text("abcd", min_size=1, max_size=9), st.sampled_from("LA")
)
def test_letters_reach_the_step_of_the_definitions(one, other, script):
    found = level(barred("khaled", script, one), barred("sbrwqy", script, other))
    assert found == step(one, other, 6 if script == "A" else 4)


@pytest.mark.parametrize("broken", ["|", "khaled|", "khaled|A", "|Aabcdef"])
def test_a_word_without_sound_or_letters_is_read_as_far_as_it_goes(broken):
    assert level(broken, broken) in {DIFFERENT, NEAR}
    assert level(broken, "khaled|Aabcdef") == (
        NEAR if "khaled" in broken or "abcdef" in broken else DIFFERENT
    )


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("خليل", "جليل", "not near"),  # one letter of four: two names
        ("إسماعيل", "اسماعيل", "near"),
        ("عبدالرحمن", "عبدالرحمان", "near"),
        ("Мухаммад", "Мухамад", "near"),
        ("Khaled", "Khaeld", "near"),
    ],
)
def test_words_as_names_give_them(one, other, found):
    reached = level(part_of(one).letters, part_of(other).letters)
    assert (reached == NEAR) == (found == "near")
