"""Ids and names of rows in files without names: closed where a row is marked or a closed name stands in an id."""

from collections.abc import Iterator
from functools import cached_property

from isthmus.actions.desk.export import concerned_mentions, workspace_tokens
from isthmus.core.names.occurrences import NameFinder
from isthmus.core.workbook.tokens import NAMING, is_token
from isthmus.store.desk.models import Mention, Source
from isthmus.store.desk.queries.workbook import some

__all__ = ["LeavingIds"]

MARKS = ("confidential", "sealed")


class LeavingIds:
    """The ids of rows as files without names hold them; the names that they must not hold are read once."""

    def __init__(self) -> None:
        self._tokens = workspace_tokens()

    def id(self, sheet: str, ref: str, *, protection: str = "") -> str:
        """Return the id of a row, or its token."""
        if is_token(ref):
            return ref
        is_closed = protection in MARKS or self._finder.stands_in(ref)
        return self._tokens.of_id(sheet, ref) if is_closed else ref

    def text(self, sheet: str, ref: str, column: str, text: str, *, protection: str = "") -> str:
        """Return a cell of a row, or its token where the row is marked."""
        is_closed = text and protection in MARKS and not is_token(text)
        return self._tokens.of(sheet, ref, column, text) if is_closed else text

    def source_name(self, row: Source) -> str:
        """Return the name of a source, or its token: also of one that is itself a victim or a witness."""
        protection = "confidential" if row.pk in self._speaking else row.protection
        return self.text("sources", row.ref, "name", row.name, protection=protection)

    @cached_property
    def _finder(self) -> NameFinder:
        return NameFinder(self._closed_names())

    @cached_property
    def _speaking(self) -> frozenset[int]:
        spoken = some(Mention.objects.exclude(speaker=None), concerned_mentions(), "speaker_id", by="ref")
        return frozenset(speaker for (speaker,) in spoken)

    def _closed_names(self) -> Iterator[str]:
        for names in some(Mention.objects.all(), concerned_mentions(), *NAMING, by="ref"):
            yield from filter(None, names)
        for names in Mention.objects.filter(protection__in=MARKS).values_list(*NAMING):
            yield from filter(None, names)
        marked = Source.objects.filter(protection__in=MARKS) | Source.objects.filter(pk__in=self._speaking)
        yield from marked.values_list("name", flat=True)
