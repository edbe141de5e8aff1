"""Mappings that somebody wrote by hand: each line that is wrong is named, with what to do."""

from pathlib import Path

import pytest

from isthmus.core.import_mapping.values import ImportMapping
from isthmus.files.import_mapping.mapping_file import UnsoundMapping, mapping_of, read_mapping_file
from isthmus.language import english

SOUND = """\
mapping: 1
name: Register of deaths
row: person
table:
  key: [no]
document: {title: Register, author: Ministry, held: yes, lists_once: people}
sources: {other: authority}
statement:
  speaker: Ministry
  basis: record
acts:
  - type: killing
    date: {column: date, dates: day_first}
    people:
      - role: victim
        name: {column: name}
"""


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(UnsoundMapping) as raised:
        mapping_of(text)
    return [(each.line, english(each.rule)) for each in raised.value.problems]


def test_a_sound_mapping_is_read_as_it_is_written() -> None:
    mapping = mapping_of(SOUND)
    assert isinstance(mapping, ImportMapping)
    assert (mapping.name, mapping.row, mapping.table.key) == ("Register of deaths", "person", ("no",))
    assert mapping.table.line == 5
    assert mapping.document["held"].fixed == "yes"  # and not a truth value
    assert mapping.acts[0].fields["date"].dates == "day_first"
    assert mapping.acts[0].people[0].fields["name"].columns == ("name",)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("row: person", "row: dog", 3, "dog"),
        ("mapping: 1", "mapping: 7", 1, "version “7”"),
        ("basis: record", "basis: rumour", 10, "rumour"),
        ("basis: record", "basis: '?'", 10, "still to be said"),
        ("  basis: record\n", "", 8, "“basis” is missing"),
        ("held: yes", "held: perhaps", 6, "perhaps"),
        ("name: {column: name}", "nmae: {column: name}", 16, "nmae"),
        ("name: {column: name}", "name: {colum: name}", 16, "colum"),
        ("name: {column: name}", "name: {}", 16, "from which column"),
        ("day_first", "backwards", 13, "backwards"),
        ("role: victim", "role: hero", 15, "hero"),
        ("type: killing", "type: slaying", 12, "slaying"),
        ("other: authority", "other: rumour", 7, "rumour"),
        ("key: [no]", "key: {no: 1}", 5, "list of words"),
        ("acts:", "acts: killing\nxacts:", 11, "part with names"),
        ("name: Register of deaths", "name: [a, b]", 2, "one word or text"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(old: str, new: str, line: int, says: str) -> None:
    assert old in SOUND
    found = problems(SOUND.replace(old, new))
    assert any(each == line and says in rule for each, rule in found), found


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("just words", 1),
        ("[1, 2", 1),
        ("mapping: 1\n\tname: x", 2),
        ("mapping: 1\nname: 'x", 2),
        ("mapping: 1\nname: x\nname: y", 3),
        ("mapping: 1\na: &a [x]\nb: *a", 3),
        ("mapping: 1\nx: " + "[" * 40 + "]" * 40, 2),
        ("mapping: 1\n? [a]\n: b", 2),
        ("- mapping: 1", 1),
        ("mapping: 1\nname: \x07", 1),
    ],
)
def test_what_is_no_mapping_is_one_problem_with_a_line(text: str, line: int) -> None:
    found = problems(text)
    assert any(each >= line for each, _ in found), found


def test_a_part_that_grows_without_end_is_refused_at_once() -> None:
    bomb = "mapping: 1\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
    )
    assert [line for line, _ in problems(bomb)] == [3]


def test_a_file_of_bytes_or_too_large_or_none_is_refused_in_words(tmp_path: Path) -> None:
    for name, content in (("bytes", b"mapping: 1\n\xff\xfe"), ("large", b"x" * ((1 << 20) + 1))):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(UnsoundMapping):
            read_mapping_file(path)
    with pytest.raises(UnsoundMapping):
        read_mapping_file(tmp_path)
