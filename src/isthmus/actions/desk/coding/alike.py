"""New names of a draft that are like known ones, and the draft with a known one in their place."""

from dataclasses import dataclass, replace

from isthmus.actions.desk.coding.draft import (
    DraftBody,
    DraftDocument,
    DraftMention,
    DraftStatement,
    NewPlace,
    NewSource,
    columns_of,
)
from isthmus.actions.desk.coding.submission import new_names
from isthmus.store.desk.models import Place, Source
from isthmus.store.desk.queries.look_alikes import alike_in_register

__all__ = ["AlikeName", "KnownName", "alike_names", "with_known"]

SHEETS = {"source": "sources", "place": "places"}
MOST_OFFERED = 5


@dataclass(frozen=True, slots=True)
class KnownName:
    """A row of the register that may be meant: its name, and the text by which a field names it and nothing else."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class AlikeName:
    """A name that would be made new, and the known ones that are like it."""

    kind: str
    typed: str
    known: tuple[KnownName, ...]

    @property
    def key(self) -> str:
        """Return by what a page says that it asked about this name."""
        return f"{self.kind}:{self.typed}"


def alike_names(body: DraftBody) -> tuple[AlikeName, ...]:
    """Return the new names of a draft that are like known ones, sources first; sealed sources are never named."""
    sources, places = new_names(body)
    typed = [("source", each.name) for each in sources] + [("place", each.name) for each in places]
    found = ((kind, name, alike_in_register(kind, name)) for kind, name in typed)
    return tuple(
        AlikeName(kind, name, _known(kind, refs[:MOST_OFFERED])) for kind, name, refs in found if refs
    )


def _known(kind: str, refs: tuple[str, ...]) -> tuple[KnownName, ...]:
    rows = Source.objects.all() if kind == "source" else Place.objects.all()
    named = rows.filter(ref__in=refs).order_by("ref").values_list("ref", "name")
    return tuple(KnownName(name, _text(ref, name, rows.filter(name=name).count())) for ref, name in named)


def _text(ref: str, name: str, of_this_name: int) -> str:
    """Return the name where it is one row's and holds no separator; else it carries the id."""
    if ";" in name:
        return ref
    return name if of_this_name == 1 else f"{name} [{ref}]"


def with_known(body: DraftBody, kind: str, typed: str, text: str) -> DraftBody:
    """Return the draft with a known name wherever the new one was typed; nothing is made of the new one."""
    known = _Replacement(SHEETS[kind], typed, text)
    return replace(
        body,
        document=known.put(body.document),
        statements=tuple(
            replace(known.put(each), mentions=tuple(map(known.put, each.mentions)))
            for each in body.statements
        ),
        sources=tuple(known.put(each) for each in body.sources if kind != "source" or each.name != typed),
        places=tuple(known.put(each) for each in body.places if kind != "place" or each.name != typed),
    )


@dataclass(frozen=True, slots=True)
class _Replacement:
    """A text in the place of a name, in the fields that name rows of a sheet."""

    sheet: str
    typed: str
    text: str

    def put[P: (DraftDocument, DraftMention, DraftStatement, NewSource, NewPlace)](self, part: P) -> P:
        """Return a part of the draft with the text."""
        columns = [name for name, column in columns_of(type(part)) if column.to == self.sheet]
        return replace(part, **{name: self._cell(getattr(part, name)) for name in columns})  # type: ignore[arg-type]

    def _cell(self, cell: str) -> str:
        if self.sheet == "places":
            return self.text if cell.strip() == self.typed else cell
        parts = [part.strip() for part in cell.split(";")]
        return (
            "; ".join(self.text if part == self.typed else part for part in parts)
            if self.typed in parts
            else cell
        )
