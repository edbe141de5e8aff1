"""Our own short lists of codes: what was done, on which alleged ground, how, and with what outcome.

Codes are stable: a code is never given another meaning. `maps_to` is for codes of the HURIDOCS micro-thesauri; it is
empty where the code was not verified against the published list, which is everywhere so far.
"""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = [
    "ACT_TYPES",
    "ALIASES",
    "GROUNDS",
    "METHODS",
    "OUTCOMES",
    "VERSION",
    "VOCABULARIES",
    "Code",
    "label",
]

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Code:
    """A code of one list, in words that a reader without training understands."""

    code: str
    label: str
    meaning: str
    maps_to: str = ""


def _listed(*codes: Code) -> Mapping[str, Code]:
    return {code.code: code for code in codes}


ACT_TYPES = _listed(
    Code("killing", "killing", "A person is killed, other than in custody."),
    Code("death_in_custody", "death in custody", "A person dies while held, from whatever cause."),
    Code(
        "enforced_disappearance",
        "enforced disappearance",
        "A person is taken, and that is denied or hidden.",
    ),
    Code(
        "unlawful_detention", "unlawful detention", "A person is held without a lawful ground or beyond it."
    ),
    Code("torture", "torture", "Severe pain is inflicted on a person who is held, to a purpose."),
    Code("sexual_violence", "sexual violence", "A sexual act is forced on a person, or forced from them."),
    Code("extortion", "extortion", "Money or goods are taken by threat."),
    Code("threat", "threat", "Harm is announced to a person or to those close to them."),
    Code("forced_displacement", "forced displacement", "A person has to leave home, town or country."),
    Code("house_raid", "house raid", "A home or office is entered and searched by force."),
    Code("property_destruction", "property destruction", "Things that people own or need are destroyed."),
    Code(
        "denial_of_right",
        "denial of a right",
        "A permit, service, hearing or assembly is refused against the law.",
    ),
    Code(
        "forced_disclosure",
        "forced disclosure",
        "A person has to give up names, messages or private things.",
    ),
    Code(
        "coerced_family_violence",
        "coerced violence by family",
        "Relatives are made to hurt or kill a person.",
    ),
)

GROUNDS = _listed(
    Code("ethnicity", "ethnicity", "Descent, language or people, as alleged."),
    Code("religion", "religion", "Belief or the lack of it, as alleged."),
    Code("sexual_orientation", "sexual orientation", "Whom a person loves, as alleged."),
    Code("gender_identity", "gender identity", "Who a person is as to gender, as alleged."),
    Code(
        "political_opinion",
        "political opinion",
        "What a person thinks or says of public matters, as alleged.",
    ),
    Code("journalism", "journalism", "Work to inform the public, as alleged."),
    Code("human_rights_work", "human rights work", "Defence of the rights of others, as alleged."),
    Code("family_tie", "family tie", "A relative's deed or being, as alleged."),
    Code("migration", "migration", "Being a migrant or a refugee, as alleged."),
    Code("disability", "disability", "An impairment of body or mind, as alleged."),
    Code("other", "other", "Another ground that the source states."),
)

METHODS = _listed(
    Code("beating", "beating", "Blows by hand, foot or object."),
    Code("electric_shock", "electric shock", "Current applied to the body."),
    Code("suffocation", "suffocation", "Air is cut off, by water, bag or hand."),
    Code("burning", "burning", "Heat, fire or chemicals on the body."),
    Code("stress_position", "stress position", "Hanging, or postures that become painful."),
    Code("deprivation", "deprivation", "Food, water, sleep, medicine or light are withheld."),
    Code("humiliation", "humiliation", "Acts to degrade before others."),
    Code("shooting", "shooting", "Use of a firearm."),
    Code("stabbing", "stabbing", "Use of a blade."),
    Code("explosion", "explosion", "Use of an explosive."),
    Code("abduction", "abduction", "Seizure from home, work or street."),
    Code("lure", "lure", "A false meeting, date, job or message to bring a person somewhere."),
    Code("device_search", "search of a device", "A telephone or computer is opened to find contacts."),
    Code("blackmail", "blackmail", "Exposure is threatened."),
    Code("legal_pretext", "legal pretext", "A charge, refusal or order that serves as a pretext."),
    Code("other", "other", "Another method that the source states."),
)

OUTCOMES = _listed(
    Code("death", "death", "The person died of it."),
    Code("injured", "injured", "The person was hurt in body."),
    Code("lasting_harm", "lasting harm", "An injury or illness that stays."),
    Code("released", "released", "The person was let go."),
    Code("still_held", "still held", "The person was held at the time of the statement."),
    Code("handed_to_family", "handed to the family", "The person was given to relatives."),
    Code("fled", "fled", "The person left town or country."),
    Code("property_lost", "property lost", "Money or things were lost."),
    Code("refused", "refused", "What was asked for was not granted."),
    Code("no_harm", "no harm", "It was attempted, and did no harm."),
    Code("other", "other", "Another outcome that the source states."),
)

VOCABULARIES: Mapping[str, Mapping[str, Code]] = {
    "type": ACT_TYPES,
    "ground": GROUNDS,
    "method": METHODS,
    "outcome": OUTCOMES,
}

# A list is named after the column of `acts` that uses it; these spellings are taken for the same.
ALIASES: Mapping[str, str] = {
    **{name: name for name in VOCABULARIES},
    **{name + "s": name for name in VOCABULARIES},
    "act_type": "type",
    "act_types": "type",
}


def label(name: str, code: str) -> str:
    """What to show for a code of a list: its label, or the code with blanks where nobody labelled it."""
    known = VOCABULARIES[name].get(code)
    return known.label if known else code.replace("_", " ")
