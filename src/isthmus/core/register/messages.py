"""How people, places and statements are described, in English. A phrase is whole: each case has its own."""

from isthmus.core.messages import plural, text

__all__ = ["CATALOGUE"]


CATALOGUE = {
    "place.precision.country": text("Only the country is known."),
    "place.precision.district": text("Only the district is known."),
    "place.precision.region": text("Only the region is known."),
    "place.precision.settlement": text("Only the settlement is known."),
    "person.aged.boy": text("a boy, aged {age}"),
    "person.aged.girl": text("a girl, aged {age}"),
    "person.aged.man": text("a man, aged {age}"),
    "person.aged.woman": text("a woman, aged {age}"),
    "person.aged.child": text("a child, aged {age}"),
    "person.aged.person": text("a person, aged {age}"),
    "person.aged.unit": text("a unit, aged {age}"),
    "person.ages": text("{low}–{high}"),
    "person.at_least.men": plural("at least {n} man", "at least {n} men", by="n"),
    "person.at_least.women": plural("at least {n} woman", "at least {n} women", by="n"),
    "person.at_least.people": plural("at least {n} person", "at least {n} people", by="n"),
    "person.at_least.members": plural(
        "at least {n} member of a unit", "at least {n} members of a unit", by="n"
    ),
    "person.crowd": text("{people}; {named}"),
    "person.described_and_named": text("{who}, named"),
    "person.exactly.men": plural("{n} man", "{n} men", by="n"),
    "person.exactly.women": plural("{n} woman", "{n} women", by="n"),
    "person.exactly.people": plural("{n} person", "{n} people", by="n"),
    "person.exactly.members": plural("{n} member of a unit", "{n} members of a unit", by="n"),
    "person.named": plural("{n} named", "{n} named", by="n"),
    "person.nobody": text("nobody stated"),
    "person.one.boy": text("a boy"),
    "person.one.girl": text("a girl"),
    "person.one.man": text("a man"),
    "person.one.woman": text("a woman"),
    "person.one.child": text("a child"),
    "person.one.person": text("a person"),
    "person.one.unit": text("a unit"),
    "person.one_or_more.men": text("one or more men"),
    "person.one_or_more.women": text("one or more women"),
    "person.one_or_more.people": text("one or more people"),
    "person.one_or_more.members": text("one or more members of a unit"),
    "person.range.men": plural("{low} to {high} man", "{low} to {high} men", by="high"),
    "person.range.women": plural("{low} to {high} woman", "{low} to {high} women", by="high"),
    "person.range.people": plural("{low} to {high} person", "{low} to {high} people", by="high"),
    "person.range.members": plural(
        "{low} to {high} member of a unit", "{low} to {high} members of a unit", by="high"
    ),
    "person.with_occupation": text("{who}, {occupation}"),
    "statement.asserts": text("Asserted by {speakers:and}."),
    "statement.basis.first_hand": text("Knows at first hand."),
    "statement.basis.record": text("Knows from a record."),
    "statement.basis.told": text("Was told; by whom is not stated."),
    "statement.basis.told_by": text("Knows from {sources:and}."),
    "statement.basis.unknown": text("How they know is not stated."),
    "statement.denies.ground": text("Denied by {speakers:and}: on what ground it was done."),
    "statement.denies.number": text("Denied by {speakers:and}: how many people were concerned."),
    "statement.denies.occurrence": text("Denied by {speakers:and}: that it happened."),
    "statement.denies.perpetrator": text("Denied by {speakers:and}: who did it."),
    "statement.denies.victim": text("Denied by {speakers:and}: to whom it was done."),
    "statement.retracts": text("Taken back by {speakers:and}."),
    "statement.via": text("As told by {sources:and}."),
}
