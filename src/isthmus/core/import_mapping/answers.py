"""A mapping from the answers that somebody gives column by column: what each is, and what no table says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from isthmus.core.import_mapping.mapping_parts import ASKED
from isthmus.core.import_mapping.nodes import Written
from isthmus.core.import_mapping.proposing import written_mapping
from isthmus.core.import_mapping.table_columns import TableColumns
from isthmus.core.messages import Message, MessageError

__all__ = ["DATED", "KEPT", "LEFT", "MEANINGS", "AnswersUnfit", "MappingAnswers", "mapping_from"]

# What a column may be, in the order in which it is offered.
MEANINGS = (
    "key",
    "name",
    "first_name",
    "family_name",
    "other_names",
    "names",
    "number",
    "missing",
    "sex",
    "age",
    "born",
    "home",
    "occupation",
    "description",
    "identifiers",
    "date",
    "place",
    "perpetrator",
    "told_by",
    "told_where_yes",
    "quote",
    "locator",
    "said",
    "type",
    "status",
    "protection",
    "basis",
)
# Meanings that several columns may have together.
_SEVERAL = ("key", "told_where_yes")
KEPT, LEFT = "kept", "left"
"""A column that is kept beside the statement, and one that is not taken at all."""
DATED = ("date", "born")


class AnswersUnfit(MessageError):
    """Answers that do not go together; says which."""


@dataclass(frozen=True, slots=True)
class MappingAnswers:
    """What somebody says of a list. Of `columns` each is one of `MEANINGS`, `KEPT` or `LEFT`; empty: not said yet.

    `orders`: by column, in which order the numbers of its dates stand, or that by the sign between them. `centuries`:
    by column, the first two figures of years of two. `once`: what the list names once each. `basis_codes`: what the
    words of a column of bases mean. `merged`, `header_rows` and `nothing` are what a mapping says of the table.
    """

    name: str
    row: str
    author: str
    speaker: str
    basis: str
    once: str
    kind: str
    type: str
    scheme: str
    columns: Mapping[str, str]
    orders: Mapping[str, str | Mapping[str, str]]
    basis_codes: Mapping[str, str] = field(default_factory=dict)
    centuries: Mapping[str, str] = field(default_factory=dict)
    merged: str = ""
    header_rows: str = ""
    nothing: Sequence[str] = ()


def mapping_from(
    answers: MappingAnswers, columns: TableColumns, place: Mapping[str, Written]
) -> dict[str, Written]:
    """Return the mapping that answers make. What is not said stands as `?`. Raises `AnswersUnfit`."""
    home = _homes(answers)
    keys = _columns_of(answers, "key")
    written = written_mapping(answers.name, answers.row, home, columns, _place(answers, place))
    if len(keys) > 1:
        _part(written, "table")["key"] = list(keys)
    document = _part(written, "document")
    document["author"] = answers.author or ASKED
    document["title"] = answers.name
    if "lists_once" in document:
        document["lists_once"] = answers.once or ASKED
    if answers.once == "nothing":
        document.pop("lists_once", None)
    written["sources"] = {"other": answers.kind or ASKED}
    statement = _part(written, "statement")
    statement |= {"speaker": answers.speaker or ASKED, "basis": answers.basis or ASKED}
    if "basis" in home:
        statement["basis"] = _basis(answers, home["basis"])
    if listed := _columns_of(answers, "told_where_yes"):
        statement["told_by"] = {"yes": {column: column for column in listed}}
    for name in ("locator", "said"):
        if name in home:
            statement[name] = {"column": home[name]}
    acts = written["acts"]
    assert isinstance(acts, list)
    for act in acts:
        assert isinstance(act, dict)
        act["type"] = {"column": home["type"]} if "type" in home else answers.type or ASKED
        _answer(act, answers)
    written["own"] = _own(answers, columns.names)
    return written


def _place(answers: MappingAnswers, place: Mapping[str, Written]) -> dict[str, Written]:
    """Return where the table stands and how it is made, with what was answered of that."""
    said: dict[str, Written] = {"merged": answers.merged, "header_rows": answers.header_rows}
    answered = {name: word for name, word in said.items() if word and name in place}
    return {**place, **answered, "nothing": list(answers.nothing)}


def _homes(answers: MappingAnswers) -> dict[str, str]:
    """Return the column of each meaning. Raises `AnswersUnfit` where two have the same, or one has none."""
    found: dict[str, str] = {}
    for column, meaning in answers.columns.items():
        if meaning in (KEPT, LEFT):
            continue
        if meaning not in MEANINGS:
            raise AnswersUnfit(Message("answers.not_said", column=column[:40]))
        if meaning in _SEVERAL and meaning in found:
            continue
        if meaning in found:
            raise AnswersUnfit(Message("answers.twice", one=found[meaning][:40], other=column[:40]))
        found[meaning] = column
    if (listed := found.pop("told_where_yes", "")) and "told_by" in found:
        raise AnswersUnfit(Message("answers.twice", one=found["told_by"][:40], other=listed[:40]))
    return found


def _columns_of(answers: MappingAnswers, wanted: str) -> list[str]:
    return [column for column, meaning in answers.columns.items() if meaning == wanted]


def _part(written: dict[str, Written], name: str) -> dict[str, Written]:
    part = written[name]
    assert isinstance(part, dict)
    return part


def _answer(written: Written, answers: MappingAnswers) -> None:
    """Put the order of dates and the scheme of identifiers where they are asked for, at whatever depth."""
    if isinstance(written, list):
        for each in written:
            _answer(each, answers)
    elif isinstance(written, dict):
        column = written.get("column")
        if isinstance(column, str) and answers.orders.get(column):
            orders = answers.orders[column]
            written["dates"] = orders if isinstance(orders, str) else dict(orders)
        if "century" in written:
            _answer_century(written, answers.centuries.get(str(column), ""))
        if str(written.get("prefix", "")).startswith(ASKED):
            written["prefix"] = f"{answers.scheme or ASKED}:"
        for each in written.values():
            _answer(each, answers)


def _answer_century(written: dict[str, Written], century: str) -> None:
    """Put what was said of years of two figures; where nothing was, the rows that have them are asked about."""
    if century:
        written["century"] = century
    else:
        del written["century"]


def _basis(answers: MappingAnswers, column: str) -> Written:
    """Return how the list knows, row by row; a word of which nobody said what it means is asked."""
    codes: dict[str, Written] = {word: code or ASKED for word, code in answers.basis_codes.items()}
    return {"column": column, **({"codes": codes} if codes else {})}


def _own(answers: MappingAnswers, names: Sequence[str]) -> Written:
    """Return which columns without a field are kept: also those that nobody was asked about."""
    if LEFT not in answers.columns.values():
        return "all"
    kept: list[Written] = [each for each in names if each and answers.columns.get(each, KEPT) == KEPT]
    return kept or "none"
