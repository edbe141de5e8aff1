"""Each row's history, its earlier versions proven by a stranger, and one of them destroyed."""

import base64
import json
import subprocess
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.db import IntegrityError, transaction

from isthmus.actions.desk.code_document import code_document
from isthmus.actions.desk.history import NoSuchVersion, RowUnknown, find_row, forget_versions, history_of
from isthmus.actions.desk.proving import Prover, prove
from isthmus.actions.desk.recorded import recorded
from isthmus.actions.desk.verification import verify
from isthmus.core.workbook import rows
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Arrival, Commitment, Document, Place, Reason, Version
from tests.accounts import who
from tests.english import told

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
PICTURE = b"\x89PNG\r\n\x1a\n and the rest"


@pytest.fixture
def place():
    with recorded(action="code_document", actor=who("coder"), at=AT) as event:
        event.commit(Place(ref="p1", name="Vilage A"))
    corrected = Place.objects.get()
    corrected.name = "Village A"
    with recorded(action="import_workbook", actor=who("editor"), at=AT, reason="A slip.") as event:
        event.commit(corrected)
    return corrected


@pytest.fixture
def document():
    page = rows.Document("d1", "A", ("s1",), "yes")
    coded = rows.Workbook((rows.Source("s1", "s1", "outlet"),), documents=(page,))
    made = code_document(
        rows=coded,
        content=PICTURE,
        content_type="image/png",
        file_name="camera 12.png",
        actor=who("coder"),
        at=AT,
    )
    yield made
    current_workspace().blobs.remove(made.content)


def test_a_history_says_who_when_from_what_to_what_and_why(place):
    added, changed = history_of(place.uid)
    assert (added.operation, added.actor, added.at, added.reason) == (
        "add",
        who("coder"),
        AT.replace(second=0),
        "",
    )
    assert (added.cells["name"], added.changes) == ("Vilage A", ())
    assert (changed.operation, changed.actor, changed.reason) == ("change", who("editor"), "A slip.")
    [change] = changed.changes
    assert (change.column, change.before, change.after) == ("name", "Vilage A", "Village A")
    assert [added.may_be_forgotten, changed.may_be_forgotten] == [True, False]


FORGED = {"name": "Forged", "cells": '["p1", "Forged"]'}


def put_in(place):
    """A version that no entry names, and one of an entry that no event holds."""
    root = bytes(32)
    Version.objects.create(row=place.uid.bytes, root=root, key=bytes(32), cells=FORGED["cells"])
    with suppress(IntegrityError), transaction.atomic():
        Commitment.objects.create(
            event_id=10**6, position=0, operation="change", table="place/1", row=place.uid.bytes, root=root
        )


def change_cells(place):
    Version.objects.filter(row=place.uid.bytes).update(cells=FORGED["cells"])


def spoil_cells(place):
    Version.objects.filter(row=place.uid.bytes).update(cells="Forged")


def bring_back_another(place):
    """A version of the root of one that was destroyed."""
    version = Version.objects.get()
    event = history_of(place.uid)[0].event
    forget_versions(place.uid, event, reason="A name.", actor=who("editor"))
    Version.objects.create(row=version.row, root=version.root, key=version.key, cells=FORGED["cells"])


@pytest.mark.parametrize("forge", [put_in, change_cells, spoil_cells, bring_back_another])
def test_a_forged_version_is_never_shown_and_is_told(place, forge):
    forge(place)
    told_of = history_of(place.uid)
    assert "Forged" not in repr(told_of)
    assert [each.operation for each in told_of][:2] == ["add", "change"]
    assert told_of[0].is_altered == (forge is not put_in)
    assert {"version_inserted", "version_changed"} & {each.kind for each in verify().findings.first}
    Commitment.objects.filter(event_id=10**6).delete()  # a test ends with all its rules kept


def test_a_row_that_was_changed_behind_the_log_is_not_shown_as_what_was_recorded(place):
    Place.objects.update(name="Forged")
    assert [each.is_altered for each in history_of(place.uid)] == [False, True]
    assert "Forged" not in repr(history_of(place.uid))


def test_one_earlier_version_is_destroyed_and_the_log_says_so(place):
    event = history_of(place.uid)[0].event
    assert forget_versions(place.uid, event, reason="A name.", actor=who("editor")).n == 1
    assert not Version.objects.exists()
    added, changed, forgotten = history_of(place.uid)
    assert (added.cells, changed.changes, forgotten.operation, forgotten.forgotten) == (
        None,
        (),
        "forget",
        event,
    )
    assert verify().sound
    with pytest.raises(NoSuchVersion):
        prove(place.uid, ["name"], event)


@pytest.mark.parametrize("event", [0, 2, 99])
def test_what_is_no_earlier_version_is_not_destroyed(place, event):
    if event == 2:
        event = history_of(place.uid)[1].event
    before = Reason.objects.count()
    with pytest.raises(NoSuchVersion) as refused:
        forget_versions(place.uid, event, reason="Because.", actor=who("editor"))
    assert "Nothing was destroyed" in told(refused.value)
    assert (Version.objects.count(), Reason.objects.count()) == (1, before)


def test_nothing_is_destroyed_without_a_reason(place):
    with pytest.raises(NoSuchVersion):
        forget_versions(place.uid, 1, reason=" ", actor=who("editor"))


def test_a_destroyed_row_has_a_history_without_content(place):
    with recorded(action="destroy_row", actor=who("editor")) as event:
        event.remove(place)
    assert [each.operation for each in history_of(place.uid)] == ["add", "change", "remove"]
    assert all(each.cells is None for each in history_of(place.uid))


