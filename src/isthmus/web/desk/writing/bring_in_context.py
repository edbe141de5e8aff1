"""What the pages show on which a spreadsheet is brought in: its columns, what is asked, what its rows become."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from isthmus.core.import_mapping.answers import KEPT, LEFT, MEANINGS
from isthmus.core.import_mapping.date_orders import NUMBER
from isthmus.core.import_mapping.values import ROW_KINDS
from isthmus.core.messages import Message
from isthmus.core.workbook.schema import sheet
from isthmus.store.desk.scratch.models import Job
from isthmus.web.desk.language import said
from isthmus.web.desk.reading.dates import shown_date
from isthmus.web.desk.reading.words import Labels
from isthmus.web.desk.veil import capital_initials, veiled
from isthmus.web.desk.writing.forms import choice_words

__all__ = [
    "CENTURY_WORDS",
    "ColumnAsked",
    "OrderAsked",
    "asked",
    "century_field",
    "changed_column",
    "looked_at",
    "order_field",
]

_CHANGES = 50  # that a page shows
ROWS = {
    "person": gettext_lazy("a person on a list"),
    "incident": gettext_lazy("an incident, with how many people"),
    "interview": gettext_lazy("an interview: each row is a document of its own"),
}
ONCE = {
    "people": gettext_lazy("yes: each person once"),
    "incidents": gettext_lazy("yes: each incident once"),
    "nothing": gettext_lazy("no, or nobody says so"),
}
WORDS = {
    "key": gettext_lazy("the author’s own number of the row"),
    "name": gettext_lazy("name of the victim"),
    "first_name": gettext_lazy("first name"),
    "family_name": gettext_lazy("family name"),
    "other_names": gettext_lazy("other names"),
    "names": gettext_lazy("several people in a cell, with or without names"),
    "number": gettext_lazy("how many died or were victims"),
    "missing": gettext_lazy("how many are missing"),
    "sex": gettext_lazy("sex"),
    "age": gettext_lazy("age"),
    "born": gettext_lazy("day or year of birth"),
    "home": gettext_lazy("where they lived or came from"),
    "occupation": gettext_lazy("occupation"),
    "description": gettext_lazy("who they were, in words"),
    "identifiers": gettext_lazy("an official number of the person"),
    "date": gettext_lazy("when it happened"),
    "place": gettext_lazy("where it happened"),
    "perpetrator": gettext_lazy("who did it"),
    "told_by": gettext_lazy("who told the list of it: its sources"),
    "told_where_yes": gettext_lazy("a source of the list, where it says yes"),
    "quote": gettext_lazy("what happened, in the speaker’s words"),
    "locator": gettext_lazy("where it stands: a page, an entry"),
    "said": gettext_lazy("when it was reported"),
    "type": gettext_lazy("what was done, as a code"),
    "status": gettext_lazy("what became of the person, as a code"),
    "protection": gettext_lazy("public, confidential or sealed"),
    "basis": gettext_lazy("how they know, row by row"),
    KEPT: gettext_lazy("nothing of these: kept beside (x_)"),
    LEFT: gettext_lazy("not taken at all"),
}
ORDER_WORDS = {
    "day_first": gettext_lazy("the day stands first"),
    "month_first": gettext_lazy("the month stands first"),
}
SERIAL_WORDS = {
    "excel_1900": gettext_lazy("days since 1900, as most spreadsheets count"),
    "excel_1904": gettext_lazy("days since 1904, as spreadsheets of old Macs count"),
}
MERGED_WORDS = {
    "each_row": gettext_lazy("yes, for each of them"),
    "first_row": gettext_lazy("no, for the first row alone"),
}


CENTURY_WORDS = {"20": gettext_lazy("2000 to 2099"), "19": gettext_lazy("1900 to 1999")}


@dataclass(frozen=True, slots=True)
class OrderAsked:
    """Dates of one sign, or of all where `sign` is empty, that are two days; `field` names the answer.

    Of the sign `century` those whose year has two figures.
    """

    field: str
    sign: str
    examples: Sequence[str]
    order: str
    choices: Sequence[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class ColumnAsked:
    """A column with examples, what it is taken for so far, and what is asked of its dates and its words.

    `bases`: of a column of bases the name of each field, the word that it is about, and what was answered.
    """

    place: int
    name: str
    examples: Sequence[str]
    meaning: str
    asked: Sequence[OrderAsked]
    bases: Sequence[tuple[str, str, str]]


def asked(request: HttpRequest, job: Job) -> dict[str, Any]:
    """Return what the page of a step shows when it is done."""
    if job.unfinished:
        return {}
    veil = capital_initials if veiled(request) else str
    found: dict[str, Any] = job.result
    context: dict[str, Any] = {
        "questions": [told(each, veil) for each in found.get("questions", ())],
        "remarks": [told(each, veil) for each in found.get("remarks", ())],
        "wrong": [wrong(each) for each in found.get("wrong", ())],
        "sentences": list(sentences(found.get("sentences", ()), veil)),
        "notices": [said(Message.from_json(each)) for each in found.get("notices", ())],
        "changes": [
            {
                **each,
                "label": changed_column(each["sheet"], each["column"]),
                **{side: veil(each[side]) for side in ("before", "after")},
            }
            for each in found.get("changes", ())[:_CHANGES]
        ],
        "document": [said(Message.from_json(each)) for each in found.get("document", ())],
    }
    if found.get("asks") in ("list", "answers"):
        context["names_new"] = [
            (name, [veil(each) for each in names], found["new_totals"][name] - len(names))
            for name, names in found["new"].items()
            if names
        ]
    if look := looked_at(job):
        context |= {"columns": list(columns(look, job, veil)), **choices(look, job)}
    return context


def changed_column(name: str, column: str) -> str:
    """Return what a column of a sheet is called; an author's own has its own name."""
    known = sheet(name)
    return said(known.column(column).label) if column in known.names else column


