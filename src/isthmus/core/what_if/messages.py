"""What is said of suppositions, in English."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "what_if.supposed": text("What if {sources:and} were wrong? Nothing is stored, and nobody is judged."),
    "what_if.no_line": text(
        "Without this, no line would be left: nothing else that we hold leads to anybody who is said to know."
    ),
    "what_if.no_line_already": text("It has no independent line as it is."),
    "what_if.lines_left": plural(
        "Without this, {n} independent line would be left, not {before}.",
        "Without this, {n} independent lines would be left, not {before}.",
        by="n",
    ),
    "what_if.lines_kept": plural(
        "Without this, it would still have {n} independent line.",
        "Without this, it would still have {n} independent lines.",
        by="n",
    ),
    "what_if.rests_on": text("What is left would rest on {sources:and}."),
    "what_if.known_through": text("We would know it through {sources:and}."),
    "what_if.falling": plural(
        "{n} statement would count for nothing.", "{n} statements would count for nothing.", by="n"
    ),
    "what_if.fewer": plural(
        "{n} incident would lose an independent line.",
        "{n} incidents would lose an independent line.",
        by="n",
    ),
    "what_if.unsupported": plural(
        "{n} of them would lose its only one.", "{n} of them would lose their only one.", by="n"
    ),
    "what_if.none_unsupported": text("None of them would lose its only one."),
    "what_if.none_fewer": text("No incident would lose an independent line."),
    "what_if.incidents": plural(
        "{after} incident would be left with a line, not {before}.",
        "{after} incidents would be left with a line, not {before}.",
        by="after",
    ),
    "what_if.at_least": plural(
        "The count would be at least {after} person, not {before}.",
        "The count would be at least {after} people, not {before}.",
        by="after",
    ),
    "what_if.at_least_same": plural(
        "The count would still be at least {n} person.",
        "The count would still be at least {n} people.",
        by="n",
    ),
    "what_if.nobody": plural(
        "The count would be of nobody, not of at least {before} person.",
        "The count would be of nobody, not of at least {before} people.",
        by="before",
    ),
    "what_if.rests_alone": plural(
        "{n} incident rests on it alone.", "{n} incidents rest on it alone.", by="n"
    ),
    "what_if.none_rests_alone": text("No incident rests on it alone."),
}
