"""What a dossier says, in English."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "dossier.no_incident": text(
        "No incident has an act of this id. An act's id is the first column of the sheet `acts`; a general denial "
        "belongs to no incident."
    ),
    "dossier.title": text("{type}: {people}"),
    "dossier.date": text("{when:edtf}"),
    "dossier.no_date": text("date not stated"),
    "dossier.drawing": text("Who knows from whom"),
    "dossier.no_drawing": text("Nobody asserts it, so no chain of sources leads to it."),
    "dossier.too_large": text("The drawing is too large for a page. The same as a table:"),
    "dossier.as_table": text("The same as a table"),
    "dossier.statements": plural("{n} statement asserts it", "{n} statements assert it", by="n"),
    "dossier.suspected": plural("{n} statement suspects it", "{n} statements suspect it", by="n"),
    "dossier.against": plural(
        "{n} statement denies it or takes it back", "{n} statements deny it or take it back", by="n"
    ),
    "dossier.judged": text("What was judged"),
    "dossier.judged_nothing": text("Nothing: every figure here rests on statements alone."),
    "dossier.not_said": text("What the figures do not say"),
    "dossier.what_is_closed": text("What is closed"),
    "dossier.about_tokens": text(
        "Each token stands for something that this file does not show. The workspace that wrote the file knows what it "
        "stands for; nobody can read it from the token."
    ),
    "dossier.about": text("About this file"),
    "dossier.about.made": text("Made"),
    "dossier.about.holds": text("Holds"),
    "dossier.about.holds_all": plural(
        "One incident, with its {n} statement. Nothing is filtered or left out.",
        "One incident, with all its {n} statements. Nothing is filtered or left out.",
        by="n",
    ),
    "dossier.about.names": text("Names"),
    "dossier.about.names_open": text("Names of victims and witnesses are in clear. It left for: {purpose}"),
    "dossier.about.names_closed": text("Names of victims and witnesses are closed."),
    "dossier.about.quotes": text("Quotes"),
    "dossier.about.quotes.leave": text("As written, but those of rows marked as sealed."),
    "dossier.about.quotes.close_named": text(
        "Closed where a closed name was found. Nicknames, misspellings and names that nobody coded are not found."
    ),
    "dossier.about.quotes.close_all": text("All quotes, titles and reasons are closed."),
    "dossier.about.left_out": text("Left out"),
    "dossier.about.left_out_always": text(
        "Notes, alleged grounds, further details of people, and what is marked as sealed."
    ),
    "dossier.about.head": text("Head of the custody log"),
    "dossier.about.no_head": text("The log holds no event yet."),
    "dossier.closed.name": text("name closed"),
    "dossier.closed.name_of": text("the name of person {person} in statement {statement}"),
    "dossier.closed.source": text("closed source {n}"),
    "dossier.closed.document": text("closed title {n}"),
    "dossier.closed.quote": text("Quote closed."),
    "dossier.closed.quote_of": text("the quote of statement {statement}"),
    "dossier.closed.locator": text("place closed"),
    "dossier.closed.locator_of": text("the place of statement {statement} in its document"),
    "dossier.closed.reason": text("Reason closed."),
    "dossier.closed.reason_of": text("the reason of a judgement of {at:date}"),
    "dossier.closed.id_of": text("the id of statement {statement}"),
    "dossier.denied": text("It is denied in part or in whole; what of it, is not told here."),
    "dossier.denies": text("Denied by {speakers:and}."),
    "dossier.marked.confidential": text("Marked as confidential."),
    "dossier.marked.sealed": text("Marked as sealed."),
    "dossier.not_said.lines": text(
        "A line counts how many sources would all have to be wrong. It does not say how truthful any of them is, and "
        "it is no probability."
    ),
    "dossier.not_said.least": text(
        "The number of people is the least that the statements allow. There may be more. Whom nobody documented is in "
        "no figure here."
    ),
    "dossier.not_said.suspected": text(
        "Who suspects does not say that they know: it adds no line, and nobody to any count."
    ),
    "dossier.not_said.not_held": text("Statements in documents that we do not hold count for nothing."),
    "dossier.not_said.grounds": text(
        "On what ground it was done, as alleged, is left out of every such file."
    ),
    "dossier.statement": text("Statement {n}"),
    "dossier.paraphrase": text("In other words than the source’s."),
    "dossier.translation": text("A translation."),
    "dossier.said": text("Said: {when:edtf}."),
    "dossier.in": text("In {title}."),
    "dossier.in_place": text("In {title}, {locator}."),
    "dossier.by": text("By {authors:and}."),
    "dossier.published": text("Published: {when:edtf}."),
    "dossier.held": text("We hold it."),
    "dossier.not_held": text("Not held: it counts for nothing."),
    "dossier.sha256": text("SHA-256 of the file"),
    "dossier.address": text("Address"),
    "dossier.act.any": text("Any act"),
    "dossier.act.other": text("An act of a type that is not stated"),
    "dossier.person": text("person {number}, {role}: {words}"),
    "dossier.person_named": text("person {number}, {role}: {name} ({words})"),
    "dossier.person_as_said": text("{person}; in the source’s words: {as_said}"),
    "dossier.role.victim": text("victim"),
    "dossier.role.perpetrator": text("perpetrator"),
    "dossier.role.ordered": text("who ordered it"),
    "dossier.role.witness": text("witness"),
    "dossier.side.statement": text("statement {n}"),
    "dossier.side.person": text("person {n} in statement {statement}"),
    "dossier.side.other_incident": text("another incident"),
    "dossier.side.other_person": text("somebody in another incident"),
    "dossier.side.other_place": text("another place"),
    "dossier.side.other_source": text("another source"),
    "dossier.judged_by": text("Judged by {by} on {at:date}."),
    "dossier.judged_on": text("Judged on {at:date}."),
    "dossier.judged_by_run": text("Judged by a link run on {at:date}."),
    "dossier.no_reason": text("No reason was given."),
    "dossier.table.source": text("source"),
    "dossier.table.knows_from": text("knows from"),
    "dossier.table.documents": text("documents"),
    "dossier.table.missing": text("{title} (not held)"),
    "dossier.page": text("page"),
    "dossier.verdict.incident.same": text("the same incident"),
    "dossier.verdict.incident.different": text("different incidents"),
    "dossier.verdict.incident.part_of": text("the first is part of the second"),
    "dossier.verdict.incident.unsure": text("unsure whether they are the same incident"),
    "dossier.verdict.person.same": text("the same person or group"),
    "dossier.verdict.person.different": text("not the same person or group"),
    "dossier.verdict.person.disjoint": text("no person in common"),
    "dossier.verdict.person.part_of": text("the first lies within the second"),
    "dossier.verdict.person.unsure": text("unsure whether they are the same"),
    "dossier.verdict.source.same": text("the same source"),
    "dossier.verdict.source.different": text("different sources"),
    "dossier.verdict.place.same": text("one place"),
    "dossier.verdict.place.different": text("different places"),
    "dossier.verdict.statement.withdrawn": text("coded by mistake"),
    "dossier.verdict.statement.stands": text("the statement stands"),
    "dossier.verdict.retraction.accepted": text("retraction accepted"),
    "dossier.verdict.retraction.coerced": text("retraction made under pressure"),
    "dossier.verdict.retraction.unsure": text("unsure whether the retraction was free"),
}
