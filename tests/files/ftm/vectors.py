"""Registers and the files of FollowTheMoney that they give; `python -m tests.files.ftm.vectors` writes these again."""

from pathlib import Path

from isthmus.core.register import Register
from isthmus.core.workbook.rows import (
    Act,
    Document,
    Judgement,
    Mention,
    Place,
    Source,
    Statement,
    Status,
    Workbook,
)
from isthmus.files.ftm import entities, write_ftm
from isthmus.files.sample import sample_path
from isthmus.files.workbook import read_workbook

__all__ = ["ACCEPTED", "CASE", "KEY", "VECTORS", "vector", "written"]

VECTORS = Path(__file__).parents[2] / "vectors" / "ftm"
KEY = b"k" * 32
CASE = Workbook(
    sources=(
        Source("s1", "Outlet A", "outlet"),
        Source("s2", "Person V", "person", affiliation="s1", note="a note about Person V"),
    ),
    places=(
        Place("p1", "Region A"),
        Place("p2", "Town B", parent="p1", latitude="43.1", longitude="45.2", precision="settlement"),
    ),
    documents=(
        Document("d1", "An article", ("s1",), "yes", published="2017-04-01", url="https://example.org/a"),
        Document("d2", "A letter", ("s2",), "no", published="2017"),
    ),
    statements=(
        Statement("t1", "d1", ("s2",), "asserts", "first_hand", quote="Person V said so", locator="4"),
    ),
    acts=(Act("a1", "t1", "torture", date="2017-03/2017-05", place="p2", ground="religion", note="a note"),),
    mentions=(
        Mention(
            "m1",
            "a1",
            "victim",
            1,
            1,
            "individual",
            speaker="s2",
            name="Person V",
            other_names="V",
            sex="male",
        ),
        Mention("m2", "a1", "perpetrator", 3, None, kind="group", occupation="guards"),
    ),
    statuses=(Status("u1", "t1", "m1", "released"),),
    judgements=(Judgement("j1", "person", "m1", "m2", "different", "B", "2026-01-01"),),
)


def written(workbook: Workbook, path: Path, *, names: bool) -> Path:
    target = path / "case.jsonl"
    write_ftm(entities(Register.of(workbook), key=KEY, names=names), target)
    return target


ACCEPTED = ("case-names", "case-numbers", "sample-names", "sample-numbers")


def vector(name: str, folder: Path) -> Path:
    """The file of this name, as it would be made now."""
    which, _, kind = name.partition("-")
    workbook = CASE if which == "case" else read_workbook(sample_path())
    return written(workbook, folder, names=kind == "names")


if __name__ == "__main__":
    for each in ACCEPTED:
        vector(each, VECTORS).replace(VECTORS / f"{each}.jsonl")
