"""The English of the sheets: what each column is called, what it is for, what a form says beneath it."""

from isthmus.core.messages import text
from isthmus.core.workbook.schema.judging.messages import column_texts

__all__ = ["CATALOGUE"]


_SHEETS = (
    *("sources", "places", "documents", "statements", "acts", "mentions", "statuses", "judgements"),
    "vocabulary",
)
_OWN = (text("Own columns"), text("Columns of your own, whose names begin with x_."))

CATALOGUE = {
    "sheet.sources": text("Everybody and everything that says, writes, passes on or keeps a record."),
    "sheet.places": text("Places, known as precisely as they were stated and no more."),
    "sheet.documents": text("Articles, posts, letters, interviews, files: what carries the statements."),
    "sheet.statements": text("One row for each thing that one speaker says in one document."),
    "sheet.acts": text("What was done, as one statement describes it."),
    "sheet.mentions": text("Each person, group or unit, as one statement describes it."),
    "sheet.statuses": text("What became of a mentioned person, as one statement says."),
    "sheet.judgements": text("What people concluded: each row one dated, reasoned, reversible decision."),
    "sheet.vocabulary": text("Codes of your own, beside those that come with Isthmus."),
    **column_texts(
        "sources.id",
        text("Id"),
        text("Your own short name for the source, used in other sheets. No semicolon."),
    ),
    **column_texts(
        "sources.name",
        text("Name"),
        text("What the source is called, or its role where the name would endanger it."),
    ),
    **column_texts(
        "sources.kind",
        text("What is it?"),
        text(
            "protected: known to those who cite it, not to the reader. anonymous: known to nobody. "
            "self: the organisation that keeps this register."
        ),
    ),
    **column_texts(
        "sources.affiliation",
        text("Under the control of"),
        text("The source under whose control this one is."),
    ),
    **column_texts(
        "sources.protection", text("Protection"), text("How the source is protected; empty counts as public.")
    ),
    **column_texts(
        "sources.contact", text("May be approached again"), text("May this source be approached again?")
    ),
    **column_texts(
        "sources.reliability",
        text("Reliability"),
        text("01 always reliable to 05 never reliable so far; 99 cannot be judged."),
    ),
    **column_texts("sources.note", text("Note"), text("Anything that helps to judge the source.")),
    **column_texts("places.id", text("Id"), text("Your own short name for the place.")),
    **column_texts("places.name", text("Name"), text("What the place is called.")),
    **column_texts("places.other_names", text("Other names"), text("Other names or spellings of the place.")),
    **column_texts("places.parent", text("Lies in"), text("The place that this one lies in.")),
    **column_texts("places.latitude", text("Latitude"), text("Decimal degrees, north positive, as 43.5.")),
    **column_texts("places.longitude", text("Longitude"), text("Decimal degrees, east positive, as 45.5.")),
    **column_texts("places.precision", text("How precise is it?"), text("What the position stands for.")),
    **column_texts(
        "places.gazetteer",
        text("In a gazetteer"),
        text("The place in a public gazetteer, as geonames:1234567."),
    ),
    **column_texts("documents.id", text("Id"), text("Your own short name for the document.")),
    **column_texts("documents.title", text("Title"), text("Title, or what it is.")),
    **column_texts(
        "documents.author",
        text("Author"),
        text("Who wrote or spoke it. Several: joint authors."),
        text("Who wrote or spoke it. Joint authors: with “;” between."),
    ),
    **column_texts(
        "documents.held",
        text("Do we hold the document itself?"),
        text("Do we hold the artefact itself? Only then do its statements count."),
    ),
    **column_texts(
        "documents.protection",
        text("Protection"),
        text("How the document is protected; empty counts as public."),
    ),
    **column_texts("documents.published", text("Published"), text("When it was published.")),
    **column_texts(
        "documents.language",
        text("Language"),
        text("BCP 47, as en, ru, ce or sr-Latn."),
        text("As a code: en, ru, ka."),
    ),
    **column_texts(
        "documents.file",
        text("File"),
        text("Where the file lies within the workbook's folder, as files/letter.pdf."),
    ),
    **column_texts(
        "documents.url", text("Address"), text("Where it was found."), text("Where it was found.")
    ),
    **column_texts(
        "documents.captured",
        text("Captured"),
        text("When it was captured (RFC 3339), as 2026-11-22T09:30:00Z."),
    ),
    **column_texts("documents.sha256", text("SHA-256"), text("The file's SHA-256 as 64 hexadecimal digits.")),
    **column_texts(
        "documents.lists_once",
        text("It lists each once"),
        text(
            "people: the document sets out to name each person once, each in a statement of its own. incidents: the "
            "same of incidents. Both: people;incidents. Empty: not stated."
        ),
        text(
            "Only where the document itself sets out to. People of different entries then count as different people, "
            "and the minimum may rise: enter each person, or each incident, as a statement of its own."
        ),
    ),
    **column_texts("statements.id", text("Id"), text("Your own short name for the statement. No semicolon.")),
    **column_texts("statements.document", text("Document"), text("The document in which it stands.")),
    **column_texts(
        "statements.speaker", text("Who says it?"), text("Who says so. Several: they speak jointly.")
    ),
    **column_texts(
        "statements.stance",
        text("They"),
        text("Do they assert it, suspect it, deny it, or take it back?"),
        text(
            "Assert: they say that it is so. Suspect: they think so, and do not say that they know; it is shown, and "
            "counts for nothing."
        ),
    ),
    **column_texts("statements.basis", text("How do they know?"), text("How do they know?")),
    **column_texts(
        "statements.told_by",
        text("Told by"),
        text("Who told the speaker, where that is stated."),
        text("Several: separate them with “;”."),
    ),
    **column_texts(
        "statements.via",
        text("Passed on by"),
        text("Through whom it came, from the author's side to the speaker's."),
        text("From the author’s side to the speaker’s, with “;” between."),
    ),
    **column_texts(
        "statements.denies",
        text("What they deny"),
        text("What is denied, where stance is denies; empty counts as occurrence."),
    ),
    **column_texts(
        "statements.retracts",
        text("Which statement they take back"),
        text("Where stance is retracts, and only there: the statements taken back."),
        text("Its id, as the document’s page shows it."),
    ),
    **column_texts(
        "statements.protection",
        text("Protection"),
        text("How the statement is protected; empty counts as public."),
    ),
    **column_texts(
        "statements.locator",
        text("Where in it"),
        text("Where in the document: page, paragraph or time code."),
        text("Page, paragraph or time."),
    ),
    **column_texts("statements.quote", text("Quote"), text("The words themselves, unchanged.")),
    **column_texts(
        "statements.wording",
        text("The quote is"),
        text("verbatim (the same if empty), a paraphrase, or a translation."),
    ),
    **column_texts(
        "statements.said",
        text("Said on"),
        text("When it was said."),
        text("If it differs from the document’s date."),
    ),
    **column_texts("statements.coder", text("Coder"), text("Who entered this row.")),
    **column_texts("statements.coded_at", text("Coded"), text("When this row was entered.")),
    **column_texts("acts.id", text("Id"), text("Your own short name for the act.")),
    **column_texts("acts.statement", text("Statement"), text("The statement that describes it.")),
    **column_texts(
        "acts.type", text("What was done"), text("What was done; may be empty only where scope is general.")
    ),
    **column_texts(
        "acts.scope",
        text("Speaks of"),
        text(
            "this: one act (the same if empty). general: acts of this kind at large, as in a general denial."
        ),
    ),
    **column_texts(
        "acts.date",
        text("When"),
        text("When it was done."),
        text("As the source says: 5 March 2017, about 2017."),
    ),
    **column_texts("acts.place", text("Where"), text("Where it was done.")),
    **column_texts(
        "acts.ground",
        text("Alleged ground"),
        text("On which ground, as the source alleges: of the act, never of a person."),
        text("Of the act, as this source states it."),
    ),
    **column_texts("acts.method", text("How"), text("How it was done.")),
    **column_texts("acts.outcome", text("With what outcome"), text("What came of it.")),
    **column_texts(
        "acts.apart",
        text("Nobody in two of them"),
        text("yes: the people of one role have nobody in common, as the statement says."),
        text("Where the statement says that no two of these groups share anybody."),
    ),
    **column_texts("acts.note", text("Note"), text("Anything that helps to understand the act.")),
    **column_texts("mentions.id", text("Id"), text("Your own short name for this mention.")),
    **column_texts("mentions.act", text("Act"), text("The act in which they appear.")),
    **column_texts("mentions.role", text("Role"), text("Their part in the act.")),
    **column_texts("mentions.low", text("At least"), text("At least how many; 1 for one person.")),
    **column_texts("mentions.high", text("At most"), text("At most how many; empty: open.")),
    **column_texts(
        "mentions.as_said",
        text("The number in words"),
        text("The number in the source's own words, as “dozens”."),
        text("As they say it: “dozens”. Without a number: at least 1."),
    ),
    **column_texts(
        "mentions.within",
        text("Part of the group"),
        text("The mention of the same document and role that this one is part of, as the document says."),
        text("So that nobody is counted twice: a group of this document."),
    ),
    **column_texts("mentions.kind", text("Kind"), text("One person, a group of people, or a unit.")),
    **column_texts(
        "mentions.speaker",
        text("This is the one who says it"),
        text("The source that this person is, when this is the one who speaks."),
    ),
    **column_texts(
        "mentions.protection",
        text("Protection"),
        text("How the mention is protected; empty counts as public."),
    ),
    **column_texts(
        "mentions.name", text("Name"), text("The name as the source writes it, in its own script.")
    ),
    **column_texts("mentions.other_names", text("Other names"), text("Other names or spellings.")),
    **column_texts(
        "mentions.description",
        text("Who they are"),
        text("Who they are, where no name is given."),
        text("Where no name is given: a driver from the north."),
    ),
    **column_texts(
        "mentions.identifiers",
        text("Identifiers"),
        text("Numbers that others gave them, as scheme:value. Several: with “;” between."),
        text("As scheme:value, as list-of-2017:104."),
    ),
    **column_texts("mentions.sex", text("Sex"), text("As stated."), text("As stated.")),
    **column_texts(
        "mentions.age",
        text("Age"),
        text("Years, or months, weeks or days as 7m, 3w, 2d; or an interval as 15/17."),
        text("A number, 15/17, or 7m, 3w, 2d."),
    ),
    **column_texts("mentions.born", text("Born"), text("When they were born.")),
    **column_texts("mentions.home", text("Home"), text("The place they come from.")),
    **column_texts("mentions.occupation", text("Occupation"), text("As stated.")),
    **column_texts("statuses.id", text("Id"), text("Your own short name for this row.")),
    **column_texts("statuses.statement", text("Statement"), text("The statement that says so.")),
    **column_texts("statuses.mention", text("Person"), text("The person.")),
    **column_texts("statuses.status", text("Status"), text("What became of them.")),
    **column_texts("statuses.date", text("When"), text("As of when.")),
    **{key: said for name in _SHEETS for key, said in column_texts(f"{name}.own", *_OWN).items()},
}
