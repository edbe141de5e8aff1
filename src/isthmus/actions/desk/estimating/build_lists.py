"""The lists of a plan, drawn up from the register as it stands."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from json import loads

from isthmus.core.estimate.capture_lists import CaptureLists, SourceList, capture_lists
from isthmus.core.estimate.stratification import Stratification
from isthmus.core.ids import UnionFind
from isthmus.core.messages import Message
from isthmus.store.desk.models import EstimatePlan, Head, IdentityMember, Judgement, Place
from isthmus.store.desk.queries.proposals import last_run
from isthmus.store.desk.queries.record import RecordFilter
from isthmus.store.desk.queries.victims import ListDerivation, VictimMentions, list_derivations, read_victims

__all__ = [
    "BuiltLists",
    "build_lists",
    "filter_of",
    "lists_of",
    "objections",
    "stratum_names",
    "victims_now",
]

NOT_STATED = "not stated"  # or stated in several ways: a stratum of its own, in the table of lists, too


@dataclass(frozen=True, slots=True)
class BuiltLists:
    """Who is mentioned, who is on which list, and how many events the log had when that was read."""

    victims: VictimMentions
    lists: tuple[SourceList, ...]
    capture: CaptureLists
    log_size: int


def victims_now(wanted: RecordFilter, stratified: str = "") -> VictimMentions:
    """Return the victims under a filter as the register now has them; read once as long as it stays as it is."""
    head = Head.objects.first()
    return _victims(wanted, stratified, head.note if head else "")


@lru_cache(maxsize=2)
def _victims(wanted: RecordFilter, stratified: str, note: str) -> VictimMentions:  # noqa: ARG001  the head says of which state
    return read_victims(wanted, Stratification.read(stratified))


def build_lists(plan: EstimatePlan) -> BuiltLists:
    """Draw up the lists of a plan: people as judged, or as the last link run proposes them where it is carried."""
    head = Head.objects.first()
    recorded, lists = victims_now(filter_of(plan), plan.stratified), lists_of(plan)
    if plan.draws and last_run("person"):
        recorded = _as_proposed(recorded)
    return BuiltLists(
        recorded, lists, capture_lists(recorded.mentions.values(), lists), head.size if head else 0
    )


def objections(found: BuiltLists) -> tuple[Message, ...]:
    """Return what speaks against the lists themselves: one was in part made from another."""
    names = [each.name for each in found.lists]
    return tuple(
        _joint(names, each) if each.jointly else _copied(names, each)
        for each in list_derivations(found.victims, found.lists)
    )


def _joint(names: Sequence[str], found: ListDerivation) -> Message:
    first = Message("estimate.made_jointly", one=names[found.list], other=names[found.other])
    shared = Message("estimate.documents_of_both", n=found.documents)
    return Message("estimate.objection", sentences=(first, shared, Message("estimate.copied_names")))


def _copied(names: Sequence[str], found: ListDerivation) -> Message:
    sentences = (
        Message("estimate.made_from", one=names[found.list], other=names[found.other]),
        Message("estimate.documents_made_from", documents=found.documents, of=found.of),
        Message("estimate.people_by_these_alone", n=found.people),
        Message("estimate.copied_names"),
    )
    return Message("estimate.objection", sentences=sentences)


def _as_proposed(recorded: VictimMentions) -> VictimMentions:
    """Join people whom the last link run proposes as one, but where somebody has judged two of its mentions apart."""
    proposed = _proposed()
    joined = UnionFind[str]()
    first: dict[int, str] = {}
    for key, identity in proposed.items():
        said = recorded.mentions.get(key)
        if said is not None:
            joined.join(first.setdefault(identity, said.person), said.person)
    people = {each.person for each in recorded.mentions.values()}
    of = {person: joined.find(person) for person in people}
    mentioned = {key: replace(each, person=of[each.person]) for key, each in recorded.mentions.items()}
    return VictimMentions(mentioned, recorded.document, recorded.statement)


def _proposed() -> dict[int, int]:
    """Return the proposed person of each mention that the last run knows, but of those with a pair judged apart."""
    rows = IdentityMember.objects.filter(identity__kind="person", mention__isnull=False)
    found = dict(rows.values_list("mention_id", "identity_id").iterator())
    apart = Judgement.objects.in_force().filter(kind="person", decision__in=("different", "disjoint"))
    pairs = apart.values_list("left_mention_id", "right_mention_id")
    broken = {found[one] for one, other in pairs if one in found and found[one] == found.get(other or 0)}
    return {mention: identity for mention, identity in found.items() if identity not in broken}


def lists_of(plan: EstimatePlan) -> tuple[SourceList, ...]:
    """Return the lists of a plan in their order."""
    return tuple(SourceList(each.name, frozenset(each.sources)) for each in plan.lists.order_by("position"))


def stratum_names(strata: Iterable[str]) -> dict[str, str]:
    """Return what each stratum is called: a place by its name, with its id where another has the same name."""
    wanted = list(strata)
    places = dict(Place.objects.filter(ref__in=wanted).values_list("ref", "name"))
    found = {each: places.get(each, each) or NOT_STATED for each in wanted}
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for each, name in found.items():
        alike[name].append(each)
    return {each: name if len(alike[name]) == 1 else f"{name} ({each})" for each, name in found.items()}


def filter_of(plan: EstimatePlan) -> RecordFilter:
    """Return which acts a plan looks at."""
    return RecordFilter.from_json(loads(plan.acts))
