"""Six statements about one unit, by names that sound alike or hold each other, and of incidents that may be one."""

from isthmus.core.workbook.rows import Act, Document, Mention, Place, Source, Statement, Workbook

__all__ = ["BOOK"]

NUMBERS = range(6)
# Names that sound alike in two scripts, or hold each other; one is of another unit.
NAMES = ("Батальон Север", "Batalyon Sever", "Батальон Север", "Battalion Sever", "Kestrel unit", "Sever")
BOOK = Workbook(
    sources=tuple(
        Source(f"s{n}", name, "outlet") for n, name in enumerate(("Radio Valley", "Radio Vally", "Hill"))
    ),
    places=(
        Place("p0", "District N"),
        Place("p1", "Village V", parent="p0"),
        Place("p2", "Vilage V"),
        Place("p3", "District O"),
    ),
    documents=tuple(Document(f"d{n}", f"Report {n}", (f"s{n % 3}",), "yes") for n in NUMBERS),
    statements=tuple(Statement(f"t{n}", f"d{n}", (f"s{n % 3}",), "asserts", "first_hand") for n in NUMBERS),
    acts=(
        Act("a0", "t0", "torture", date="2017-03", place="p1"),
        Act("a1", "t1", "torture", date="2017-03-04", place="p0"),
        Act("a2", "t2", "torture", date="2017-05", place="p1"),
        Act("a3", "t3", "killing", date="2017-03", place="p1"),
        Act("a4", "t4", "torture", date="2017-03", place="p3"),
        Act("a5", "t5", "torture", date="2017-03", place="p1"),
    ),
    mentions=(
        *(Mention(f"u{n}", f"a{n}", "perpetrator", 1, None, kind="unit", name=NAMES[n]) for n in NUMBERS),
        Mention("v0", "a0", "victim", 1, 1, kind="individual", name="Adan Exemplarov"),
        Mention("v1", "a1", "victim", 1, 1, kind="individual", name="Адан Экземпляров"),
        Mention("v2", "a2", "victim", 1, 1, kind="individual", name="Musa Obraztsov"),
        Mention("v5", "a5", "victim", 1, 1, kind="individual"),
    ),
)
