"""The English of codes and of choices: what a page or a form says for each."""

from isthmus.core.messages import Text, text

__all__ = ["CATALOGUE"]


def _code(code: str, label: Text, meaning: Text) -> dict[str, Text]:
    """Return what is shown for a code of a list, and what it means."""
    return {f"vocabulary.{code}": label, f"meaning.{code}": meaning}


def _choices(column: str, **choices: Text) -> dict[str, Text]:
    """Return what a form says for each choice of a column; `empty` for none."""
    return {f"choice.{column}.{choice}": english for choice, english in choices.items()}


CATALOGUE = {
    **_code("type.killing", text("killing"), text("A person is killed, other than in custody.")),
    **_code(
        "type.death_in_custody",
        text("death in custody"),
        text("A person dies while held, from whatever cause."),
    ),
    **_code(
        "type.enforced_disappearance",
        text("enforced disappearance"),
        text("A person is taken, and that is denied or hidden."),
    ),
    **_code(
        "type.unlawful_detention",
        text("unlawful detention"),
        text("A person is held without a lawful ground or beyond it."),
    ),
    **_code(
        "type.torture",
        text("torture"),
        text("Severe pain is inflicted on a person who is held, to a purpose."),
    ),
    **_code(
        "type.sexual_violence",
        text("sexual violence"),
        text("A sexual act is forced on a person, or forced from them."),
    ),
    **_code(
        "type.incitement",
        text("incitement"),
        text("Others are called upon to harm people."),
    ),
    **_code("type.extortion", text("extortion"), text("Money or goods are taken by threat.")),
    **_code("type.threat", text("threat"), text("Harm is announced to a person or to those close to them.")),
    **_code(
        "type.forced_displacement",
        text("forced displacement"),
        text("A person has to leave home, town or country."),
    ),
    **_code(
        "type.house_raid", text("house raid"), text("A home or office is entered and searched by force.")
    ),
    **_code(
        "type.property_destruction",
        text("property destruction"),
        text("Things that people own or need are destroyed."),
    ),
    **_code(
        "type.denial_of_right",
        text("denial of a right"),
        text("A permit, service, hearing or assembly is refused against the law."),
    ),
    **_code(
        "type.forced_disclosure",
        text("forced disclosure"),
        text("A person has to give up names, messages or private things."),
    ),
    **_code(
        "type.coerced_family_violence",
        text("coerced violence by family"),
        text("Relatives are made to hurt or kill a person."),
    ),
    **_code("ground.ethnicity", text("ethnicity"), text("Descent, language or people, as alleged.")),
    **_code("ground.religion", text("religion"), text("Belief or the lack of it, as alleged.")),
    **_code(
        "ground.sexual_orientation", text("sexual orientation"), text("Whom a person loves, as alleged.")
    ),
    **_code(
        "ground.gender_identity", text("gender identity"), text("Who a person is as to gender, as alleged.")
    ),
    **_code(
        "ground.political_opinion",
        text("political opinion"),
        text("What a person thinks or says of public matters, as alleged."),
    ),
    **_code("ground.journalism", text("journalism"), text("Work to inform the public, as alleged.")),
    **_code(
        "ground.human_rights_work",
        text("human rights work"),
        text("Defence of the rights of others, as alleged."),
    ),
    **_code("ground.family_tie", text("family tie"), text("A relative's deed or being, as alleged.")),
    **_code("ground.migration", text("migration"), text("Being a migrant or a refugee, as alleged.")),
    **_code("ground.disability", text("disability"), text("An impairment of body or mind, as alleged.")),
    **_code("ground.other", text("other"), text("Another ground that the source states.")),
    **_code("method.beating", text("beating"), text("Blows by hand, foot or object.")),
    **_code("method.electric_shock", text("electric shock"), text("Current applied to the body.")),
    **_code("method.suffocation", text("suffocation"), text("Air is cut off, by water, bag or hand.")),
    **_code("method.burning", text("burning"), text("Heat, fire or chemicals on the body.")),
    **_code(
        "method.stress_position", text("stress position"), text("Hanging, or postures that become painful.")
    ),
    **_code(
        "method.deprivation", text("deprivation"), text("Food, water, sleep, medicine or light are withheld.")
    ),
    **_code("method.humiliation", text("humiliation"), text("Acts to degrade before others.")),
    **_code("method.shooting", text("shooting"), text("Use of a firearm.")),
    **_code("method.stabbing", text("stabbing"), text("Use of a blade.")),
    **_code("method.explosion", text("explosion"), text("Use of an explosive.")),
    **_code("method.abduction", text("abduction"), text("Seizure from home, work or street.")),
    **_code(
        "method.lure",
        text("lure"),
        text("A false meeting, date, job or message to bring a person somewhere."),
    ),
    **_code(
        "method.device_search",
        text("search of a device"),
        text("A telephone or computer is opened to find contacts."),
    ),
    **_code("method.blackmail", text("blackmail"), text("Exposure is threatened.")),
    **_code(
        "method.legal_pretext",
        text("legal pretext"),
        text("A charge, refusal or order that serves as a pretext."),
    ),
    **_code("method.other", text("other"), text("Another method that the source states.")),
    **_code("outcome.death", text("death"), text("The person died of it.")),
    **_code("outcome.injured", text("injured"), text("The person was hurt in body.")),
    **_code("outcome.lasting_harm", text("lasting harm"), text("An injury or illness that stays.")),
    **_code("outcome.released", text("released"), text("The person was let go.")),
    **_code(
        "outcome.still_held", text("still held"), text("The person was held at the time of the statement.")
    ),
    **_code(
        "outcome.handed_to_family", text("handed to the family"), text("The person was given to relatives.")
    ),
    **_code("outcome.fled", text("fled"), text("The person left town or country.")),
    **_code("outcome.property_lost", text("property lost"), text("Money or things were lost.")),
    **_code("outcome.refused", text("refused"), text("What was asked for was not granted.")),
    **_code("outcome.no_harm", text("no harm"), text("It was attempted, and did no harm.")),
    **_code("outcome.other", text("other"), text("Another outcome that the source states.")),
    **_choices(
        "sources.kind",
        empty=text("choose…"),
        person=text("person"),
        organisation=text("organisation"),
        outlet=text("outlet (newspaper, site, channel)"),
        authority=text("authority"),
        protected=text("protected: known to those who cite it, not to us"),
        anonymous=text("anonymous: known to nobody"),
        self=text("our own organisation"),
    ),
    **_choices("sources.contact", empty=text("not stated"), yes=text("yes"), no=text("no")),
    **_choices(
        "sources.reliability",
        empty=text("not stated"),
        **{
            "01": text("1 of 5: fully reliable"),
            "02": text("2 of 5"),
            "03": text("3 of 5"),
            "04": text("4 of 5"),
            "05": text("5 of 5: not reliable"),
            "99": text("not assessed"),
        },
    ),
    **_choices(
        "places.precision",
        empty=text("not stated"),
        point=text("a point"),
        settlement=text("a settlement"),
        district=text("a district"),
        region=text("a region"),
        country=text("a country"),
    ),
    **_choices("documents.held", yes=text("yes"), no=text("no, only cited")),
    **_choices(
        "statements.stance",
        asserts=text("assert"),
        suspects=text("suspect"),
        denies=text("deny"),
        retracts=text("take back"),
    ),
    **_choices(
        "statements.wording",
        empty=text("word for word"),
        paraphrase=text("in other words"),
        translation=text("translated"),
    ),
    **_choices(
        "documents.lists_once",
        empty=text("not stated"),
        people=text("each person once"),
        incidents=text("each incident once"),
        **{"people;incidents": text("each person and each incident once")},
    ),
    **_choices("acts.apart", empty=text("not stated"), yes=text("yes, as they say"), no=text("no")),
    **_choices(
        "statements.basis",
        first_hand=text("first hand"),
        told=text("told by…"),
        record=text("a record"),
        unknown=text("not stated"),
    ),
    **_choices(
        "statements.denies",
        empty=text("that it happened"),
        perpetrator=text("who did it"),
        victim=text("to whom"),
        ground=text("the alleged ground"),
        number=text("the number"),
    ),
    **_choices("acts.scope", empty=text("this act"), general=text("acts like it, in general")),
    **_choices(
        "mentions.role",
        victim=text("to whom"),
        perpetrator=text("by whom"),
        ordered=text("ordered by"),
        witness=text("seen by"),
    ),
    **_choices(
        "mentions.kind",
        empty=text("as the numbers say"),
        individual=text("one person"),
        group=text("a group"),
        unit=text("a unit"),
    ),
    **_choices(
        "mentions.protection", empty=text("public"), confidential=text("confidential"), sealed=text("sealed")
    ),
    **_choices(
        "statuses.status",
        empty=text("not stated"),
        held=text("held"),
        released=text("released"),
        found_dead=text("found dead"),
        fled=text("fled"),
        missing=text("missing"),
        convicted=text("convicted"),
        other=text("other"),
    ),
    **_choices(
        "sources.protection", empty=text("public"), confidential=text("confidential"), sealed=text("sealed")
    ),
    **_choices(
        "documents.protection", empty=text("public"), confidential=text("confidential"), sealed=text("sealed")
    ),
    **_choices(
        "statements.protection",
        empty=text("public"),
        confidential=text("confidential"),
        sealed=text("sealed"),
    ),
}
