"""The derived tables, compared with what the register says: each row that is missing, extra, or differs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Model

from isthmus.core.progress import Progress
from isthmus.store.desk import models
from isthmus.store.desk.derive.derived_rows import PERSON
from isthmus.store.desk.derive.recompute import INCIDENT, Names, plain, recompute

__all__ = ["DERIVED_MODELS", "DerivedDifference", "derived_differences"]

AT_ONCE = 10_000
JSON_OF_PARTS = ("rests_on", "known_through", "levels")

type Found = Iterator[tuple[tuple[Any, ...], tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class DerivedDifference:
    """A derived row that is not what the register says, by the random number of the row that it is about."""

    kind: Literal["missing", "extra", "differs"]
    table: str
    row: str


def derived_differences(progress: Progress | None = None) -> Iterator[DerivedDifference]:
    """Yield each derived row that a rebuild would make, take away or change. Reads only.

    The register itself must be sound: whoever asks has verified it.
    """
    names = Names()
    expected = recompute(names, progress)
    for model in DERIVED_MODELS:
        about, read = _TABLES[model]
        rows, uids = expected.pop(model), names.uids[about]
        for key, values in read(names):
            wanted = rows.pop(key, None)  # a second row of one key finds nothing any more
            if wanted != values:
                yield _difference("extra" if wanted is None else "differs", model, uids, key)
        for key in rows:
            yield _difference("missing", model, uids, key)


def _difference(
    kind: Literal["missing", "extra", "differs"],
    model: type[Model],
    uids: Mapping[str, object],
    key: tuple[object, ...],
) -> DerivedDifference:
    return DerivedDifference(kind, str(model._meta.model_name), str(uids.get(str(key[0]), "")))


def _rows(model: type[Model], *columns: str) -> Iterator[tuple[Any, ...]]:
    return model._default_manager.values_list(*columns).iterator(AT_ONCE)


def _incidents(_names: Names) -> Found:
    json = {
        name for name in INCIDENT if models.Incident._meta.get_field(name).get_internal_type() == "JSONField"
    }
    for ref, *values in _rows(models.Incident, "ref", *INCIDENT):
        named = zip(INCIDENT, values, strict=True)
        yield (ref,), tuple(plain(value) if name in json else value for name, value in named)


def _acts(names: Names) -> Found:
    acts = names.refs[models.Act]
    for act, incident in _rows(models.IncidentAct, "act_id", "incident_id"):
        yield (acts.get(act),), (names.incidents.get(incident),)


def _grounds(names: Names) -> Found:
    for incident, code, lines in _rows(models.IncidentGround, "incident_id", "code", "lines"):
        yield (names.incidents.get(incident), code), (lines,)


def _persons(_names: Names) -> Found:
    for ref, uid, roles, *values in _rows(models.Person, *PERSON):
        yield (ref,), (uid.hex, plain(roles), *values)


def _mentions(names: Names) -> Found:
    mentions = names.refs[models.Mention]
    for mention, person in _rows(models.PersonMention, "mention_id", "person_id"):
        yield (mentions.get(mention),), (names.persons.get(person),)


def _parts(names: Names) -> Found:
    columns = ("person_id", "incident_id", "role", "lines", *JSON_OF_PARTS)
    for person, incident, role, lines, *said in _rows(models.PersonPart, *columns):
        key = (names.persons.get(person), names.incidents.get(incident), role)
        yield key, (lines, *map(plain, said))


def _levels(names: Names) -> Found:
    for person, k, *level in _rows(models.VictimLevel, "person_id", "k", "low", "high", "named"):
        yield (names.persons.get(person), k), tuple(level)


def _groups(names: Names) -> Found:
    sources = names.refs[models.Source]
    for source, ref in _rows(models.SourceGroup, "source_id", "ref"):
        yield (sources.get(source),), (ref,)


def _above(names: Names) -> Found:
    places = names.refs[models.Place]
    for place, above, height in _rows(models.PlaceAbove, "place_id", "above_id", "height"):
        yield (places.get(place), places.get(above)), (height,)


def _texts(names: Names) -> Found:
    for key, words in _rows(models.SearchText, "pk", "words"):
        yield names.search_key(key), (words,)


def _sounds(_names: Names) -> Found:
    for word, *sound in _rows(models.SearchWord, "word", "key", "bones"):
        yield (word,), tuple(sound)


# Which rows of the register a table is about, by whose number a difference is told; then how its own rows are read.
_TABLES = {
    models.SourceGroup: (models.Source, _groups),
    models.PlaceAbove: (models.Place, _above),
    models.SearchText: (models.SearchText, _texts),
    models.SearchWord: (models.SearchText, _sounds),  # of no row: a word is told by nothing
    models.Person: (models.Mention, _persons),
    models.PersonMention: (models.Mention, _mentions),
    models.Incident: (models.Act, _incidents),
    models.IncidentAct: (models.Act, _acts),
    models.IncidentGround: (models.Act, _grounds),
    models.PersonPart: (models.Mention, _parts),
    models.VictimLevel: (models.Mention, _levels),
}
DERIVED_MODELS = tuple(_TABLES)
