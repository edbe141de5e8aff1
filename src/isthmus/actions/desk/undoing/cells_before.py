"""Rows whose cells are what they were before some events, however many rows: one plan of changes for all of them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched, groupby
from uuid import UUID

from isthmus.actions.desk.import_workbook import ImportPlan, differing, log_size
from isthmus.actions.desk.staging import key_of
from isthmus.actions.desk.undoing.refusals import NotUndone
from isthmus.core.messages import Message
from isthmus.core.workbook.canonical import table_of
from isthmus.core.workbook.check import Table, check
from isthmus.core.workbook.own_columns import own_columns
from isthmus.core.workbook.rows import Row, Workbook
from isthmus.core.workbook.schema import SHEETS, Sheet
from isthmus.core.workbook.tokens import is_token
from isthmus.store.desk.models import SHEET_MODELS, Commitment, Judgement, SheetModel, Term, Version
from isthmus.store.desk.queries.custody import table_named
from isthmus.store.desk.queries.workbook import whole

__all__ = ["plan_cells_before"]

_AT_ONCE = 500
# What a document holds beside its sheet is what came in, which stays.
_NOT_PUT_BACK = ("id", "sha256")

# The cells that a row is to have again, by column, by sheet and key.
type Wanted = dict[str, dict[str, dict[str, str]]]


def plan_cells_before(uids: Collection[UUID], events: Collection[int]) -> ImportPlan | None:
    """Return what gives rows the cells that they had before some events; None where nothing differs.

    Later changes of other cells stay. Raises NotUndone where the same cells changed since, or what they were is sealed
    or destroyed, or a rule would be broken.
    """
    wanted = _wanted(uids, frozenset(events))
    if not any(wanted.values()):
        return None
    at, register = log_size(), whole()
    sound, problems = check({sheet.name: _table(sheet, register, wanted) for sheet in SHEETS})
    if problems.total:
        rules = tuple(each.rule for each in problems.first[:1] if isinstance(each.rule, Message))
        raise NotUndone(Message("undo.breaks_rule", rules=rules))
    before = {sheet: _rows(register, sheet, keys) for sheet, keys in wanted.items()}
    after = {sheet: _rows(sound, sheet, keys) for sheet, keys in wanted.items()}
    pairs = ((sheet, *pair) for sheet in wanted for pair in zip(before[sheet], after[sheet], strict=True))
    changes = tuple(each for pair in pairs for each in differing(*pair))
    missing = sum(len(getattr(register, sheet.name)) for sheet in SHEETS)
    changed, old = (Workbook(**each) for each in (after, before))  # type: ignore[arg-type]
    return ImportPlan(at, Workbook(), changed, old, changes, same=0, missing=missing, withdrawn=0)


def _rows(workbook: Workbook, sheet: str, keys: Collection[str]) -> tuple[Row, ...]:
    return tuple(row for row in getattr(workbook, sheet) if key_of(row) in keys)


def _table(sheet: Sheet, register: Workbook, wanted: Wanted) -> Table:
    """Return a sheet as it would be read from a file, with the cells that rows are to have again."""
    rows = getattr(register, sheet.name)
    header, listed = table_of(sheet, rows)
    of_rows = wanted.get(sheet.name, {})
    names = list(dict.fromkeys([*header, *(name for cells in of_rows.values() for name in cells)]))
    named = (dict(zip(header, cells, strict=True)) for cells in listed)
    return Table(names, [_line(*each, names, of_rows) for each in zip(rows, named, strict=True)])


def _line(
    row: Row, named: Mapping[str, str], names: Sequence[str], wanted: Mapping[str, Mapping[str, str]]
) -> list[str]:
    """Return the cells of a row, by their names, with those that it is to have again."""
    again = wanted.get(key_of(row), {})
    return [again.get(name, named.get(name, "")) for name in names]


def _wanted(uids: Collection[UUID], events: frozenset[int]) -> Wanted:
    found: Wanted = {}
    for some in batched(sorted(uids), _AT_ONCE):
        for row, cells in _before(some, events):
            key = f"{row.list};{row.code}" if isinstance(row, Term) else row.ref  # type: ignore[attr-defined]
            if cells:
                found.setdefault(row.sheet().name, {})[key] = cells
    return found


def _before(uids: Collection[UUID], events: frozenset[int]) -> Iterator[tuple[SheetModel, dict[str, str]]]:
    """Yield rows, each with the cells that it is to have again."""
    rows = {each.uid: each for model in _models() for each in model.custody_rows().filter(uid__in=uids)}
    numbers = [uid.bytes for uid in uids]
    versions: dict[bytes, dict[bytes, Version]] = defaultdict(dict)
    for version in Version.objects.filter(row__in=numbers):
        versions[bytes(version.row)][bytes(version.root)] = version
    logged = Commitment.objects.filter(row__in=numbers, operation__in=("add", "change"))
    ordered = sorted(logged, key=lambda each: (bytes(each.row), each.event_id, each.position))
    for number, entries in groupby(ordered, key=lambda each: bytes(each.row)):
        row = rows.get(UUID(bytes=number))
        if row is None:  # destroyed since
            continue
        roots = _Roots.of(list(entries), events)
        if roots is not None:
            yield row, _cells(row, roots, versions[number])


def _models() -> list[type[SheetModel]]:
    return [model for model in SHEET_MODELS.values() if model is not Judgement]


@dataclass(frozen=True, slots=True)
class _Roots:
    """The version of a row before some events, the one that they left, and the one that it is now."""

    before: Commitment
    left: Commitment
    now: Commitment

    @classmethod
    def of(cls, entries: list[Commitment], events: frozenset[int]) -> "_Roots | None":
        """Return them; None for a row that came with these events."""
        ours = [place for place, each in enumerate(entries) if each.event_id in events]
        if not ours or ours[0] == 0:
            return None
        return cls(entries[ours[0] - 1], entries[ours[-1]], entries[-1])


def _cells(row: SheetModel, roots: _Roots, versions: Mapping[bytes, Version]) -> dict[str, str]:
    """Return the cells in which the events left the row otherwise than it was."""
    now = _of_row(row)
    before = _of_version(roots.before, versions)
    left = now if roots.left is roots.now else _of_version(roots.left, versions)
    changed = {name for name in before if name in now and before[name] != left[name]}
    if any(now[name] != left[name] for name in changed):
        raise NotUndone(Message("undo.changed_since"))
    wanted = {name: before[name] for name in changed if name not in _NOT_PUT_BACK}
    if any(is_token(cell) for cell in wanted.values()):
        raise NotUndone(Message("undo.sealed"))
    return _as_written(wanted, now)


def _as_written(wanted: dict[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """Return cells as a file has them: an author's own columns apart."""
    if "own" not in wanted:
        return wanted
    own = dict.fromkeys(own_columns(now["own"]), "") | own_columns(wanted.pop("own"))
    return wanted | own


def _of_row(row: SheetModel) -> dict[str, str]:
    names = row.sheet().names
    return dict(zip(names, row.custody_cells(names), strict=True))


def _of_version(entry: Commitment, versions: Mapping[bytes, Version]) -> dict[str, str]:
    version = versions.get(bytes(entry.root))
    if version is None or version.is_sealed:
        raise NotUndone(Message("undo.sealed"))
    columns = table_named(entry.table)[1]
    return dict(zip(columns, version.values, strict=True))
