"""What an import asks about beside the register: names like known ones, quotes that a text that is held lacks."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from isthmus.actions.desk.import_workbook import ImportPlan
from isthmus.core.messages import Message
from isthmus.core.register import LookAlikes, Register
from isthmus.core.workbook.alike_cautions import ALIKE_FIX
from isthmus.core.workbook.cautions import Caution, Cautions
from isthmus.core.workbook.problems import shortened
from isthmus.core.workbook.quotes import FoldedText, is_checked, quote_caution
from isthmus.core.workbook.rows import Place, Source, Statement, Workbook
from isthmus.store.desk.models import Document
from isthmus.store.desk.queries.document_texts import HeldText, held_texts, readable_text
from isthmus.store.desk.queries.look_alikes import sources_and_places

__all__ = ["look_at_register"]

type Named = Mapping[str, Source | Place]


def look_at_register(plan: ImportPlan, cautions: Cautions) -> None:
    """Add what is asked about the rows that the plan would add or change."""
    for caution in chain(_alike_known(plan), _quotes(plan)):
        cautions.add(caution)


def _alike_known(plan: ImportPlan) -> Iterator[Caution]:
    """Yield one caution for each group of new sources or places that are perhaps a known one."""
    if not (plan.new.sources or plan.new.places):
        return
    together = _together(sources_and_places(), plan)
    rows: Mapping[str, Named] = {
        "source": {row.id: row for row in together.sources},
        "place": {row.id: row for row in together.places},
    }
    new = {"source": {row.id for row in plan.new.sources}, "place": {row.id for row in plan.new.places}}
    for group in Register.of(together).look_alikes:
        yield from _asked(group, rows[group.kind], new[group.kind])


def _asked(group: LookAlikes, rows: Named, new: set[str]) -> Iterator[Caution]:
    fresh = [members[0] for members in group.members if new.issuperset(members)]
    known = [each for members in group.members for each in members if each not in new]
    if fresh and known:
        first, there = rows[fresh[0]], rows[min(known)]
        doubt = Message("caution.alike_known", n=len(fresh), name=shortened(there.name), id=there.id)
        sheet = f"{group.kind}s"
        yield Caution(sheet, None, "name", shortened(first.name), doubt, ALIKE_FIX[group.kind])


def _together(known: Workbook, plan: ImportPlan) -> Workbook:
    """Return the sources and places as they would be, with what is judged of them."""
    changed = {row.id for row in plan.changed.sources}, {row.id for row in plan.changed.places}
    judged = (row for row in plan.new.judgements if row.kind in ALIKE_FIX)
    return Workbook(
        sources=(
            *(row for row in known.sources if row.id not in changed[0]),
            *plan.changed.sources,
            *plan.new.sources,
        ),
        places=(
            *(row for row in known.places if row.id not in changed[1]),
            *plan.changed.places,
            *plan.new.places,
        ),
        judgements=(*known.judgements, *judged),
    )


def _quotes(plan: ImportPlan) -> Iterator[Caution]:
    """Yield the quotes that the texts of known documents do not contain."""
    quoted: dict[str, list[Statement]] = {}
    for row in (*plan.new.statements, *plan.changed.statements):
        if is_checked(row.quote, row.wording, row.protection):
            quoted.setdefault(row.document, []).append(row)
    for document, held in _with_text(quoted):
        text = FoldedText(readable_text(held).text)
        yield from (quote_caution(None, row) for row in quoted[document.ref] if not text.has(row.quote))


def _with_text(refs: Iterable[str]) -> list[tuple[Document, HeldText]]:
    wanted = set(refs)
    open_ones = Document.objects.exclude(content="").exclude(protection="sealed").order_by("ref")
    found = [each for each in open_ones if each.ref in wanted]
    held = held_texts(found)
    return [(each, held[each.pk]) for each in found if each.pk in held]
