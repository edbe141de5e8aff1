"""The statements of an incident with what speaks against it, and the judgements that it rests on."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from isthmus.core.corroborate import IncidentLines
from isthmus.core.dossier.labels import DossierLabels
from isthmus.core.dossier.values import (
    DossierAct,
    DossierDocument,
    DossierJudgement,
    DossierPerson,
    DossierStatement,
    Words,
)
from isthmus.core.link.reasons import reason
from isthmus.core.messages import Message
from isthmus.core.register import Register, how_made
from isthmus.core.register.description import described
from isthmus.core.workbook.rows import Act, Document, Judgement, Mention, Statement
from isthmus.core.workbook.tokens import is_token, stated

__all__ = ["DossierParts"]


class DossierParts:
    """Takes out of a register what bears on one incident."""

    def __init__(self, register: Register, lines: IncidentLines, labels: DossierLabels) -> None:
        self.register, self.lines, self.labels = register, lines, labels
        self.acts: list[Act] = [register.acts[each] for each in lines.acts]

    def statements(self) -> list[DossierStatement]:
        """Return every statement, in the order of their numbers."""
        return [self._statement(row) for row in self._shown]

    def stance(self, part: DossierStatement) -> str:
        """Return whether a statement asserts, suspects, denies or takes back."""
        return self.register.statements[part.id].stance

    def judgements(self) -> Iterator[DossierJudgement]:
        """Yield the judgements in force with a side in this dossier, oldest first."""
        rows = sorted(self.register.in_force, key=lambda each: (each.at, each.id))
        for row in rows:
            sides = self._sides(row)
            if sides and row.decision != "examined":  # that speaks of every pair of a register
                yield DossierJudgement(
                    sides=sides,
                    verdict=Message(f"dossier.verdict.{row.kind}.{row.decision}"),
                    by=row.by,
                    at=row.at,
                    by_link_run=how_made(row.made, row.by) == "link_run",
                    because=reason(row.because) or self._because(row),
                )

    def _because(self, row: Judgement) -> Words:
        where = Message("dossier.closed.reason_of", at=row.at[:10])
        return self.labels.text(row.because, Message("dossier.closed.reason"), where)

    @cached_property
    def _documents(self) -> Mapping[str, Document]:
        return {row.id: row for row in self.register.workbook.documents}

    @cached_property
    def _shown(self) -> list[Statement]:
        """Return its own statements, the denials that reach it, and the retractions of either; held ones first."""
        ids = {act.statement for act in self.acts}
        ids |= {each for one in self.lines.denials for each in one.statements}
        ids |= {each for one in ids for each in self.register.retractions_of.get(one, ())}
        held = self.register.held
        rows = (self.register.statements[each] for each in ids if each in self.register.statements)
        order = {"asserts": 0, "suspects": 1}
        return sorted(
            rows, key=lambda row: (order.get(row.stance, 2), row.document not in held, row.document, row.id)
        )

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {row.id: number for number, row in enumerate(self._shown, 1)}

    @cached_property
    def _acts_of(self) -> Mapping[str, list[Act]]:
        found: dict[str, list[Act]] = {}
        own = set(self.lines.acts)
        for act in self.register.workbook.acts:
            if act.id in own or act.statement not in {each.statement for each in self.acts}:
                found.setdefault(act.statement, []).append(act)
        return found

    @cached_property
    def _retractions(self) -> Mapping[str, str]:
        return {each.statement: each.decision for each in self.lines.retractions}

    def _statement(self, row: Statement) -> DossierStatement:
        number = self._numbers[row.id]
        quote_of, place_of, id_of = (
            Message(f"dossier.closed.{each}_of", statement=number) for each in ("quote", "locator", "id")
        )
        self.labels.text(row.id, id_of, id_of)
        decided = self._retractions.get(row.id)
        return DossierStatement(
            number=number,
            id=row.id,
            stance=self._stance(row),
            basis=self._basis(row),
            passed_on=Message("statement.via", sources=self._sources(row.via)) if row.via else None,
            quote=self.labels.text(row.quote, Message("dossier.closed.quote"), quote_of),
            wording=row.wording,
            said=row.said,
            document=self._document(row.document),
            locator=self.labels.text(row.locator, Message("dossier.closed.locator"), place_of),
            acts=tuple(self._act(each, number) for each in self._acts_of.get(row.id, ())),
            marked=Message(f"dossier.marked.{row.protection}") if row.protection else None,
            retraction=Message(f"corroborate.retraction.{decided}") if decided else None,
        )

    def _sources(self, refs: tuple[str, ...]) -> tuple[Words, ...]:
        return tuple(map(self.labels.source, refs))

    def _stance(self, row: Statement) -> Message:
        speakers = self._sources(row.speaker)
        if row.stance != "denies":
            return Message(f"statement.{row.stance}", speakers=speakers)
        # That a ground is denied tells that one was alleged: it goes as what is closed.
        if is_token(row.denies) or row.denies == "ground":
            return Message("dossier.denies", speakers=speakers)
        return Message(f"statement.denies.{row.denies or 'occurrence'}", speakers=speakers)

    def _basis(self, row: Statement) -> Message | None:
        if row.stance in ("retracts", "suspects"):
            return None
        if row.basis in ("first_hand", "record"):
            return Message(f"statement.basis.{row.basis}")
        if row.told_by:
            return Message("statement.basis.told_by", sources=self._sources(row.told_by))
        return Message("statement.basis.told" if row.basis == "told" else "statement.basis.unknown")

    def _document(self, ref: str) -> DossierDocument:
        row = self._documents[ref]
        return DossierDocument(
            title=self.labels.document(ref),
            authors=self._sources(row.author),
            held=row.held == "yes",
            published=row.published,
            url=stated(row.url),
            sha256=stated(row.sha256),
        )

    def _act(self, row: Act, statement: int) -> DossierAct:
        return DossierAct(
            type=self.labels.term("type", row.type),
            general=row.scope == "general",
            date=row.date,
            place=self.labels.place(row.place) if row.place else "",
            method=self.labels.term("method", row.method),
            outcome=self.labels.term("outcome", row.outcome),
            people=tuple(self._person(each, statement) for each in self.register.mentions_of.get(row.id, ())),
        )

    def _person(self, row: Mention, statement: int) -> DossierPerson:
        return DossierPerson(
            number=self.labels.person(row),
            role=Message(f"dossier.role.{row.role}"),
            words=described(row),
            name=self.labels.name(row, statement),
            as_said=stated(row.as_said),
        )

    def _sides(self, row: Judgement) -> tuple[Words, ...]:
        """Return what a judgement speaks of; nothing where neither side is in the dossier."""
        refs = [each for each in (row.left, row.right) if each]
        sides = [self._side(row.kind, each) for each in refs]
        return (
            tuple(each or Message(f"dossier.side.other_{row.kind}") for each in sides) if any(sides) else ()
        )

    def _side(self, kind: str, ref: str) -> Words | None:
        match kind:
            case "incident":
                act = self.register.acts.get(ref)
                return self._of_statement(act.statement) if act and ref in self.lines.acts else None
            case "person":
                mention = self.register.mentions.get(ref)
                return self._of_mention(mention) if mention and mention.act in self.lines.acts else None
            case "source":
                return self.labels.source(ref) if ref in self._named else None
            case "place":
                return self.labels.place(ref) if ref in {act.place for act in self.acts} else None
            case _:
                return self._of_statement(ref)

    def _of_statement(self, ref: str) -> Message | None:
        number = self._numbers.get(ref)
        return Message("dossier.side.statement", n=number) if number else None

    def _of_mention(self, row: Mention) -> Message | None:
        statement = self._numbers.get(self.register.acts[row.act].statement)
        if not statement:
            return None
        return Message("dossier.side.person", n=self.labels.person(row), statement=statement)

    @cached_property
    def _named(self) -> frozenset[str]:
        """Return the sources that the statements shown name."""
        rows = self._shown
        voices = {each for row in rows for each in (*row.speaker, *row.told_by, *row.via)}
        return frozenset(voices | {each for row in rows for each in self._documents[row.document].author})
