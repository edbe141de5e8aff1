"""What is sealed lies under the keepers' key from its entry on, or with all it was before when it is sealed later."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pyrage
import pytest
from pyrage import x25519

from isthmus.actions.desk.code_document import code_document
from isthmus.actions.desk.destroying import destroy
from isthmus.actions.desk.export import export_register, workspace_tokens
from isthmus.actions.desk.history import find_row, forget_versions, history_of
from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.actions.desk.importing import _changes
from isthmus.actions.desk.keepers import add_keeper, open_workspace_keyring, remove_keeper
from isthmus.actions.desk.sealing import open_row
from isthmus.actions.desk.verification import verify
from isthmus.actions.desk.verifying import verify_workspace
from isthmus.core.workbook.problems import UnsoundWorkbook
from isthmus.core.workbook.rows import Document, Source, Workbook
from isthmus.core.workbook.tokens import SEALED_TEXTS, is_token
from isthmus.files.workbook import read_workbook, write_zip
from isthmus.language import english
from isthmus.store.base.errors import StoreError
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.keyring import KEYRING
from isthmus.store.desk.models import Incident, Person, SealedCell, SealingKey, Version
from isthmus.store.desk.queries.counts import register_figures
from isthmus.store.desk.queries.linkable import linkable
from isthmus.store.desk.queries.workbook import whole
from isthmus.store.desk.scratch.models import Draft, Job
from isthmus.store.desk.sealing_key import SealedTextDamaged
from tests.accounts import the_owner, who
from tests.actions.cases import CASE, bring_in
from tests.english import told

CANARY = "Kanarienvogel"


@pytest.fixture(autouse=True)
def no_keyring():
    path = current_workspace().folder / KEYRING
    path.unlink(missing_ok=True)
    yield
    path.unlink(missing_ok=True)


@pytest.fixture
def keeper():
    """A keeper of the empty workspace, by the identity."""
    key = x25519.Identity.generate()
    add_keeper(name="Mara", recipient=str(key.to_public()), actor=the_owner())
    return key


def sealed_case():
    """The case with a row of each kind marked as sealed, and a text of no other in every cell that closes."""
    changes = {
        "sources": {"name": CANARY + " S", "note": CANARY + " N"},
        "documents": {
            "title": CANARY + " T",
            "file": CANARY + "/file.pdf",
            "url": f"https://{CANARY}.example/",
        },
        "statements": {"locator": CANARY + " L", "quote": CANARY + " Q"},
        "mentions": {
            "name": CANARY + " M",
            "other_names": CANARY + " O",
            "occupation": CANARY + " W",
            "sex": CANARY + " X",
            "age": "30/39",
            "born": "1970",
        },
    }
    which = {"sources": "s3", "documents": "d1", "statements": "t1", "mentions": "m1"}
    return replace(
        CASE,
        **{
            sheet: tuple(
                replace(row, protection="sealed", **changes[sheet]) if row.id == which[sheet] else row
                for row in getattr(CASE, sheet)
            )
            for sheet in which
        },
    )


def everything():
    """Every row of every table as text, which is all that the passphrase of the workspace opens."""
    from django.apps import apps

    return "\n".join(
        repr({name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()})
        for model in apps.get_models(include_auto_created=True)
        for row in model._default_manager.values()
    )


def where_it_stands():
    return [line[:120] for line in everything().splitlines() if CANARY.casefold() in line.casefold()]


def what_follows():
    """The figures, the lines of each incident, and who is one person."""
    people = sorted(Person.objects.values_list("ref", "members__mention__ref"))
    return register_figures(), dict(Incident.objects.values_list("ref", "lines")), people


def test_nothing_that_is_sealed_at_entry_lies_in_any_table_and_a_keeper_opens_all_of_it(keeper):
    bring_in(sealed_case())
    assert where_it_stands() == []
    assert verify_workspace(derived=True).sound
    keyring = open_workspace_keyring(keeper)
    for sheet, ref in (("sources", "s3"), ("documents", "d1"), ("statements", "t1"), ("mentions", "m1")):
        wanted = next(row for row in getattr(sealed_case(), sheet) if row.id == ref)
        assert open_row(find_row(f"{sheet}:{ref}"), keyring).cells == {
            name: text for name in SEALED_TEXTS[sheet] if (text := getattr(wanted, name))
        }


def test_without_a_keeper_it_does_lie_there():
    bring_in(sealed_case())
    assert len(where_it_stands()) >= 4  # else the search is blind


def test_rows_in_clear_are_sealed_with_the_first_keeper_and_their_versions_with_them():
    bring_in(sealed_case())
    later = replace(
        sealed_case(),
        sources=tuple(
            replace(row, note=f"{CANARY} again") if row.id == "s3" else row for row in CASE.sources
        ),
    )
    apply_import(plan_import(later), actor=who("tester"), accept_because="put right")
    figures, lines, people = what_follows()
    assert len(where_it_stands()) >= 5
    key = x25519.Identity.generate()
    add_keeper(name="Mara", recipient=str(key.to_public()), actor=the_owner())
    assert where_it_stands() == []
    assert what_follows() == (figures, lines, people)
    assert lines
    assert verify_workspace(derived=True).sound
    opened = open_row(find_row("sources:s3"), open_workspace_keyring(key))
    assert [each["note"] for each in opened.versions] == [f"{CANARY} N", f"{CANARY} again"]


def test_a_row_sealed_later_is_sealed_with_its_versions_and_search_finds_it_no_more(keeper):
    in_clear = replace(
        CASE,
        statements=tuple(
            replace(row, quote=f"{CANARY} Q") if row.id == "t1" else row for row in CASE.statements
        ),
    )
    bring_in(in_clear)
    assert where_it_stands()
    later = replace(
        in_clear,
        statements=tuple(
            replace(row, protection="sealed") if row.id == "t1" else row for row in in_clear.statements
        ),
    )
    apply_import(plan_import(later), actor=who("tester"), accept_because="asked for")
    assert where_it_stands() == []
    assert verify_workspace(derived=True).sound
    opened = open_row(find_row("statements:t1"), open_workspace_keyring(keeper))
    assert opened.cells["quote"] == f"{CANARY} Q"
    assert opened.versions[0]["quote"] == f"{CANARY} Q"
    [first, second] = history_of(find_row("statements:t1").uid)
    assert (first.is_sealed, first.cells) == (True, None)
    assert is_token(second.cells["quote"])


def test_what_an_import_asks_about_is_kept_without_what_is_sealed(keeper):
    bring_in(CASE)
    asked = _changes(plan_import(sealed_case()))
    assert asked["total_changes"] > 10
    assert CANARY not in repr(asked)


def test_forgetting_a_version_takes_what_only_it_held_and_destroying_takes_all(keeper):
    bring_in(sealed_case())
    later = replace(
        CASE,
        sources=tuple(
            replace(row, note=f"{CANARY} again") if row.id == "s3" else row for row in CASE.sources
        ),
    )
    apply_import(plan_import(later), actor=who("tester"), accept_because="put right")
    row = find_row("sources:s3")
    assert SealedCell.objects.filter(row=row.uid).count() == 4
    first = history_of(row.uid)[0]
    forget_versions(row.uid, first.event, reason="a slip", actor=the_owner())
    opened = open_row(find_row("sources:s3"), open_workspace_keyring(keeper))
    assert (opened.cells, opened.versions) == ({"name": "Person W", "note": f"{CANARY} again"}, ())
    assert SealedCell.objects.filter(row=row.uid).count() == 2
    assert verify().sound
    mention = find_row("mentions:m1")
    for each in (find_row("statuses:u1"), mention):
        destroy(each, reason="asked for", actor=the_owner())
    assert not SealedCell.objects.filter(row=mention.uid).exists()
    assert verify().sound


def test_an_uploaded_file_of_a_sealed_document_is_not_called_by_its_name(keeper):
    rows = Workbook(
        sources=(Source("s9", "Outlet", "outlet"),),
        documents=(Document("d9", f"{CANARY} T", ("s9",), "yes", protection="sealed"),),
    )
    code_document(rows=rows, content=b"text", file_name=f"{CANARY}.txt", actor=who("tester"))
    assert where_it_stands() == []
    assert verify_workspace(derived=True).sound


def test_an_export_round_trips_and_holds_nothing(keeper):
    bring_in(sealed_case())
    for names in (False, True):
        exported = export_register(names=names, purpose="court", actor=the_owner()).workbook
        assert CANARY not in repr(exported)
        plan = plan_import(exported)
        assert (plan.added, plan.changes) == (0, ())


def test_no_token_is_made_of_what_it_stands_for(keeper):
    bring_in(sealed_case())
    tokens = {row.name for row in whole().sources if is_token(row.name)}
    assert workspace_tokens().of("sources", "s3", "name", f"{CANARY} S") not in tokens


def test_what_is_sealed_is_not_compared_by_linking(keeper):
    bring_in(sealed_case())
    assert "m1" not in linkable("person").ids
    assert "m3" in linkable("person").ids


def test_an_altered_ciphertext_is_found_without_a_keeper_and_refused_with_one(keeper):
    bring_in(sealed_case())
    [cell] = SealedCell.objects.filter(row=find_row("sources:s3").uid, column="name")
    other = SealedCell.objects.get(row=find_row("sources:s3").uid, column="note")
    SealedCell.objects.filter(pk=cell.pk).update(ciphertext=other.ciphertext)
    assert [each.kind for each in verify().findings.first] == ["row_changed"]
    with pytest.raises(SealedTextDamaged):
        open_row(find_row("sources:s3"), open_workspace_keyring(keeper))


def test_altered_leaves_of_a_sealed_version_are_found():
    bring_in(sealed_case())
    key = x25519.Identity.generate()
    add_keeper(name="Mara", recipient=str(key.to_public()), actor=the_owner())
    version = Version.objects.exclude(leaves=b"").first()
    for leaves in (bytes(32) + bytes(version.leaves)[32:], b"x"):
        Version.objects.filter(pk=version.pk).update(leaves=leaves)
        assert [each.kind for each in verify().findings.first] == ["version_changed"]


def test_a_key_put_in_behind_the_logs_back_gets_nothing(keeper):
    SealingKey.objects.update(recipient=str(x25519.Identity.generate().to_public()))
    with pytest.raises(StoreError) as refused:
        bring_in(sealed_case())
    assert "custody verify" in told(refused.value)
    assert not whole().sources


def test_removing_a_keeper_seals_everything_again(keeper):
    bring_in(sealed_case())
    noor = x25519.Identity.generate()
    add_keeper(name="Noor", recipient=str(noor.to_public()), actor=the_owner(), opened_by=keeper)
    old = open_workspace_keyring(noor)
    remove_keeper(name="Noor", actor=the_owner(), opened_by=keeper)
    with pytest.raises(SealedTextDamaged):
        open_row(find_row("sources:s3"), old)
    assert open_row(find_row("sources:s3"), open_workspace_keyring(keeper)).cells["name"] == f"{CANARY} S"
    assert verify_workspace(derived=True).sound


def test_plain_age_on_another_device_opens_one_sealed_source(keeper):
    bring_in(sealed_case())
    keyring = json.loads(pyrage.decrypt((current_workspace().folder / KEYRING).read_bytes(), [keeper]))
    sealing = x25519.Identity.from_str(keyring["identities"][-1])
    cell = SealedCell.objects.get(row=find_row("sources:s3").uid, column="name")
    assert pyrage.decrypt(bytes(cell.ciphertext), [sealing])[32:].decode() == f"{CANARY} S"


def source(**cells):
    return Workbook(sources=(Source("s3", "Person W", "person", **cells),))


def put_in(rows):
    actor = who("tester")
    return apply_import(plan_import(rows), actor=actor, accept_because="put right")


def test_a_sealed_version_that_holds_tokens_of_an_earlier_sealing_takes_their_texts_with_it(keeper):
    put_in(source(protection="sealed", note=f"{CANARY} first"))
    row = find_row("sources:s3")
    name = workspace_tokens().of("sources", "s3", "name", row.name)
    put_in(Workbook(sources=(Source("s3", name, "person", note=f"{CANARY} in clear"),)))
    put_in(source(protection="sealed", note=f"{CANARY} last"))
    first, second, last = history_of(row.uid)
    assert [each.is_sealed for each in (first, second, last)] == [False, True, False]
    assert where_it_stands() == []

    def kept():
        return SealedCell.objects.filter(row=row.uid).count()

    assert kept() == 5  # two of the first, the second as a whole, two of the last
    forget_versions(row.uid, first.event, reason="a slip", actor=the_owner())
    assert kept() == 4  # its name is in the second, too
    forget_versions(row.uid, second.event, reason="a slip", actor=the_owner())
    assert kept() == 2
    assert open_row(find_row("sources:s3"), open_workspace_keyring(keeper)).cells["note"] == f"{CANARY} last"
    assert verify_workspace(derived=True).sound


@pytest.mark.parametrize("with_the_first_keeper", [False, True])
def test_jobs_that_hold_what_is_sealed_later_are_dropped_and_drafts_are_counted(with_the_first_keeper):
    put_in(source(note=f"{CANARY} note"))
    now = datetime.now(UTC)
    for text in (f"{CANARY} note", "of another"):
        Job.objects.create(
            kind="import", owner=1, state="done", ended=now, result={"changes": [{"before": text}]}
        )
        Draft.objects.create(owner=1, text=f"It says: {text}")
    key = str(x25519.Identity.generate().to_public())
    if with_the_first_keeper:
        put_in(source(note=f"{CANARY} note", protection="sealed"))
        left = add_keeper(name="Mara", recipient=key, actor=the_owner())
    else:
        assert add_keeper(name="Mara", recipient=key, actor=the_owner()) == ()
        left = put_in(source(note=f"{CANARY} note", protection="sealed")).left
    assert [english(each) for each in left] == [
        "1 draft holds some of what is sealed now, under the passphrase of the workspace. Finish or delete it."
    ]
    assert [job.result["changes"][0]["before"] for job in Job.objects.all()] == ["of another"]
    assert Draft.objects.count() == 2


def test_a_problem_of_a_sealed_row_shows_nothing_of_it():
    with pytest.raises(UnsoundWorkbook) as refused:
        read_workbook(written_with_a_problem())
    told_of = repr(refused.value.problems.as_json())
    assert "born" in told_of
    assert CANARY not in told_of


def written_with_a_problem():
    mentions = (
        "id,act,role,low,high,kind,name,born,protection\nm9,a1,victim,1,1,individual,x,{0},sealed,{0}\n"
    )
    archive = BytesIO()
    write_zip(CASE, archive)
    with ZipFile(archive) as before:
        texts = {name: before.read(name).decode() for name in before.namelist()}
    changed = BytesIO()
    with ZipFile(changed, "w") as after:
        for name, text in texts.items():
            after.writestr(name, mentions.format(CANARY) if name.endswith("mentions.csv") else text)
    changed.seek(0)
    return changed
