"""The attack on sealing: whoever has the passphrase and no keeper's key reads everything, and finds nothing sealed.

A workspace of its own is filled as the desk fills it: sealed at entry by a draft and by an uploaded workbook, sealed
later, and sealed with the first keeper. Then every page, free page and frame of both databases, every blob, and every
file in the workspace and among temporary files is read.
"""

import json
from pathlib import Path

import psycopg
import pytest

from tests.cli.test_destroy import OPENED, pages
from tests.cli.workspaces import make_home

END = 9
ROWS = """
import json
from datetime import UTC, datetime
from io import BytesIO
from random import Random
from dataclasses import replace
from pyrage import x25519
from isthmus.actions.desk import importing
from isthmus.actions.desk.accounts import owner
from isthmus.actions.desk.coding import drafts, submission
from isthmus.actions.desk.coding.draft import DraftBody, DraftDocument, DraftMention, DraftStatement, NewSource
from isthmus.actions.desk.destroying import destroy
from isthmus.actions.desk.history import find_row
from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.actions.desk.jobs import enqueue, run_next
from isthmus.actions.desk.keepers import add_keeper
from isthmus.core.workbook.rows import Act, Document, Mention, Source, Statement, Workbook
from isthmus.core.workbook.tokens import SEALED_TEXTS
from isthmus.files.workbook import write_zip
from isthmus.store.desk.scratch.models import Job
from django.db import connections
chance, words, who = Random(7), {}, owner()
destroy(find_row("documents:d1"), reason="It has no author.", actor=who)
def word(field):
    words[field] = "".join(chance.choice("bcdfghjkmnpqrstvwz") for _ in range(16))
    return words[field]
def rows(n, mark):
    text = lambda field: word(f"{n}.{field}")
    return Workbook(
        sources=(Source(f"{n}s", text("s.name"), "person", protection=mark, note=text("s.note")),),
        documents=(Document(f"{n}d", text("d.title"), (f"{n}s",), "yes", protection=mark, file=text("d.file"),
                            url="https://example.org/" + text("d.url")),),
        statements=(Statement(f"{n}t", f"{n}d", (f"{n}s",), "asserts", "first_hand", protection=mark,
                              quote=text("t.quote"), locator=text("t.locator")),),
        acts=(Act(f"{n}a", f"{n}t", "torture", date="2017-03"),),
        mentions=(Mention(f"{n}m", f"{n}a", "victim", 1, 1, kind="individual", name=text("m.name"), protection=mark,
                          other_names=text("m.other_names"), occupation=text("m.occupation")),))
def marked(book):
    return replace(book, **{sheet: tuple(replace(row, protection="sealed") for row in getattr(book, sheet))
                            for sheet in SEALED_TEXTS})
def uploaded(book, **about):
    file = BytesIO()
    write_zip(book, file)
    kept = importing.keep_upload(owner=who, name="book.zip", content=file.getvalue())
    enqueue(kind="import", owner=who, about={"upload": str(kept.pk), **about})
    job = run_next()
    assert job.state == "done", (job.state, job.failure, job.result)
    return job
def keeper():
    key = x25519.Identity.generate()
    add_keeper(name="Mara", recipient=str(key.to_public()), actor=who)
def written_down():
    for connection in connections.all():
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT" if connection.vendor == "postgresql" else "PRAGMA wal_checkpoint(PASSIVE)")
    print(json.dumps(words))
"""
AT_ENTRY = """
keeper()
uploaded(rows("up", "sealed"))
"""
BY_A_DRAFT = """
keeper()
draft = drafts.start_draft(actor=who, text="A text without it.")
body = DraftBody(
    document=replace(drafts.body_of(draft).document, title=word("d.title"), author="A paper", held="yes",
                     protection="sealed"),
    statements=(DraftStatement(quote=word("t.quote"), speaker=word("s.name"), stance="asserts", basis="first_hand",
                               type="torture", protection="sealed", locator=word("t.locator"),
                               mentions=(DraftMention(role="victim", low="1", high="1", kind="individual"),)),),
    sources=(NewSource(words["s.name"], kind="person", protection="sealed"), NewSource("A paper", kind="outlet")))
for _ in range(5):
    drafts.save_draft(draft, body, revision=draft.revision)
document = submission.submit_draft(draft, actor=who, at=datetime.now(UTC))
assert submission.overwrite_sealed_draft(document) == ()
"""
LATER = """
keeper()
book = rows("la", "")
apply_import(plan_import(book), actor=who)
changed = replace(book, sources=tuple(replace(row, note=word("la.s.note.second")) for row in book.sources))
uploaded(changed)
uploaded(changed, because="put right")
uploaded(marked(changed))
uploaded(marked(changed), because="asked for")
"""
BEFORE = """
book = rows("be", "sealed")
apply_import(plan_import(book), actor=who)
uploaded(replace(book, sources=tuple(replace(row, note=word("be.s.note.second")) for row in book.sources)))
keeper()
"""
CONTROL = """
apply_import(plan_import(rows("co", "sealed")), actor=who)
"""


def found_in(home, sought, tables=None):
    """Return the fields whose words are anywhere in what somebody with the passphrase reads."""
    opened = json.loads(home.python(OPENED))
    held = [bytes.fromhex(each) for each in opened["blobs"]] + [each.encode() for each in opened["values"]]
    for name, key in opened["keys"].items() if tables is None else ():
        read = list(pages(home.folder / "w" / name, bytes.fromhex(key)))
        assert any(b"CREATE TABLE" in page for page in read), "not decrypted"
        held += read
    held += [path.read_bytes() for path in home.folder.rglob("*") if path.is_file()]
    if tables:
        held += [path.read_bytes() for path in tables.rglob("*") if path.is_file()]
    whole = b"\0".join(held).lower()
    return {field for field, word in sought.items() if word[-END:].encode() in whole}


@pytest.mark.parametrize(
    ("steps", "fewest"),
    [(AT_ENTRY, 10), (BY_A_DRAFT, 4), (LATER, 11), (BEFORE, 11)],
    ids=["entry", "draft", "later", "first"],
)
def test_nothing_that_is_sealed_is_in_any_page_frame_blob_or_file(tmp_path, steps, fewest):
    home = make_home(tmp_path)
    sought = json.loads(home.python(ROWS + steps + "written_down()"))
    assert len(sought) >= fewest
    assert found_in(home, sought) == set()
    home.opened("custody", "verify", "w")


def test_without_a_keeper_it_is_found(tmp_path):
    home = make_home(tmp_path)
    sought = json.loads(home.python(ROWS + CONTROL + "written_down()"))
    assert found_in(home, sought) == set(sought)


@pytest.mark.postgresql
@pytest.mark.parametrize("steps", [CONTROL, LATER, BEFORE], ids=["control", "later", "first"])
def test_nothing_that_is_sealed_is_left_in_the_files_of_tables_on_postgresql(
    tmp_path, postgresql_server, steps
):
    with psycopg.connect(postgresql_server) as connection:
        [folder] = connection.execute("SHOW data_directory").fetchone()
    home = make_home(tmp_path / "home", postgresql_server)
    others = ROWS.replace("Random(7)", f"Random({len(steps)})")  # all lie on one server
    sought = json.loads(home.python(others + steps + "written_down()"))
    found = found_in(home, sought, Path(folder) / "base")
    assert found == (set(sought) if steps == CONTROL else set())
