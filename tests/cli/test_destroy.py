"""The attack on destroying: whoever has the passphrase reads every page, free page, frame and blob, and finds nothing.

Each field of a document and of all that was said in it holds a word of its own. Beside them are sought the keys of the
rows, and what drafts look like sealed. A word counts as found by its end, however written: an index keeps it folded,
and without the letters that it shares with the word before.
"""

import json
import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.cli.workspaces import make_home

PAGE, RESERVED, SALT, FRAME, WAL_HEADER = 4096, 80, 16, 24, 32
END = 9

FILL = """
import json
from random import Random
from isthmus.actions.desk.accounts import owner
from isthmus.actions.desk.code_document import code_document
from isthmus.actions.desk.judge import judge, withdraw
from isthmus.actions.desk.notes import answer_note, write_note
from isthmus.actions.desk.views import save_view
from isthmus.actions.desk.recorded import recorded
from isthmus.core.workbook.rows import Act, Document, Mention, Place, Source, Statement, Status, Workbook
from isthmus.store.desk import models
from isthmus.store.desk.derive import index_words
from isthmus.store.desk.scratch.models import Draft, Job, Upload
from django.db import connections
chance, words = Random(1), {}
def word(field):
    words[field] = "".join(chance.choice("bcdfghjkmnpqrstvwz") for _ in range(16))
    return words[field]
who = owner()
stay = Workbook(
    (Source("s1", "Outlet A", "outlet"),), (Place("q1", "Town B"),),
    (Document("k1", "What stays", ("s1",), "yes"),),
    (Statement("kt", "k1", ("s1",), "asserts", "first_hand", quote="It stays."),),
    (Act("ka", "kt", "torture", place="q1", date="2017-03"),),
    (Mention("km", "ka", "victim", 1, 1, kind="individual", name="Who Stays"),))
code_document(rows=stay, content=b"what stays", actor=who)
ids = {kind: word(f"{kind}.id") for kind in ("document", "statement", "act", "mention", "status")}
gone = Workbook(
    documents=(Document(ids["document"], word("document.title"), ("s1",), "yes", file=word("document.file"),
                        url="https://example.org/" + word("document.url")),),
    statements=(Statement(ids["statement"], ids["document"], ("s1",), "asserts", "first_hand",
                          quote=word("statement.quote"), locator=word("statement.locator"),
                          coder=word("statement.coder")),),
    acts=(Act(ids["act"], ids["statement"], "torture", place="q1", date="2017-03", note=word("act.note")),),
    mentions=(Mention(ids["mention"], ids["act"], "victim", 1, 1, kind="individual", name=word("mention.name"),
                      other_names=word("mention.other_names"), occupation=word("mention.occupation")),),
    statuses=(Status(ids["status"], ids["statement"], ids["mention"], "released", "2017-05"),))
content = ("A text with " + word("content")).encode()
document = code_document(rows=gone, content=content, content_type="text/plain", file_name=word("arrival.name"),
                         actor=who)
first = judge(kind="person", left=ids["mention"], right="km", decision="same", because=word("judgement.because"),
              actor=who)
withdraw(first, actor=who)
judge(kind="incident", left=ids["act"], right="ka", decision="same", because=word("judgement.incident"), actor=who)
document.title = word("document.title.second")
with recorded(action="import_workbook", actor=who, reason=word("reason")) as event:
    event.commit(document)
    index_words("documents", {document.pk})
    index_words("statements", {each.pk for each in document.statements.all()})
more = (
    Statement(f"kt{n}", "k1", ("s1",), "asserts", "first_hand", quote="Filler that moves pages about. " * 20)
    for n in range(60))
for each in more:
    with recorded(action="code_document", actor=who) as event:
        made = models.Statement(ref=each.id, document=models.Document.objects.get(ref="k1"), stance="asserts",
                                basis="first_hand", quote=each.quote)
        event.commit(made)
        made.quote = each.quote * 2
        event.commit(made)
    index_words("statements", {made.pk})
Draft.objects.create(owner=who.number, body={"statements": [{"quote": words["statement.quote"]}]},
                     text="Of " + words["content"], content=content, file_name=word("draft.file"))
Draft.objects.create(owner=who.number, body={"title": "a draft that stays"})
Job.objects.create(kind="import", owner=who.number, about={"document": ids["document"]}, state="done",
                   ended=models.Event.objects.first().at, result={"rows": [words["mention.name"]]})
Upload.objects.create(owner=who.number, name=word("upload.name"), content=content)
of_list = models.Statement.objects.get(ref=ids["statement"])
write_note(of_list, text=word("note.text"), is_question=True, actor=who)
answer_note(models.Note.objects.get(), answer=word("note.answer"), actor=who)
brought = models.RegisterList.objects.create(name="L", document=document)
change = models.ListChange.objects.create(
    list=brought, event=models.Event.objects.latest("sequence"), kind="brought_in", columns=[word("list.column")])
listed = {"list": brought, "change": change, "document": document, "number": 1, "used": []}
models.ListRow.objects.create(
    **listed, statement=of_list, state="understood", cells=[word("list.cell")], reasons=[],
    corrected={"name": word("list.corrected")})
models.ListRow.objects.create(
    **listed, state="waiting", cells=[word("list.aside")], reasons=[{"value": word("list.reason")}])
save_view(page="people", name="Of one", query="name=" + words["mention.name"], actor=who)
sealed = []
for table, column in (("draft", "body"), ("draft", "text"), ("job", "result"), ("upload", "content")):
    with connections["scratch"].cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM scratch_{table}")
        sealed.append(max((bytes(row[0]) for row in cursor.fetchall()), key=len)[:24].hex())
keys = [bytes(row.custody_key).hex() for model in (models.Document, models.Statement, models.Mention, models.Judgement,
        models.Arrival) for row in model.objects.order_by("-pk")[:1]
        if not (model is models.Statement)]
keys.append(bytes(models.Statement.objects.get(ref=ids["statement"]).custody_key).hex())
versions = models.Version.objects.filter(row=document.uid.bytes)
keys += [bytes(version.key).hex() for version in versions]
for connection in connections.all():
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT" if connection.vendor == "postgresql" else "PRAGMA wal_checkpoint(PASSIVE)")
print(json.dumps({"words": words, "bytes": keys + sealed, "id": ids["document"], "uid": document.uid.hex}))
"""

