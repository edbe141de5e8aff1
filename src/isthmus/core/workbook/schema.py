"""The sheets of a workbook and their columns: what each may hold, in words for the person who fills it in."""

from isthmus.core.workbook import rows
from isthmus.core.workbook.columns import Column, Sheet
from isthmus.core.workbook.decisions import DECISIONS, SIDES

__all__ = ["DECISIONS", "JUDGEMENTS", "SHEETS", "SIDES", "Column", "Sheet", "sheet"]

PROTECTION = ("public", "confidential", "sealed")
YES_NO = ("yes", "no")


def _id(about: str) -> Column:
    return Column("id", "id", about, required=True)


def _protection(of: str) -> Column:
    about = f"How the {of} is protected; empty counts as public."
    return Column("protection", "choice", about, choices=PROTECTION)


SOURCES = Sheet(
    "sources",
    rows.Source,
    "Everybody and everything that says, writes, passes on or keeps a record.",
    (
        _id("Your own short name for the source, used in other sheets. No semicolon."),
        Column(
            "name", "text", "What the source is called, or its role where the name would endanger it.", True
        ),
        Column(
            "kind",
            "choice",
            "protected: known to whoever cites it, not to the reader. anonymous: known to nobody. "
            "self: the organisation that keeps this register.",
            True,
            ("person", "organisation", "outlet", "authority", "protected", "anonymous", "self"),
        ),
        Column("affiliation", "ref", "The source under whose control this one is.", to="sources"),
        _protection("source"),
        Column("contact", "choice", "May this source be approached again?", choices=YES_NO),
        Column(
            "reliability",
            "reliability",
            "01 always reliable to 05 never reliable so far; 99 can not be judged.",
            choices=("01", "02", "03", "04", "05", "99"),
        ),
        Column("note", "text", "Anything that helps to judge the source."),
    ),
)

PLACES = Sheet(
    "places",
    rows.Place,
    "Places, known as precisely as they were stated and no more.",
    (
        _id("Your own short name for the place."),
        Column("name", "text", "What the place is called.", True),
        Column("parent", "ref", "The place that this one lies in.", to="places"),
        Column("latitude", "latitude", "Decimal degrees, north positive, as 43.5."),
        Column("longitude", "longitude", "Decimal degrees, east positive, as 45.5."),
        Column(
            "precision",
            "choice",
            "What the position stands for.",
            choices=("point", "settlement", "district", "region", "country"),
        ),
        Column("gazetteer", "text", "The place in a public gazetteer, as geonames:1234567."),
    ),
)

DOCUMENTS = Sheet(
    "documents",
    rows.Document,
    "Articles, posts, letters, interviews, files: what carries the statements.",
    (
        _id("Your own short name for the document."),
        Column("title", "text", "Title, or what it is.", True),
        Column("author", "refs", "Who wrote or spoke it. Several: joint authors.", True, to="sources"),
        Column(
            "held",
            "choice",
            "Do we hold the artefact itself? Only then do its statements count.",
            True,
            YES_NO,
        ),
        _protection("document"),
        Column("published", "date", "When it was published."),
        Column("language", "language", "BCP 47, as en, ru, ce or sr-Latn."),
        Column("file", "path", "Where the file lies within the workbook's folder, as files/letter.pdf."),
        Column("url", "url", "Where it was found."),
        Column("captured", "timestamp", "When it was captured (RFC 3339), as 2026-11-22T09:30:00Z."),
        Column("sha256", "sha256", "The file's SHA-256 as 64 hexadecimal digits."),
    ),
)

STATEMENTS = Sheet(
    "statements",
    rows.Statement,
    "One row for each thing that one speaker says in one document.",
    (
        _id("Your own short name for the statement. No semicolon."),
        Column("document", "ref", "The document in which it stands.", True, to="documents"),
        Column("speaker", "refs", "Who says so. Several: they speak jointly.", True, to="sources"),
        Column(
            "stance",
            "choice",
            "Do they say it happened, deny it, or take it back?",
            True,
            ("asserts", "denies", "retracts"),
        ),
        Column("basis", "choice", "How do they know?", True, ("first_hand", "told", "record", "unknown")),
        Column("told_by", "refs", "Who told the speaker, where that is stated.", to="sources"),
        Column("via", "refs", "Through whom it came, from the author's side to the speaker's.", to="sources"),
        Column(
            "denies",
            "choice",
            "What is denied, where stance is denies; empty counts as occurrence.",
            choices=("occurrence", "perpetrator", "victim", "ground", "number"),
        ),
        Column(
            "retracts",
            "refs",
            "Where stance is retracts, and only there: the statements taken back.",
            to="statements",
        ),
        _protection("statement"),
        Column("locator", "text", "Where in the document: page, paragraph or time code."),
        Column("quote", "text", "The words themselves, unchanged."),
        Column("said", "date", "When it was said."),
        Column("coder", "text", "Who entered this row."),
        Column("coded_at", "moment", "When this row was entered."),
    ),
)

