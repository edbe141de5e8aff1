"""The English of the sheets: what each column is called, what it is for, what a form says beneath it."""

from isthmus.core.messages import Text, text

__all__ = ["CATALOGUE"]


def _column(name: str, label: Text, about: Text, hint: Text | None = None) -> dict[str, Text]:
    """Return a column's label, its explanation in a workbook, and what a form says beneath its field, if anything."""
    found = {f"label.{name}": label, f"column.{name}": about}
    return found | ({f"hint.{name}": hint} if hint else {})


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
    **_column(
        "sources.id",
        text("Id"),
        text("Your own short name for the source, used in other sheets. No semicolon."),
    ),
    **_column(
        "sources.name",
        text("Name"),
        text("What the source is called, or its role where the name would endanger it."),
    ),
    **_column(
        "sources.kind",
        text("What is it?"),
        text(
            "protected: known to those who cite it, not to the reader. anonymous: known to nobody. "
            "self: the organisation that keeps this register."
        ),
    ),
    **_column(
        "sources.affiliation",
        text("Under the control of"),
        text("The source under whose control this one is."),
    ),
    **_column(
        "sources.protection", text("Protection"), text("How the source is protected; empty counts as public.")
    ),
    **_column(
        "sources.contact", text("May be approached again"), text("May this source be approached again?")
    ),
    **_column(
        "sources.reliability",
        text("Reliability"),
        text("01 always reliable to 05 never reliable so far; 99 cannot be judged."),
    ),
    **_column("sources.note", text("Note"), text("Anything that helps to judge the source.")),
    **_column("places.id", text("Id"), text("Your own short name for the place.")),
    **_column("places.name", text("Name"), text("What the place is called.")),
    **_column("places.other_names", text("Other names"), text("Other names or spellings of the place.")),
    **_column("places.parent", text("Lies in"), text("The place that this one lies in.")),
    **_column("places.latitude", text("Latitude"), text("Decimal degrees, north positive, as 43.5.")),
    **_column("places.longitude", text("Longitude"), text("Decimal degrees, east positive, as 45.5.")),
    **_column("places.precision", text("How precise is it?"), text("What the position stands for.")),
    **_column(
        "places.gazetteer",
        text("In a gazetteer"),
        text("The place in a public gazetteer, as geonames:1234567."),
    ),
    **_column("documents.id", text("Id"), text("Your own short name for the document.")),
    **_column("documents.title", text("Title"), text("Title, or what it is.")),
    **_column(
        "documents.author",
        text("Author"),
        text("Who wrote or spoke it. Several: joint authors."),
        text("Who wrote or spoke it. Joint authors: with “;” between."),
    ),
    **_column(
        "documents.held",
        text("Do we hold the document itself?"),
        text("Do we hold the artefact itself? Only then do its statements count."),
    ),
    **_column(
        "documents.protection",
        text("Protection"),
        text("How the document is protected; empty counts as public."),
    ),
    **_column("documents.published", text("Published"), text("When it was published.")),
    **_column(
        "documents.language",
        text("Language"),
        text("BCP 47, as en, ru, ce or sr-Latn."),
        text("As a code: en, ru, ka."),
    ),
    **_column(
        "documents.file",
        text("File"),
        text("Where the file lies within the workbook's folder, as files/letter.pdf."),
    ),
    **_column("documents.url", text("Address"), text("Where it was found."), text("Where it was found.")),
    **_column(
        "documents.captured",
        text("Captured"),
        text("When it was captured (RFC 3339), as 2026-11-22T09:30:00Z."),
    ),
    **_column("documents.sha256", text("SHA-256"), text("The file's SHA-256 as 64 hexadecimal digits.")),
    **_column(
        "documents.lists_once",
        text("It lists each once"),
        text(
            "people: the document sets out to name each person once, each in a statement of its own. incidents: the "
            "same of incidents. Both: people;incidents. Empty: not stated."
        ),
        text(
            "Only where the document itself sets out to: people of different entries then count as different."
        ),
    ),
    **_column("statements.id", text("Id"), text("Your own short name for the statement. No semicolon.")),
    **_column("statements.document", text("Document"), text("The document in which it stands.")),
    **_column("statements.speaker", text("Who says it?"), text("Who says so. Several: they speak jointly.")),
    **_column(
        "statements.stance",
        text("They"),
        text("Do they assert it, suspect it, deny it, or take it back?"),
    ),
    **_column("statements.basis", text("How do they know?"), text("How do they know?")),
    **_column(
        "statements.told_by",
        text("Told by"),
        text("Who told the speaker, where that is stated."),
        text("Several: separate them with “;”."),
    ),
    **_column(
        "statements.via",
        text("Passed on by"),
        text("Through whom it came, from the author's side to the speaker's."),
        text("From the author’s side to the speaker’s, with “;” between."),
    ),
    **_column(
        "statements.denies",
        text("What they deny"),
        text("What is denied, where stance is denies; empty counts as occurrence."),
    ),
    **_column(
        "statements.retracts",
        text("Which statement they take back"),
        text("Where stance is retracts, and only there: the statements taken back."),
        text("Its id, as the document’s page shows it."),
    ),
    **_column(
        "statements.protection",
        text("Protection"),
        text("How the statement is protected; empty counts as public."),
    ),
    **_column(
        "statements.locator",
        text("Where in it"),
        text("Where in the document: page, paragraph or time code."),
        text("Page, paragraph or time."),
    ),
    **_column("statements.quote", text("Quote"), text("The words themselves, unchanged.")),
    **_column(
        "statements.wording",
        text("The quote is"),
        text("verbatim (the same if empty), a paraphrase, or a translation."),
    ),
    **_column(
        "statements.said",
        text("Said on"),
        text("When it was said."),
        text("If it differs from the document’s date."),
    ),
    **_column("statements.coder", text("Coder"), text("Who entered this row.")),
    **_column("statements.coded_at", text("Coded"), text("When this row was entered.")),
    **_column("acts.id", text("Id"), text("Your own short name for the act.")),
    **_column("acts.statement", text("Statement"), text("The statement that describes it.")),
    **_column(
        "acts.type", text("What was done"), text("What was done; may be empty only where scope is general.")
    ),
    **_column(
        "acts.scope",
        text("Speaks of"),
        text(
            "this: one act (the same if empty). general: acts of this kind at large, as in a general denial."
        ),
    ),
    **_column(
        "acts.date",
        text("When"),
        text("When it was done."),
        text("As the source says: 5 March 2017, about 2017."),
    ),
    **_column("acts.place", text("Where"), text("Where it was done.")),
    **_column(
        "acts.ground",
        text("Alleged ground"),
        text("On which ground, as the source alleges: of the act, never of a person."),
        text("Of the act, as this source states it."),
    ),
    **_column("acts.method", text("How"), text("How it was done.")),
    **_column("acts.outcome", text("With what outcome"), text("What came of it.")),
    **_column(
        "acts.apart",
        text("Nobody in two of them"),
        text("yes: the people of one role have nobody in common, as the statement says."),
        text("Where the statement says that the groups below share nobody."),
    ),
    **_column("acts.note", text("Note"), text("Anything that helps to understand the act.")),
    **_column("mentions.id", text("Id"), text("Your own short name for this mention.")),
    **_column("mentions.act", text("Act"), text("The act in which they appear.")),
    **_column("mentions.role", text("Role"), text("Their part in the act.")),
    **_column("mentions.low", text("At least"), text("At least how many; 1 for one person.")),
    **_column("mentions.high", text("At most"), text("At most how many; empty: open.")),
    **_column(
        "mentions.as_said",
        text("The number in words"),
        text("The number in the source's own words, as “dozens”."),
        text("About how many, in their words: “dozens”."),
    ),
    **_column(
        "mentions.within",
        text("Part of the group"),
        text("The mention of the same document and role that this one is part of, as the document says."),
        text("The group in this document that they are part of."),
    ),
    **_column("mentions.kind", text("Kind"), text("One person, a group of people, or a unit.")),
    **_column(
        "mentions.speaker",
        text("This is the one who says it"),
        text("The source that this person is, when this is the one who speaks."),
    ),
    **_column(
        "mentions.protection",
        text("Protection"),
        text("How the mention is protected; empty counts as public."),
    ),
    **_column("mentions.name", text("Name"), text("The name as the source writes it, in its own script.")),
    **_column("mentions.other_names", text("Other names"), text("Other names or spellings.")),
    **_column(
        "mentions.description",
        text("Who they are"),
        text("Who they are, where no name is given."),
        text("Where no name is given: a driver from the north."),
    ),
    **_column(
        "mentions.identifiers",
        text("Identifiers"),
        text("Numbers that others gave them, as scheme:value. Several: with “;” between."),
        text("As scheme:value, as list-of-2017:104."),
    ),
    **_column("mentions.sex", text("Sex"), text("As stated."), text("As stated.")),
    **_column(
        "mentions.age",
        text("Age"),
        text("Years, or months, weeks or days as 7m, 3w, 2d; or an interval as 15/17."),
        text("A number, 15/17, or 7m, 3w, 2d."),
    ),
    **_column("mentions.born", text("Born"), text("When they were born.")),
    **_column("mentions.home", text("Home"), text("The place they come from.")),
    **_column("mentions.occupation", text("Occupation"), text("As stated.")),
    **_column("statuses.id", text("Id"), text("Your own short name for this row.")),
    **_column("statuses.statement", text("Statement"), text("The statement that says so.")),
    **_column("statuses.mention", text("Person"), text("The person.")),
    **_column("statuses.status", text("Status"), text("What became of them.")),
    **_column("statuses.date", text("When"), text("As of when.")),
    **_column("judgements.id", text("Id"), text("Your own short name for the judgement. No semicolon.")),
    **_column("judgements.kind", text("Kind"), text("What it is about.")),
    **_column(
        "judgements.left", text("Left"), text("The one mention, act, source, place, or the statement.")
    ),
    **_column(
        "judgements.right", text("Right"), text("The other one; empty for a retraction or a statement.")
    ),
    **_column(
        "judgements.decision",
        text("Decision"),
        text(
            "person: same, different, disjoint, part_of, unsure, examined; incident: same, different, part_of, unsure; "
            "source, place: same, different; retraction: accepted, coerced, unsure; statement: withdrawn, stands."
        ),
    ),
    **_column("judgements.by", text("By"), text("Who decided, or the link run.")),
    **_column("judgements.at", text("Decided"), text("When it was decided.")),
    **_column(
        "judgements.made",
        text("How"),
        text(
            "one_by_one, in_one_go or link_run. Empty: by a link run where its name begins so, else one by one."
        ),
    ),
    **_column("judgements.because", text("Reason"), text("The reason.")),
    **_column("judgements.replaces", text("Replaces"), text("The judgements that this one replaces.")),
    **_column("vocabulary.list", text("List"), text("The column of acts that the code is for.")),
    **_column("vocabulary.code", text("Code"), text("The code as it is written in acts.")),
    **_column("vocabulary.label", text("Label"), text("What to show for it.")),
    **_column(
        "vocabulary.maps_to", text("Maps to"), text("The code for the same thing in another vocabulary.")
    ),
    **_column(
        "vocabulary.once",
        text("Once in a life"),
        text("yes: of a type that happens to a person once, as a killing."),
    ),
    **{key: said for name in _SHEETS for key, said in _column(f"{name}.own", *_OWN).items()},
}
