"""Random sound workbooks for property tests: any text that a cell may hold, in every column that is free text."""

from unicodedata import is_normalized

from hypothesis import strategies as st

from isthmus.core.workbook.own_columns import gathered
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

# What spreadsheets, CSV and XML are known to change.
TRICKY = (
    *(
        "01",
        "1.0",
        "2017-03",
        "3/4",
        "1e5",
        "TRUE",
        "=",
        "'x",
        "  spaces  ",
        "a\nb",
        "a\r\nb",
        "a\rb",
        'say "so"',
    ),
    *("a,b;c", "_x000D_", "_x005F_", "x005F_", "&amp; <b>", "שלום", "مرحبا", "🙂", "é", "#N/A", "9" * 20),
    "\N{ZERO WIDTH NO-BREAK SPACE}x",
    # What a spreadsheet would run, and what looks as if it had been guarded already.
    *(
        "=1+1",
        "'=1+1",
        "''=1",
        " =1",
        "\N{NO-BREAK SPACE}=1",
        "\ufeff=1",
        "\uff1d1+1",
        "\n=1",
        "-5",
        "'-5",
        "+7 900",
    ),
    "- 3 killed(two of them women)",
)

texts = st.one_of(
    st.sampled_from(TRICKY),
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=12),
    st.text("ab\n\r\t ,;\"'_x0D", max_size=8),
)
filled = texts.filter(str.strip)
ids = filled.map(lambda text: " ".join(text.replace(";", "").split())).filter(
    lambda text: text and text.isprintable() and is_normalized("NFC", text)
)
dates = st.sampled_from(
    ["", "2017", "2017-03", "2017-03-01", "1937-1X/..", "../2017", "{2017,2018}", "2017-24"]
)


@st.composite
def workbooks(draw: st.DrawFn) -> Workbook:
    """A workbook with some rows in every sheet, in the order that reading it gives."""
    one, two, three = sorted(draw(st.sets(ids, min_size=3, max_size=3)))
    text = draw(st.lists(texts, min_size=12, max_size=12))
    name = draw(st.lists(filled, min_size=6, max_size=6))
    date = draw(dates)
    own = {"x_b c": text[1], 'x_Ä,"': text[2]}
    high = draw(st.none() | st.integers(7, 999_999_999))
    return Workbook(
        sources=(
            Source(
                one,
                name[0],
                "outlet",
                two,
                "sealed",
                "no",
                "01",
                text[0],
                gathered(own),
            ),
            Source(two, name[1], "anonymous", note=text[1]),
        ),
        places=(Place(one, name[2], text[3], "", "43.50", "-0.10", "point", text[2]),),
        documents=(
            Document(
                one,
                name[3],
                (one, two),
                "yes",
                "",
                date,
                "ru",
                "files/ä b.pdf",
                "",
                "2026-11-22T10:00:00Z",
                "A" * 64,
                "people",
            ),
        ),
        statements=(
            Statement(
                one,
                one,
                (two, one),
                "asserts",
                "told",
                (two,),
                (one,),
                "",
                (),
                "",
                text[3],
                text[4],
                "paraphrase",
                date,
                text[5],
            ),
            Statement(two, one, (one,), "retracts", "unknown", retracts=(one,)),
        ),
        acts=(Act(one, one, "killing", "this", date, one, "religion", "other", "other", "yes", text[6]),),
        mentions=(
            Mention(
                one,
                one,
                "victim",
                7,
                high,
                as_said=text[2],
                kind="group",
                speaker=two,
                name=text[7],
                other_names=text[8],
                description=text[9],
                identifiers="list:1; other list:2 b",
                sex=text[9],
                age="15/17",
                born=date,
                home=one,
                occupation=text[10],
            ),
            Mention(two, one, "victim", 1, 1, within=one, own=gathered({"x_z": name[0]})),
        ),
        statuses=(Status(one, one, one, "missing", date),),
        judgements=(
            Judgement(one, "person", "", "", "examined", name[4], "2026-11-22", "link_run", text[11]),
            Judgement(two, "source", one, two, "different", name[5], "2026-11-22T10:00:00Z", "", "", (one,)),
            Judgement(three, "retraction", two, "", "coerced", name[5], "2026-11-22"),
        ),
        vocabulary=(
            Term("ground", three, text[0], text[1]),
            Term("type", three, once="yes"),
        ),
    )
