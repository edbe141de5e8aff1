"""Canaries in everything that is marked, searched in every file that leaves: by the desk, by commands."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client

from benchmarks.names_and_grounds import downloads
from isthmus.actions.desk.estimating import Plan, run_estimate, save_plan
from isthmus.actions.desk.export import export_register, leaving_judgement, workspace_tokens
from isthmus.actions.desk.handing_over import hand_over
from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.actions.desk.judge import judge
from isthmus.actions.desk.notes import write_note
from isthmus.actions.desk.views import save_view
from isthmus.core.register import Register
from isthmus.core.workbook.closing import Quotes
from isthmus.core.workbook.rows import Document, Judgement, Mention, Source, Statement, Workbook
from isthmus.core.workbook.schema import SHEETS
from isthmus.files.ftm import entities, write_ftm
from isthmus.files.workbook import write_xlsx, write_zip
from isthmus.language import PAGE_ENGLISH
from isthmus.store.desk.models import Event, ListChange, ListRow, RegisterList
from isthmus.store.desk.models import Judgement as JudgementRow
from isthmus.store.desk.models import Statement as StatementRow
from isthmus.store.desk.queries.record import RecordFilter
from isthmus.store.desk.scratch.models import Draft
from tests.accounts import the_owner, who
from tests.actions.cases import CASE
from tests.actions.estimating_case import fake_models

MARKS = ("confidential", "sealed")


def canary(mark: str, what: str) -> str:
    return f"Zqvexle{mark[:4]}{what}"


def with_canaries(mark: str) -> Workbook:
    """Return rows of which every text that the mark closes is a canary, and the ids too."""
    source, document, statement, mention = (canary(mark, each) for each in ("src", "doc", "stm", "men"))
    return Workbook(
        sources=(
            Source(source, canary(mark, "name"), "person", protection=mark, note=canary(mark, "note")),
            Source(f"{source}2", canary(mark, "org"), "outlet", affiliation=source, protection=mark),
        ),
        documents=(
            Document(
                *(document, canary(mark, "title"), (source,), "yes", mark),
                file=f"files/{canary(mark, 'file')}.pdf",
                url=f"https://example.org/{canary(mark, 'url')}",
            ),
        ),
        statements=(
            Statement(
                *(statement, document, (source,), "asserts", "first_hand"),
                protection=mark,
                locator=canary(mark, "locator"),
                quote=canary(mark, "quote"),
            ),
            Statement(
                *(f"{statement}2", document, (f"{source}2",), "retracts", "told"),
                retracts=(statement,),
                protection=mark,
            ),
        ),
        acts=(replace(CASE.acts[0], id=f"a{mark}", statement=statement),),
        mentions=tuple(
            Mention(
                *(f"{mention}{role}", f"a{mark}", role, 1, 1, "individual"),
                protection=mark,
                name=canary(mark, f"{role}name"),
                other_names=canary(mark, f"{role}other"),
                sex=canary(mark, f"{role}sex"),
                occupation=canary(mark, f"{role}job"),
                home="p2",
            )
            for role in ("victim", "perpetrator", "ordered", "witness")
        ),
        judgements=(
            Judgement(f"j{mark}", "source", source, f"{source}2", "different", "B", "2020-01-01"),
            Judgement(
                f"k{mark}", "person", f"{mention}victim", f"{mention}witness", "unsure", "B", "2020-01-01"
            ),
        ),
    )


@pytest.fixture
def marked(db: None, monkeypatch: pytest.MonkeyPatch) -> Workbook:
    the_owner()
    coder = who("Zqvexleaccount")
    parts = [CASE, *map(with_canaries, MARKS)]
    sheets = {
        sheet.name: tuple(row for part in parts for row in getattr(part, sheet.name)) for sheet in SHEETS
    }
    everything = Workbook(**sheets)
    apply_import(plan_import(everything), actor=coder)
    fake_models(monkeypatch)
    lists = [(canary(mark, "name"), [canary(mark, "src")]) for mark in MARKS]
    plan = save_plan(Plan("all", [*lists, ("Outlet A", ["s1"])], RecordFilter()), actor=who("Zqvexleaccount"))
    run_estimate(plan=plan, actor=who("Zqvexleaccount"))
    return everything


def texts(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    for name, content in files.items():
        if name.endswith((".zip", ".xlsx")):
            archive = ZipFile(BytesIO(content))
            # The head holds numbers in base64, in which any letters stand now and then.
            listed = [each for each in archive.namelist() if each != "head.txt"]
            yield name, "\n".join(archive.read(each).decode() for each in listed)
        else:
            yield name, content.decode()


@pytest.mark.usefixtures("marked")
def test_nothing_marked_and_no_account_is_in_a_file_that_is_no_export_with_names(signed_in: Client) -> None:
    files = downloads(signed_in)
    assert {name.split("-")[0].split(".")[0] for name in files} >= {
        "export",
        "record",
        "people",
        "estimate_json",
    }
    for name, text in texts(files):
        found = [line for line in text.splitlines() if "Zqvexle" in line and "Zqvexleaccount" not in line]
        assert found == [], name
        assert "Zqvexleaccount" not in text or name.startswith("export"), name


@pytest.mark.usefixtures("marked")
def test_nothing_that_stands_beside_the_register_leaves_with_it(signed_in: Client, tmp_path: Path) -> None:
    statement = StatementRow.objects.get(ref="t1")
    write_note(statement, text="Zqvexlebeside", actor=who("B"))
    save_view(page="people", name="Zqvexlebeside", query="name=Zqvexlebeside", actor=the_owner())
    brought = RegisterList.objects.create(name="Zqvexlebeside")
    change = ListChange.objects.create(
        list=brought, event=Event.objects.latest("sequence"), kind="brought_in", columns=["Zqvexlebeside"]
    )
    ListRow.objects.create(
        list=brought,
        change=change,
        statement=statement,
        state="understood",
        number=1,
        cells=["Zqvexlebeside"],
        corrected={"Zqvexlebeside": "Zqvexlebeside"},
        used=[],
        reasons=[],
    )
    Draft.objects.create(owner=who("B").number, text="Zqvexlebeside")
    for name, text in texts(downloads(signed_in) | named_files(tmp_path)):
        assert "Zqvexlebeside" not in text, name


def named_files(tmp_path: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for names in (False, True):
        exported = export_register(names=names, purpose="a court asked", actor=who("Zqvexleaccount"))
        for form, write in (("zip", write_zip), ("xlsx", write_xlsx)):
            stream = BytesIO()
            write(exported.workbook, stream)
            found[f"{names}.{form}"] = stream.getvalue()
        target = tmp_path / f"{names}.jsonl"
        write_ftm(entities(Register.of(exported.workbook), key=b"k" * 32, names=names), target)
        found[target.name] = target.read_bytes()
        for mark in MARKS:
            found[f"{names}-{mark}.html"] = handed_over(mark, names=names)
    return found


def handed_over(mark: str, *, names: bool) -> bytes:
    """Return the marked incident as a file, without the head of the log."""
    handed = hand_over(
        f"a{mark}",
        form="html",
        names=names,
        purpose="a court asked",
        quotes=Quotes.CLOSE_NAMED,
        actor=who("Zqvexleaccount"),
    )
    return handed.written("html", PAGE_ENGLISH).partition(b"<pre>")[0]


@pytest.mark.usefixtures("marked")
def test_who_judged_is_in_no_incident_that_is_handed_over_without_names() -> None:
    judge(kind="incident", left="aconfidential", right="a1", decision="unsure", actor=who("Zqvexleaccount"))
    assert b"Zqvexleaccount" in handed_over("confidential", names=True)
    assert b"Zqvexleaccount" not in handed_over("confidential", names=False)


@pytest.mark.usefixtures("marked")
def test_what_is_sealed_is_in_no_export_and_what_is_confidential_only_in_one_with_names(
    tmp_path: Path,
) -> None:
    confidential = set()
    for name, text in texts(named_files(tmp_path)):
        assert "Zqvexleseal" not in text, name
        if "Zqvexleconf" in text:
            confidential.add(name)
    assert confidential == {"True.zip", "True.xlsx", "True.jsonl", "True-confidential.html"}


def test_a_closed_export_of_everything_marked_reads_back(marked: Workbook) -> None:
    for names in (False, True):
        plan = plan_import(export_register(names=names, purpose="x", actor=who("B")).workbook)
        assert (plan.added, plan.changes, plan.missing) == (0, (), 0)
    assert marked.sources


@pytest.mark.usefixtures("marked")
def test_judgements_in_json_name_nothing_that_is_marked() -> None:
    rows = [leaving_judgement(each.as_row()) for each in JudgementRow.custody_rows().in_force()]
    assert "Zqvexle" not in repr([(row.left, row.right) for row in rows])
    tokens = workspace_tokens()
    assert tokens.of_id("sources", canary("sealed", "src")) in {row.left for row in rows}


@pytest.mark.usefixtures("marked")
def test_every_export_says_by_kind_what_it_closed_and_what_it_left_open() -> None:
    closed = export_register(actor=who("B"))
    kinds = {each.code: each.values["n"] for each in closed.closed}
    assert kinds["export.closed.sealed.mentions"] == kinds["export.closed.confidential.mentions"] == 4
    assert kinds["export.closed.sealed.sources"] == 3  # one of the small case
    assert kinds["export.closed.names.mentions"] == 1
    assert kinds["export.closed.grounds"] == 4
    named = export_register(names=True, purpose="a court asked", actor=who("B"))
    assert "export.closed.grounds" not in {each.code for each in named.closed}
    assert {each.code: each.values["n"] for each in named.open}["export.open.grounds"] == 4
