"""One incident, to be handed over: everything that it rests on, with what is closed told as closed."""

from isthmus.core.dossier.build import IncidentFigures, dossier_of
from isthmus.core.dossier.values import (
    ClosedCell,
    Dossier,
    DossierAct,
    DossierDocument,
    DossierJudgement,
    DossierPerson,
    DossierStatement,
    Words,
)

__all__ = [
    "ClosedCell",
    "Dossier",
    "DossierAct",
    "DossierDocument",
    "DossierJudgement",
    "DossierPerson",
    "DossierStatement",
    "IncidentFigures",
    "Words",
    "dossier_of",
]
