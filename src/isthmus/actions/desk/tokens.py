"""Opaque tokens for what does not leave the workspace in clear, and the way back.

A token is a keyed digest (HMAC-SHA256 under the workspace's own key) of what it stands for and of the row it stands
in. It can be told apart from others, and nothing can be read from it, not even with the key: what was deleted here
can not be brought back from an old export. Where it comes back in an import, the row keeps what it holds.
"""

import hmac
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from isthmus.core.messages import Message
from isthmus.core.workbook.problems import Problem, Problems, UnsoundWorkbook
from isthmus.core.workbook.rows import Mention, Source, Workbook
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import PersonMention

__all__ = ["is_token", "resolve", "sealed"]

TOKEN = re.compile(r"sealed-[0-9a-f]{32}")
RULE = Message("export.token")
MEND = Message("export.token_home")


def is_token(text: str) -> bool:
    """Tell whether a cell holds a token."""
    return TOKEN.fullmatch(text) is not None


def _token(*parts: str) -> str:
    said = "".join(f"{len(part.encode())}:{part}" for part in parts)
    return f"sealed-{hmac.digest(current_workspace().keys.tokens, said.encode(), 'sha256')[:16].hex()}"


def _hidden(sheet: str, row: str, column: str, text: str) -> str:
    return _token(sheet, row, column, text) if text else ""


def sealed(workbook: Workbook, *, names: bool) -> Workbook:
    """Return the workbook as it may leave: sealed sources closed, and victims' names too unless `names`."""
    mentions = workbook.mentions if names else tuple(_sealed_mentions(workbook.mentions))
    sources = [_sealed_source(row) if row.protection == "sealed" else row for row in workbook.sources]
    return replace(
        workbook, mentions=mentions, sources=tuple(sorted([*sources, *_stand_ins(workbook)], key=_id))
    )


def _id(row: Source) -> str:
    return row.id


def _sealed_mentions(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield mentions with the names of everybody who is a victim anywhere as tokens."""
    of_victims = _of_victims()
    for row in mentions:
        yield _sealed_mention(row) if row.id in of_victims else row


def _of_victims() -> set[str]:
    victims = PersonMention.objects.filter(mention__role="victim").values("person")
    return set(PersonMention.objects.filter(person__in=victims).values_list("mention__ref", flat=True))


def _sealed_mention(row: Mention) -> Mention:
    name, others = (_hidden("mentions", row.id, each, getattr(row, each)) for each in ("name", "other_names"))
    return replace(row, name=name, other_names=others)


def _sealed_source(row: Source) -> Source:
    return replace(
        row,
        name=_hidden("sources", row.id, "name", row.name),
        affiliation=_hidden("sources", "", "affiliation", row.affiliation),
        note=_hidden("sources", row.id, "note", row.note),
    )


def _stand_ins(workbook: Workbook) -> Iterator[Source]:
    """Yield a source for each token that stands for who controls sealed ones, so that they stay under one control."""
    controlling = {
        row.affiliation for row in workbook.sources if row.protection == "sealed" and row.affiliation
    }
    for ref in sorted(controlling):
        token = _hidden("sources", "", "affiliation", ref)
        yield Source(token, token, "protected", protection="sealed", contact="no")


def resolve(workbook: Workbook, register: Workbook) -> Workbook:
    """Return the workbook with what its tokens stand for; raises UnsoundWorkbook where one stands for nothing here."""
    problems = Problems()
    sources = {row.id: row for row in register.sources}
    mentions = {row.id: row for row in register.mentions}
    controlling = {
        _hidden("sources", "", "affiliation", row.affiliation): row.affiliation for row in register.sources
    }
    found = replace(
        workbook,
        sources=tuple(
            _opened_source(row, sources.get(row.id), controlling, problems)
            for row in workbook.sources
            if not is_token(row.id)
        ),
        mentions=tuple(_opened_mention(row, mentions.get(row.id), problems) for row in workbook.mentions),
    )
    if problems.total:
        raise UnsoundWorkbook(problems)
    return found


def _opened_source(
    row: Source, here: Source | None, controlling: dict[str, str], problems: Problems
) -> Source:
    held = _held("sources", row, here, ("name", "note"), problems)
    opened = replace(row, name=held.get("name", row.name), note=held.get("note", row.note))
    if not is_token(row.affiliation):
        return opened
    if row.affiliation not in controlling:
        problems.add(Problem("sources", None, "affiliation", row.affiliation, RULE, MEND))
        return opened
    return replace(opened, affiliation=controlling[row.affiliation])


def _opened_mention(row: Mention, here: Mention | None, problems: Problems) -> Mention:
    held = _held("mentions", row, here, ("name", "other_names"), problems)
    if not held:
        return row
    return replace(row, name=held.get("name", row.name), other_names=held.get("other_names", row.other_names))


def _held(
    sheet: str,
    row: Source | Mention,
    here: Source | Mention | None,
    columns: Iterable[str],
    problems: Problems,
) -> dict[str, str]:
    """Return what the row here holds where the row that comes in has a token for it."""
    held: dict[str, str] = {}
    for column in columns:
        token = getattr(row, column)
        if not is_token(token):
            continue
        text = getattr(here, column, "")
        if token == _hidden(sheet, row.id, column, text):
            held[column] = text
        else:
            problems.add(Problem(sheet, None, column, token, RULE, MEND))
    return held
