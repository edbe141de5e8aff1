"""A small register that has a bit of everything, for tests of actions."""

from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.core.workbook.rows import (
    Act,
    Document,
    Judgement,
    Mention,
    Place,
    Source,
    Statement,
    Status,
    Term,
    Workbook,
)
from tests.accounts import who

__all__ = ["CASE", "bring_in"]

CASE = Workbook(
    sources=(
        Source("s1", "Outlet A", "outlet"),
        Source("s2", "Outlet B", "outlet", contact="yes"),
        Source("s3", "Person W", "person", affiliation="s2", protection="sealed", note="lives in Town B"),
        Source("s4", "Ministry M", "authority"),
    ),
    places=(
        Place("p1", "Region A"),
        Place("p2", "Town B", parent="p1", latitude="43.10", longitude="45.2", precision="settlement"),
    ),
    documents=(
        Document("d1", "An article", ("s1",), "yes", published="2017-04-01"),
        Document("d2", "The same story", ("s2", "s1"), "no", published="1937-1X"),
    ),
    statements=(
        Statement(
            "t1", "d1", ("s1",), "asserts", "told", ("s3",), quote=' "Quoted", and;\nbroken ', said="2017-04"
        ),
        Statement("t2", "d2", ("s2",), "asserts", "first_hand", via=("s1",)),
        Statement("t3", "d1", ("s4",), "denies", "record", denies="occurrence"),
        Statement("t4", "d2", ("s3",), "retracts", "first_hand", retracts=("t1",)),
    ),
    acts=(
        Act("a1", "t1", "torture", date="2017-03/..", place="p2", ground="religion"),
        Act("a2", "t2", "torture", "this", "2017-03?", "p1", "religion", "beating", "injured", note=" 1+1"),
        Act("a3", "t3", "", "general", place="p1"),
        Act("a4", "t2", "stoning"),
    ),
    mentions=(
        Mention(
            "m1", "a1", "victim", 1, 1, kind="individual", name="Ӏалиев А.", other_names="Aliev", age="15/17"
        ),
        Mention("m2", "a2", "victim", 100, None, kind="group", home="p2"),
        Mention("m3", "a2", "perpetrator", 1, 1, name="Person P", born="[1970,1972]"),
    ),
    statuses=(Status("u1", "t2", "m1", "released", "2017-05"),),
    judgements=(
        Judgement("j1", "incident", "a1", "a2", "unsure", "B", "2020-01-01T00:00:00Z"),
        Judgement(
            "j2", "incident", "a1", "a2", "same", "B", "2020-01-02T00:00:00Z", "", "the weeks", ("j1",)
        ),
        Judgement("j3", "person", "", "", "examined", "link run 1", "2020-01-02T00:00:00Z"),
        Judgement("j4", "source", "s1", "s2", "different", "B", "2020-01-02T00:00:00Z"),
        Judgement("j5", "retraction", "t4", "", "coerced", "B", "2020-01-02T00:00:00Z"),
    ),
    vocabulary=(Term("type", "stoning", "stoning", ""),),
)


def bring_in(workbook: Workbook = CASE) -> None:
    """Import a workbook into the empty register of a test."""
    actor = who("tester")
    apply_import(plan_import(workbook), actor=actor)