OPENED = """
import json
from django.apps import apps
from isthmus.store.desk.models import Document
from isthmus.store.desk.scratch import models as scratch
keys = {"register.db": workspace.keys.register.hex(), "scratch.db": workspace.keys.scratch.hex()}
blobs = [workspace.blobs.read(name).hex() for name in workspace.blobs.names()]
values = [repr(row) for model in (*apps.get_models(),) for row in model._default_manager.values_list()]
print(json.dumps({"keys": keys, "blobs": blobs, "values": values}))
"""


def decrypted(page, key):
    """Return what a page of SQLCipher holds, without its initialisation vector and its code."""
    end = len(page) - RESERVED
    cipher = Cipher(algorithms.AES(key), modes.CBC(page[end : end + 16])).decryptor()
    return cipher.update(page[:end]) + cipher.finalize()


def pages(path, key):
    """Yield every page of a database and every frame of its log, free ones too, decrypted."""
    whole = path.read_bytes()
    for at in range(0, len(whole), PAGE):
        skipped = SALT if at == 0 else 0
        yield decrypted(whole[at + skipped : at + PAGE], key)
    log = path.with_name(f"{path.name}-wal")
    frames = log.read_bytes()[WAL_HEADER:] if log.exists() else b""
    for at in range(0, len(frames) - FRAME, FRAME + PAGE):
        number = int.from_bytes(frames[at : at + 4])
        page = frames[at + FRAME : at + FRAME + PAGE]
        yield decrypted(page[SALT if number == 1 else 0 :], key)