def test_a_row_is_found_by_id_sheet_and_number(place, document):
    assert (
        find_row("p1")
        == find_row("places:p1")
        == find_row(place.uid.hex)
        == find_row(str(place.uid))
        == place
    )
    assert find_row("d1") == document


@pytest.mark.parametrize("named", ["", "p", "places:", "sources:p1", "0" * 32])
def test_a_row_that_is_not_there_is_not_found(place, named):
    with pytest.raises(RowUnknown):
        find_row(named)


def test_an_id_of_two_sheets_is_asked_about(place):
    with recorded(action="code_document", actor=who("coder")) as event:
        event.commit(Document(ref="p1", title="A page", held="yes"))
    with pytest.raises(RowUnknown) as refused:
        find_row("p1")
    assert "places and documents" in told(refused.value)


def test_what_comes_in_is_measured_in_the_same_event(document):
    arrival = Arrival.objects.get()
    assert (arrival.sha256, arrival.size) == (sha256(PICTURE).hexdigest(), len(PICTURE))
    assert (arrival.kind, arrival.name, arrival.at) == ("image/png", "camera 12.png", AT)
    assert document.sha256 == arrival.sha256
    assert history_of(arrival.uid)[0].event == history_of(document.uid)[0].event
    assert verify().sound


class TestAStranger:
    """Checks with hashlib and openssl alone, as docs/reference/custody.md says."""

    def check(self, tmp_path, proof, key):
        fields = []
        for each in proof["fields"]:
            if isinstance(each, str):
                fields.append(base64.b64decode(each))
            else:
                salted = (
                    base64.b64decode(each["salt"]) + each["column"].encode() + b"\0" + each["cell"].encode()
                )
                fields.append(sha256(b"\0" + salted).digest())
        entry, event = proof["entry"], proof["event"]
        named = {"op": entry["op"], "root": tree(fields).hex(), "row": entry["row"], "table": entry["table"]}
        assert climb(leaf(named), entry["place"], event["size"], entry["path"]).hex() == event["root"]
        logged = {name: event[name] for name in ("action", "actor", "at", "sequence")}
        logged |= {"commitments": {"root": event["root"], "size": event["size"]}, "v": 1}
        text, _, signature = proof["head"].partition("\n\n")
        _origin, size, root = text.split("\n")
        assert climb(leaf(logged), event["sequence"], int(size), event["path"]) == base64.b64decode(root)
        public = base64.b64decode(key.split("+", 2)[2])[1:]
        prefix = bytes.fromhex("302a300506032b6570032100")  # an Ed25519 key as openssl reads it (RFC 8410)
        (tmp_path / "key.der").write_bytes(prefix + public)
        (tmp_path / "head").write_text(text + "\n", encoding="utf-8")
        (tmp_path / "signature").write_bytes(base64.b64decode(signature.split(" ")[2])[4:])
        openssl = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.der", "-keyform", "DER"]
        openssl += ["-rawin", "-in", "head", "-sigfile", "signature"]
        subprocess.run(openssl, cwd=tmp_path, check=True, capture_output=True)
        return {each["column"]: each["cell"] for each in proof["fields"] if isinstance(each, dict)}

    def test_checks_the_first_version_of_a_corrected_row(self, tmp_path, place):
        proof = prove(place.uid, ["name"], history_of(place.uid)[0].event).as_json()
        shown = self.check(tmp_path, json.loads(json.dumps(proof)), current_workspace().manifest.log_key)
        assert shown == {"name": "Vilage A"}
        assert "Village A" not in json.dumps(proof)

    def test_checks_an_uploaded_picture(self, tmp_path, document):
        proof = prove(Arrival.objects.get().uid, ["sha256", "size", "kind", "document#"]).as_json()
        shown = self.check(tmp_path, proof, current_workspace().manifest.log_key)
        assert shown["sha256"] == sha256(PICTURE).hexdigest()
        assert shown["document#"] == document.uid.hex
        assert "camera" not in json.dumps(proof)

    def test_does_not_believe_another_cell(self, tmp_path, place):
        proof = prove(place.uid, ["name"]).as_json()
        [shown] = [each for each in proof["fields"] if isinstance(each, dict)]
        shown["cell"] = "Village B"
        with pytest.raises(AssertionError):
            self.check(tmp_path, proof, current_workspace().manifest.log_key)


def leaf(value):
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(b"\0" + text.encode()).digest()


def tree(leaves):
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1" + tree(leaves[:half]) + tree(leaves[half:])).digest()


def climb(node, at, size, path):
    """RFC 9162, 2.1.3.2, from the leaf up."""
    last, steps = size - 1, [base64.b64decode(each) for each in path]
    while last:
        if at % 2 or at < last:
            other = steps.pop(0)
            node = sha256(b"\1" + (other + node if at % 2 else node + other)).digest()
        at, last = at // 2, last // 2
    assert not steps
    return node


def test_many_proofs_are_made_of_one_reading_of_the_log(place, document):
    prover = Prover()
    for uid, columns in ((place.uid, ["name"]), (document.uid, ["title", "sha256"])):
        assert prover.prove(uid, columns).head == prover.head


def test_a_proof_of_a_column_that_is_none_is_refused(place):
    with pytest.raises(ValueError) as refused:  # noqa: PT011  (the message is looked at)
        prove(place.uid, ["age"])
    assert "no column age" in told(refused.value)
