"""A small case with everything that a reading page must treat with care: names, grounds, sealed and hostile text."""

from dataclasses import fields, replace

from isthmus.core.workbook.rows import (
    Act,
    Document,
    Judgement,
    Mention,
    Place,
    Row,
    Source,
    Statement,
    Status,
    Workbook,
)

__all__ = ["GROUND", "HOSTILE", "NAMES", "SEALED_NAME", "hostile_case", "small_case"]

# Obviously invented; no page may show them under the veil, and no list may join them to the ground.
NAMES = ("Alpha Testperson", "Beta Testperson")
SEALED_NAME = "Gamma Hiddensource"
GROUND = "religion"
HOSTILE = "</title></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'>"


def small_case() -> Workbook:
    """Return two incidents, a denial, a retraction and judgements."""
    return Workbook(
        sources=(
            Source("s1", "The Valley Courier", "outlet", protection="public", contact="yes"),
            Source("s2", "Delta Witnessperson", "person", protection="confidential", note="Spoke once."),
            Source("s3", SEALED_NAME, "person", protection="sealed", note="A hidden note."),
            Source("s4", "the ministry", "authority", contact="yes"),
        ),
        places=(
            Place("p1", "Upper Valley", precision="region"),
            Place("p2", "Millbridge", parent="p1", precision="settlement"),
            Place("p3", "Farhaven", precision="settlement"),
        ),
        documents=(
            Document("d1", "Courier report", ("s1",), "yes", published="2020-05-02"),
            Document("d2", "Own account", ("s2",), "yes", protection="confidential"),
            Document("d3", "Secret memo", ("s3",), "no", protection="sealed"),
        ),
        statements=(
            Statement(
                "t1",
                "d1",
                ("s1",),
                "asserts",
                "told",
                told_by=("s3",),
                quote="Two people were taken.",
                locator="p. 1",
            ),
            Statement(
                "t2", "d2", ("s2",), "asserts", "first_hand", quote="I was there, says Delta Witnessperson."
            ),
            Statement(
                "t3", "d1", ("s4",), "denies", "unknown", denies="occurrence", quote="Nothing happened."
            ),
            Statement("t4", "d2", ("s2",), "retracts", "unknown", retracts=("t2",)),
            Statement("t5", "d3", ("s3",), "asserts", "unknown"),
            Statement("t6", "d1", ("s1",), "asserts", "unknown", quote="A house was searched."),
        ),
        acts=(
            Act("a1", "t1", "unlawful_detention", "this", "2020-05?", "p2", GROUND),
            Act("a2", "t2", "unlawful_detention", "this", "2020-05-01", "p2"),
            Act("a3", "t3", "unlawful_detention", "this", "2020-05-01", "p2"),
            Act("a4", "t5", "threat", "this", "", "p3"),
            Act("a5", "t6", "house_raid", "this", "2019", "p3"),
        ),
        mentions=(
            Mention("m1", "a1", "victim", 1, 1, kind="individual", name=NAMES[0], sex="female", age="17"),
            Mention("m2", "a2", "victim", 1, 1, kind="individual", name=NAMES[0]),
            Mention("m3", "a1", "victim", 1, 1, kind="individual", name=NAMES[1], sex="male"),
            Mention("m4", "a1", "perpetrator", 1, None, kind="unit", name="the district police"),
            Mention("m5", "a5", "victim", 3, 7, kind="group"),
        ),
        statuses=(Status("x1", "t1", "m1", "released", "2020-05-03"),),
        judgements=(
            Judgement(
                *("j1", "incident", "a1", "a2", "same", "analyst", "2026-01-02T10:00:00Z"),
                because="Same day and place.",
            ),
            Judgement("j2", "incident", "a1", "a3", "same", "analyst", "2026-01-02T10:00:00Z"),
            Judgement(
                "j3", "person", "m1", "m2", "same", "analyst", "2026-01-02T10:00:00Z", "", "Same name."
            ),
            Judgement("j4", "person", "m1", "m3", "different", "analyst", "2026-01-02T10:00:00Z"),
        ),
    )


FREE_TEXT = {
    Source: ("name", "note"),
    Place: ("name", "gazetteer"),
    Document: ("title", "language", "url"),
    Statement: ("locator", "quote", "coder"),
    Act: ("note",),
    Mention: ("name", "other_names", "sex", "age", "occupation"),
    Judgement: ("because", "by"),
}


def hostile_case() -> Workbook:
    """Return the same case with markup in every field that takes free text."""
    case = small_case()
    return replace(
        case,
        **{
            field.name: tuple(map(hostile, rows))
            for field in fields(case)
            if isinstance(rows := getattr(case, field.name), tuple)
        },
    )


def hostile[R: Row](row: R) -> R:
    """Return the row with markup in its free text."""
    return replace(row, **dict.fromkeys(FREE_TEXT.get(type(row), ()), HOSTILE))
