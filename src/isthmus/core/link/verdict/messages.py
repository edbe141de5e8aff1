"""The words in which a run says whether it has a figure, and what is to be known beside one."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "link.verdict.nothing_identifies": text(
        "There is no figure: no column states a name or a day of birth that tells persons apart (numbers and “unknown”"
        " are no names). Add names or days of birth; pairs.parquet holds the compared pairs."
    ),
    "link.verdict.starts_differ": text(
        "There is no figure: from different starts the fit finds {least} to {most} pairs of one person, so the columns"
        " do not tell who is who. Add one that does, as a father's name, a day of birth or a place; or label pairs."
    ),
    "link.verdict.nobody_twice": text("Nobody was found to stand twice."),
    "link.verdict.nobody_twice_but": plural(
        "Nobody was found to stand twice, but {n} row may be about somebody of another row.",
        "Nobody was found to stand twice, but {n} rows may be about somebody of another row.",
        by="n",
    ),
    "link.verdict.equal_rows": plural(
        "{n} row equals another in everything that it states. Whether they are one person or two cannot be told:"
        " “at most” counts them as two, “at least” as one.",
        "{n} rows equal another in everything that they state. Whether they are the same people or others cannot be"
        " told: “at most” counts them as others, “at least” as the same.",
        by="n",
    ),
    "link.verdict.equal_rows_decide": text(
        "There is no figure: most of the {records} rows equal another in everything that they state, so there may be"
        " anything from {least} to {most} people. If they are copies, keep one of each and run again; if not, add a"
        " column by which they differ; or label pairs."
    ),
    "link.verdict.far_apart": text(
        "The two bounds are far apart, since what is stated does not tell who is who. Use both bounds, not the number"
        " between them; one more column, as a father's name, a birth or a place, would bring them nearer."
    ),
    "link.verdict.few_records": plural(
        "{records} row is too few to learn from: what is said of it rests on what is usual in other lists. Look at the"
        " pairs yourself.",
        "{records} rows are too few to learn from: what is said of them rests on what is usual in other lists. Look at"
        " the pairs yourself.",
        by="records",
    ),
    "link.verdict.as_any_two": text(
        "Look at pairs before you use the figure: {matches} pairs of {records} records are called one person, and they"
        " lie within one list as often as any two records do."
    ),
}