def found_in(home, sought, tables=None):
    """Return the fields whose words, and the bytes, that are anywhere in what somebody with the passphrase reads."""
    opened = json.loads(home.python(OPENED))
    held = [bytes.fromhex(each) for each in opened["blobs"]]
    held += [each.encode() for each in opened["values"]]
    if tables:
        held += [path.read_bytes() for path in tables.rglob("*") if path.is_file()]
    else:
        for name, key in opened["keys"].items():
            read = list(pages(home.folder / "w" / name, bytes.fromhex(key)))
            assert any(b"CREATE TABLE" in page for page in read), "not decrypted"
            held += read
    whole = b"\0".join(held)
    folded = whole.lower()
    fields = {field for field, word in sought["words"].items() if word[-END:].encode() in folded}
    return fields, {each for each in sought["bytes"] if bytes.fromhex(each) in whole}


def attacked(home, tables=None):
    """Fill a workspace, look, destroy the document, look again; return what was said."""
    sought = json.loads(home.python(FILL))
    fields, raw = found_in(home, sought, tables)
    assert fields == set(sought["words"]) - {"upload.name", "draft.file"} | (
        fields & {"upload.name", "draft.file"}
    )
    assert raw == set(sought["bytes"])
    told = home.opened("destroy", "w", sought["id"], "--because", "Asked for.", "--yes")
    assert found_in(home, sought, tables) == (set(), set())
    assert "verify" in home.opened("custody", "verify", "w", "--derived").stdout
    history = home.opened("custody", "history", "w", sought["uid"]).stdout
    assert "destroyed, with all versions" in history
    assert "Asked for." in history
    return told


def test_nothing_of_a_destroyed_document_is_left_in_any_page_frame_or_blob(home):
    told = attacked(home)
    assert re.search(r"documents: 1 .*\n", told.stderr)
    assert "drafts that hold texts of it, whosever they are: 1" in told.stderr
    assert "people on 1 or more lines: 2 -> 1" in told.stderr
    assert "backups and exports made until now" in told.stdout


@pytest.mark.postgresql
def test_nothing_of_it_is_left_in_the_files_of_tables_on_postgresql(tmp_path, postgresql_server):
    import psycopg

    with psycopg.connect(postgresql_server) as connection:
        [folder] = connection.execute("SHOW data_directory").fetchone()
    told = attacked(make_home(tmp_path / "home", postgresql_server), Path(folder) / "base")
    assert "server's own log" in told.stdout


def test_a_row_that_others_refer_to_is_shown_with_them_and_stays(home):
    home.python(FILL)
    told = home.opened("destroy", "w", "s1", "--because", "Asked for.", "--yes", code=1)
    assert "documents:k1" in told.stderr
    assert "Nothing was destroyed" in told.stderr
    assert "Outlet A" in home.opened("custody", "history", "w", "s1").stdout


def test_it_is_asked_about_once_more_and_a_reason_is_needed(home):
    refused = home.opened("destroy", "w", "d1", "--because", "Asked for.", code=1)
    assert "This goes:" in refused.stderr
    assert "Aborted" in refused.stderr
    assert "needs a reason" in home.opened("destroy", "w", "d1", "--because", " ", "--yes", code=1).stderr
    assert "An interview" in home.opened("custody", "history", "w", "d1").stdout


@pytest.mark.parametrize("words", [(), ("d1", "--overwrite")])
def test_one_row_is_named_or_what_is_left_is_overwritten(home, words):
    assert "Name one row" in home.opened("destroy", "w", *words, code=2).stderr


def test_a_row_that_stands_alone_is_not_taken_for_a_folder_without_a_word(home):
    told = home.opened("destroy", "d1", code=2).stderr
    assert "There is no folder d1" in told
    assert "isthmus destroy DIR d1" in told


def test_what_could_not_be_overwritten_is_overwritten_later(home):
    assert "is overwritten" in home.opened("destroy", "w", "--overwrite").stdout


def test_a_second_time_it_is_gone(home):
    home.opened("destroy", "w", "d1", "--because", "Asked for.", "--yes")
    assert "No row" in home.opened("destroy", "w", "d1", "--because", "Asked for.", "--yes", code=1).stderr