ACTS = Sheet(
    "acts",
    rows.Act,
    "What was done, as one statement describes it.",
    (
        _id("Your own short name for the act."),
        Column("statement", "ref", "The statement that describes it.", True, to="statements"),
        Column("type", "code", "What was done; may be empty only where scope is general.", to="type"),
        Column(
            "scope",
            "choice",
            "this: one act (so too when empty). general: acts of this kind at large, as in a general denial.",
            choices=("this", "general"),
        ),
        Column("date", "date", "When it was done."),
        Column("place", "ref", "Where it was done.", to="places"),
        Column(
            "ground",
            "code",
            "On which ground, as the source alleges: of the act, never of a person.",
            to="ground",
        ),
        Column("method", "code", "How it was done.", to="method"),
        Column("outcome", "code", "What came of it.", to="outcome"),
        Column("note", "text", "Anything that helps to understand the act."),
    ),
)

MENTIONS = Sheet(
    "mentions",
    rows.Mention,
    "Each person, group or unit, as one statement describes it.",
    (
        _id("Your own short name for this mention."),
        Column("act", "ref", "The act in which they appear.", True, to="acts"),
        Column(
            "role", "choice", "Their part in the act.", True, ("victim", "perpetrator", "ordered", "witness")
        ),
        Column("low", "number", "At least how many; 1 for one person.", True),
        Column("high", "number", "At most how many; empty: open."),
        Column(
            "kind",
            "choice",
            "One person, a group of people, or a unit.",
            choices=("individual", "group", "unit"),
        ),
        Column(
            "speaker", "ref", "The source that this person is, when this is the one who speaks.", to="sources"
        ),
        _protection("mention"),
        Column("name", "text", "The name as the source writes it, in its own script."),
        Column("other_names", "text", "Other names or spellings."),
        Column("sex", "text", "As stated."),
        Column("age", "age", "Years, or an interval as 15/17."),
        Column("born", "date", "When they were born."),
        Column("home", "ref", "The place they come from.", to="places"),
        Column("occupation", "text", "As stated."),
    ),
)

STATUSES = Sheet(
    "statuses",
    rows.Status,
    "What became of a mentioned person, as one statement says.",
    (
        _id("Your own short name for this row."),
        Column("statement", "ref", "The statement that says so.", True, to="statements"),
        Column("mention", "ref", "The person.", True, to="mentions"),
        Column(
            "status",
            "choice",
            "What became of them.",
            True,
            ("held", "released", "found_dead", "fled", "missing", "convicted", "other"),
        ),
        Column("date", "date", "As of when."),
    ),
)

JUDGEMENTS = Sheet(
    "judgements",
    rows.Judgement,
    "What people concluded: each row one dated, reasoned, reversible decision.",
    (
        _id("Your own short name for the judgement. No semicolon."),
        Column("kind", "choice", "What it is about.", True, tuple(SIDES)),
        Column("left", "side", "The one mention, act, source, or the retracting statement."),
        Column("right", "side", "The other one; empty for a retraction."),
        Column(
            "decision",
            "choice",
            "; ".join(f"{kind}: {', '.join(decisions)}" for kind, decisions in DECISIONS.items()) + ".",
            True,
            tuple(dict.fromkeys(decision for decisions in DECISIONS.values() for decision in decisions)),
        ),
        Column("by", "text", "Who decided, or the link run.", True),
        Column("at", "moment", "When it was decided.", True),
        Column("because", "text", "The reason."),
        Column("replaces", "refs", "The judgements that this one replaces.", to="judgements"),
    ),
)

VOCABULARY = Sheet(
    "vocabulary",
    rows.Term,
    "Codes of your own, beside those that come with Isthmus.",
    (
        Column(
            "list",
            "list",
            "The column of acts that the code is for.",
            True,
            ("type", "ground", "method", "outcome"),
        ),
        Column("code", "id", "The code as it is written in acts.", True),
        Column("label", "text", "What to show for it."),
        Column("maps_to", "text", "The code for the same thing in another vocabulary."),
    ),
)

# MODEL order; it is also the order of the canonical form.
SHEETS: tuple[Sheet, ...] = (
    SOURCES,
    PLACES,
    DOCUMENTS,
    STATEMENTS,
    ACTS,
    MENTIONS,
    STATUSES,
    JUDGEMENTS,
    VOCABULARY,
)


def sheet(name: str) -> Sheet:
    """The sheet of that name. Raises `KeyError`."""
    return _BY_NAME[name]


_BY_NAME = {known.name: known for known in SHEETS}
