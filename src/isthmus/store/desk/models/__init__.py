"""The tables of the workspace: register (source layer), judgements, what follows from them, custody."""

from collections.abc import Mapping

from isthmus.store.desk.models.accounts import Account
from isthmus.store.desk.models.acts import Act, Mention, Status
from isthmus.store.desk.models.columns import SheetModel
from isthmus.store.desk.models.custody import (
    PAPER,
    Arrival,
    Commitment,
    CommittedRow,
    DerivedCopy,
    Event,
    Head,
    Reason,
    Version,
)
from isthmus.store.desk.models.derived import (
    Incident,
    IncidentAct,
    IncidentGround,
    Person,
    PersonMention,
    PersonPart,
    PlaceAbove,
    SourceGroup,
    VictimLevel,
)
from isthmus.store.desk.models.documents import Authorship, Document
from isthmus.store.desk.models.estimating import EstimateList, EstimatePlan, EstimateRun
from isthmus.store.desk.models.exports import NamedExport
from isthmus.store.desk.models.judgements import BY_LINK_RUN, Judgement, Replacement, Term
from isthmus.store.desk.models.keepers import WHOLE_VERSION, Keeper, KeyringOpening, SealedCell, SealingKey
from isthmus.store.desk.models.linking import (
    JUDGED_AS,
    LINK_KINDS,
    NEVER_JOINED,
    Identity,
    IdentityChange,
    IdentityMember,
    LinkMemory,
    LinkRun,
    LinkThreshold,
    Proposal,
)
from isthmus.store.desk.models.lists import ListChange, ListRow, ListRowEnd, RegisterList
from isthmus.store.desk.models.notes import Note, UndoneAction
from isthmus.store.desk.models.reviews import Review
from isthmus.store.desk.models.search import SearchKind, SearchText, SearchWord, parts_of, search_key
from isthmus.store.desk.models.sources import Place, Source
from isthmus.store.desk.models.statements import PARTS, Retraction, Statement, Voice
from isthmus.store.desk.models.views import SavedView

__all__ = [
    "BY_LINK_RUN",
    "JUDGED_AS",
    "LINK_KINDS",
    "NEVER_JOINED",
    "PAPER",
    "PARTS",
    "SHEET_MODELS",
    "WHOLE_VERSION",
    "Account",
    "Act",
    "Arrival",
    "Authorship",
    "Commitment",
    "CommittedRow",
    "DerivedCopy",
    "Document",
    "EstimateList",
    "EstimatePlan",
    "EstimateRun",
    "Event",
    "Head",
    "Identity",
    "IdentityChange",
    "IdentityMember",
    "Incident",
    "IncidentAct",
    "IncidentGround",
    "Judgement",
    "Keeper",
    "KeyringOpening",
    "LinkMemory",
    "LinkRun",
    "LinkThreshold",
    "ListChange",
    "ListRow",
    "ListRowEnd",
    "Mention",
    "NamedExport",
    "Note",
    "Person",
    "PersonMention",
    "PersonPart",
    "Place",
    "PlaceAbove",
    "Proposal",
    "Reason",
    "RegisterList",
    "Replacement",
    "Retraction",
    "Review",
    "SavedView",
    "SealedCell",
    "SealingKey",
    "SearchKind",
    "SearchText",
    "SearchWord",
    "SheetModel",
    "Source",
    "SourceGroup",
    "Statement",
    "Status",
    "Term",
    "UndoneAction",
    "Version",
    "VictimLevel",
    "Voice",
    "parts_of",
    "search_key",
]

# The sheets, in the order of saving: a row comes after what it refers to.
SHEET_MODELS: Mapping[str, type[SheetModel]] = {
    model.sheet().name: model
    for model in (Source, Place, Document, Statement, Act, Mention, Status, Judgement, Term)
}
