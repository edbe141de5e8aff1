"""The English of the sheets of judgements and of the vocabulary, and how the texts of a column are named."""

from collections.abc import Mapping

from isthmus.core.messages import Text, text

__all__ = ["CATALOGUE", "column_texts"]


def column_texts(name: str, label: Text, about: Text, hint: Text | None = None) -> dict[str, Text]:
    """Return a column's label, its explanation in a workbook, and what a form says beneath its field, if anything."""
    found = {f"label.{name}": label, f"column.{name}": about}
    return found | ({f"hint.{name}": hint} if hint else {})


CATALOGUE: Mapping[str, Text] = {
    **column_texts("judgements.id", text("Id"), text("Your own short name for the judgement. No semicolon.")),
    **column_texts("judgements.kind", text("Kind"), text("What it is about.")),
    **column_texts(
        "judgements.left", text("Left"), text("The one mention, act, source, place, or the statement.")
    ),
    **column_texts(
        "judgements.right", text("Right"), text("The other one; empty for a retraction or a statement.")
    ),
    **column_texts(
        "judgements.decision",
        text("Decision"),
        text(
            "person: same, different, disjoint, part_of, unsure, examined; incident: same, different, part_of, unsure; "
            "source, place: same, different; retraction: accepted, coerced, unsure; statement: withdrawn, stands."
        ),
    ),
    **column_texts("judgements.by", text("By"), text("Who decided, or the link run.")),
    **column_texts("judgements.at", text("Decided"), text("When it was decided.")),
    **column_texts(
        "judgements.made",
        text("How"),
        text(
            "one_by_one, in_one_go or link_run. Empty: by a link run where its name begins so, else one by one."
        ),
    ),
    **column_texts("judgements.because", text("Reason"), text("The reason.")),
    **column_texts("judgements.replaces", text("Replaces"), text("The judgements that this one replaces.")),
    **column_texts("vocabulary.list", text("List"), text("The column of acts that the code is for.")),
    **column_texts("vocabulary.code", text("Code"), text("The code as it is written in acts.")),
    **column_texts("vocabulary.label", text("Label"), text("What to show for it.")),
    **column_texts(
        "vocabulary.maps_to", text("Maps to"), text("The code for the same thing in another vocabulary.")
    ),
    **column_texts(
        "vocabulary.once",
        text("Once in a life"),
        text("yes: of a type that happens to a person once, as a killing."),
    ),
}