def looked_at(job: Job) -> Mapping[str, Any]:
    """Return what the look at the columns found, of this step or of the one before."""
    found = job.result if job.kind == "list_look" and job.state == Job.State.DONE else job.about.get("look")
    return found if isinstance(found, dict) else {}


def columns(look: Mapping[str, Any], job: Job, veil: Any) -> Iterator[ColumnAsked]:
    """Yield the columns, each with what somebody answered or what is proposed."""
    about: dict[str, Any] = job.about
    answers = about.get("answers", {})
    meanings, orders = answers.get("columns", {}), answers.get("orders", {})
    for place, each in enumerate(look["columns"]):
        name = each["name"]
        yield ColumnAsked(
            place,
            name,
            [veil(cell) for cell in each["examples"]],
            meanings.get(name, each["meaning"]),
            [
                *(order_asked(place, at, one, orders.get(name, "")) for at, one in enumerate(each["asked"])),
                *century_asked(place, each, answers.get("centuries", {})),
            ],
            bases_asked(place, each, answers),
        )


def bases_asked(
    place: int, each: Mapping[str, Any], answers: Mapping[str, Any]
) -> list[tuple[str, str, str]]:
    """Return what is asked of the words of a column that was said to hold bases."""
    if answers.get("columns", {}).get(each["name"]) != "basis":
        return []
    codes = answers.get("basis_codes", {})
    return [
        (f"basis-{place}-{at}", word, codes[word]) for at, word in enumerate(each["values"]) if word in codes
    ]


def order_field(place: int, at: int, sign: str) -> str:
    """Return the name of the field that says in which order the dates of a column stand."""
    return f"order-{place}-{at}" if sign else f"order-{place}"


def century_field(place: int) -> str:
    """Return the name of the field that says in which century years of two figures lie."""
    return f"century-{place}"


