"""The register: judgements in force, persons, incidents and conflicts (MODEL section 2)."""

from isthmus.core.register.conflicts import Conflict, neighbours, shortest_path
from isthmus.core.register.judgements import LINK_RUN, Decisions, how_made, in_force, ordered
from isthmus.core.register.listed_incidents import ListedAct
from isthmus.core.register.look_alikes import LookAlikes, look_alikes, open_pair, open_with
from isthmus.core.register.register import Register
from isthmus.core.register.telling import (
    are_nested,
    death_once,
    first_apart,
    incident_pairs,
    lists,
    told_in_incident,
)
from isthmus.core.register.told_apart import IncidentPairs, TellingMention, ToldApart
from isthmus.core.register.withdrawing import withdrawn_statements
from isthmus.core.workbook.vocabularies import ONCE

__all__ = [
    "LINK_RUN",
    "ONCE",
    "Conflict",
    "Decisions",
    "IncidentPairs",
    "ListedAct",
    "LookAlikes",
    "Register",
    "TellingMention",
    "ToldApart",
    "are_nested",
    "death_once",
    "first_apart",
    "how_made",
    "in_force",
    "incident_pairs",
    "lists",
    "look_alikes",
    "neighbours",
    "open_pair",
    "open_with",
    "ordered",
    "shortest_path",
    "told_in_incident",
    "withdrawn_statements",
]