def century_asked(place: int, each: Mapping[str, Any], answered: Mapping[str, str]) -> Iterator[OrderAsked]:
    """Yield what is asked of years of two figures, if a column has any, with what was answered."""
    found = each.get("century", {})
    if found.get("examples"):
        said_before = answered.get(each["name"]) or found["shown"]
        words = list(CENTURY_WORDS.items())
        yield OrderAsked(century_field(place), "century", found["examples"], said_before, words)


def order_asked(place: int, at: int, one: Mapping[str, Any], answered: Any) -> OrderAsked:
    """Return what is asked of the dates of a column that have one sign, with what was answered."""
    sign = one["sign"]
    said_before = answered.get(sign, "") if isinstance(answered, dict) else answered
    words = SERIAL_WORDS if sign == NUMBER else ORDER_WORDS
    return OrderAsked(
        order_field(place, at, sign), sign, one["examples"], said_before or one["order"], list(words.items())
    )


def choices(look: Mapping[str, Any], job: Job) -> dict[str, Any]:
    """Return what can be chosen, and what was answered so far."""
    about: dict[str, Any] = job.about
    answers = {"name": look["name"], "row": look["row"], **about.get("answers", {})}
    statements, sources = sheet("statements"), sheet("sources")
    return {
        "answers": answers,
        "meanings": [(each, WORDS[each]) for each in (*MEANINGS, KEPT, LEFT)],
        "merged": list(MERGED_WORDS.items()) if look.get("merged") else [],
        "two_headers": look.get("two_headers", False),
        "silent": [(each, each in answers.get("nothing", [each])) for each in look.get("nothing", ())],
        "more_columns": look.get("more_columns", 0),
        "rows": [(each, ROWS[each]) for each in ROW_KINDS],
        "once": list(ONCE.items()),
        "bases": filled(choice_words(statements.column("basis"))),
        "kinds": filled(choice_words(sources.column("kind"))),
        "types": Labels.load().choices("type"),
    }


def filled(words: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return the choices but for the empty one: that nothing was said is said apart."""
    return [(code, label) for code, label in words.items() if code]


def told(each: Mapping[str, Any], veil: Any) -> dict[str, Any]:
    """Return a question about a column as the page shows it."""
    examples = [veil(example) for example in each["examples"]]
    return {
        "column": each["column"],
        "rows": each["rows"],
        "examples": examples,
        "words": said(Message.from_json(each["message"])),
    }


def wrong(each: Mapping[str, Any]) -> dict[str, Any]:
    """Return a problem of a mapping as the page shows it."""
    rule, fix = (said(Message.from_json(each[name])) for name in ("rule", "fix"))
    return {"line": each["line"], "rule": rule, "fix": fix}


def sentences(found: Sequence[Mapping[str, Any]], veil: Any) -> Iterator[str]:
    """Yield the first statements in a line each: who says it, how they know, and what."""
    labels = Labels.load()
    bases = choice_words(sheet("statements").column("basis"))
    for each in found:
        knows = _("told by %(whom)s") % {"whom": ", ".join(each["told_by"])} if each["told_by"] else ""
        who = ", ".join((*each["speakers"], knows or str(bases.get(each["basis"], ""))))
        for act in each["acts"]:
            when = shown_date(act["date"]).words if act["date"] else ""
            people = ", ".join(person(one, veil) for one in act["people"])
            parts = (labels.of("type", act["type"]), when, act["place"], people)
            yield f"{who}: {' · '.join(str(part) for part in parts if part)}"


def person(one: Mapping[str, Any], veil: Any) -> str:
    """Return one entry of people: the name, or how many they are."""
    if one["name"]:
        return str(veil(one["name"]))
    if one["low"] == 1 and one["high"] == 1:
        return _("one person")
    if one["low"] == one["high"]:
        return _("%(n)s people") % {"n": one["low"]}
    return _("at least %(low)s") % {"low": one["low"]}
