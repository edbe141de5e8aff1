"""Keys for letters over the years: made, named in statements, replaced, backed up, and destroyed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from isthmus.actions.desk.letter_keys import (
    LetterKeysError,
    StatementWishes,
    back_up_letter_keyring,
    follow_statement,
    forget_backup,
    newest_statement,
    prepare_statement,
    retire,
    retirement,
    take_signed,
)
from isthmus.core.seal.statement import StatementKey, statement_digest, statement_text
from isthmus.core.unseal.faults import UnsealRefused
from isthmus.core.unseal.statement import StatementOrder, read_statement, statement_order
from isthmus.files.letter_keyring import LetterKeyKind, LetterKeyState
from isthmus.files.letter_signing.signing_key import new_signing_key, open_signing_key, public_key_of, sign
from isthmus.store.base.keys import Cost
from isthmus.store.desk.letter_keyring import (
    LETTER_KEYRING,
    keyring_outline,
    new_letter_keyring,
    open_letter_keyring,
)
from isthmus.store.desk.letter_keyring.health import letter_key_findings
from isthmus.store.desk.letter_keyring.statements import kept_text, statement_path
from tests.passphrases import PASSWORD

pytestmark = pytest.mark.any_database

START = date(2026, 12, 1)
NAMED = StatementWishes("Committee of the Valley", ("https://valley.example",))


@pytest.fixture(scope="module")
def signer():
    return open_signing_key(new_signing_key(PASSWORD, memory=16 * 1024**2)[0], PASSWORD)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "w").mkdir()
    return tmp_path / "w"


@pytest.fixture
def keyring(folder, signer):
    keyring = new_letter_keyring(folder, PASSWORD, "Desk", cost=Cost(memory=64, passes=1, lanes=1))
    keyring.keep_signing_key(public_key_of(signer))
    return keyring


@pytest.fixture
def rotated(keyring, folder, signer):
    """Rotates the keys, signed at once."""

    def rotate(today, wishes=StatementWishes()):  # noqa: B008  (it never changes)
        draft = prepare_statement(keyring=keyring, folder=folder, wishes=wishes, today=today)
        signature = draft.signature or sign(signer, draft.text, "isthmus statement")
        return take_signed(keyring=keyring, folder=folder, text=draft.text, signature=signature, today=today)

    return rotate


def findings(folder, today):
    return [fact.code for _, fact, _ in letter_key_findings(folder, today)]


def states(keyring, state):
    return [each for each in keyring.identities if each.state is state]


def test_the_first_rotation_makes_a_year_key_and_a_year_of_month_keys(rotated, keyring, folder):
    statement = rotated(START, NAMED)
    assert (statement.version, statement.before, statement.end) == (1, None, date(2027, 11, 30))
    assert [each.kind for each in statement.keys] == ["year"] + ["month"] * 12
    assert {each.recipient for each in statement.keys} == {each.recipient for each in keyring.identities}
    assert states(keyring, LetterKeyState.PUBLISHED) == list(keyring.identities)
    assert newest_statement(folder, keyring.content) == statement


def test_each_statement_names_the_one_before_and_carries_on_what_it_said(rotated, keyring, folder):
    first = rotated(START, NAMED)
    second = rotated(date(2027, 10, 15))
    assert second.version == 2
    assert second.before == statement_digest(kept_text(folder, 1))
    assert (second.name, second.ways) == (first.name, first.ways)
    years = [each for each in second.keys if each.kind == "year"]
    assert [each.starts for each in years] == [START, date(2027, 12, 1)]
    assert statement_order(kept_text(folder, 1), kept_text(folder, 2)) is StatementOrder.NEWER


def test_keys_are_not_made_before_they_are_due(rotated, keyring):
    rotated(START, NAMED)
    with pytest.raises(LetterKeysError, match="not_due"):
        rotated(date(2027, 9, 30))
    assert len(keyring.identities) == 13
    assert rotated(date(2027, 10, 1)).version == 2


def test_another_way_to_be_reached_is_another_statement_with_the_same_keys(rotated, keyring):
    first = rotated(START, NAMED)
    second = rotated(date(2027, 1, 5), StatementWishes(ways=("Elsewhere",)))
    assert (second.version, second.ways) == (2, ("Elsewhere",))
    assert set(second.keys) == {each for each in first.keys if each.ends >= date(2027, 1, 5)}


def test_after_a_seizure_keys_in_use_leave_the_statement_and_go_on_opening(rotated, keyring):
    first = rotated(START, NAMED)
    second = rotated(date(2027, 3, 10), StatementWishes(replacing=True))
    assert not {each.recipient for each in first.keys} & {each.recipient for each in second.keys}
    assert second.keys[0].starts == date(2027, 3, 10)
    replaced = states(keyring, LetterKeyState.REPLACED)
    assert {each.recipient for each in replaced} < {each.recipient for each in first.keys}
    assert replaced[0].ends == date(2027, 11, 30)  # pages that hold it seal to it until then
    third = rotated(date(2028, 1, 20))
    assert not {each.recipient for each in replaced} & {each.recipient for each in third.keys}


def test_keys_that_wait_for_a_year_ahead_do_not_replace_those_in_use(rotated, keyring, folder):
    rotated(START, NAMED)
    ahead = date(2027, 10, 15)
    prepare_statement(keyring=keyring, folder=folder, wishes=StatementWishes(), today=ahead)
    statement = rotated(ahead, StatementWishes(replacing=True))
    assert [each.starts for each in statement.keys if each.kind == "year"] == [ahead]
    assert states(keyring, LetterKeyState.PREPARED) == []


def test_a_run_that_was_interrupted_before_signing_goes_on_with_the_same_keys(keyring, folder, rotated):
    waiting = prepare_statement(keyring=keyring, folder=folder, wishes=NAMED, today=START)
    again = prepare_statement(
        keyring=keyring, folder=folder, wishes=StatementWishes(), today=START + timedelta(days=3)
    )
    assert (again.text, again.fresh) == (waiting.text, 0)
    statement_path(folder, 1).unlink()
    once_more = prepare_statement(keyring=keyring, folder=folder, wishes=NAMED, today=START)
    assert once_more.text == waiting.text
    assert rotated(START).version == 1
    assert len(keyring.identities) == 13


def test_a_run_that_was_interrupted_after_signing_takes_what_was_signed(keyring, folder, rotated, signer):
    draft = prepare_statement(keyring=keyring, folder=folder, wishes=NAMED, today=START)
    signature = sign(signer, draft.text, "by an earlier run")
    statement_path(folder, 1).with_name("letters.statement-1.txt.minisig").write_bytes(signature)
    again = prepare_statement(keyring=keyring, folder=folder, wishes=StatementWishes(), today=START)
    assert (again.text, again.signature) == (draft.text, signature)


def test_a_second_statement_of_a_version_is_not_made_where_one_is_signed(keyring, folder, signer):
    draft = prepare_statement(keyring=keyring, folder=folder, wishes=NAMED, today=START)
    signature = sign(signer, draft.text, "by an earlier run")
    statement_path(folder, 1).with_name("letters.statement-1.txt.minisig").write_bytes(signature)
    with pytest.raises(LetterKeysError, match="signed_already"):
        prepare_statement(keyring=keyring, folder=folder, wishes=StatementWishes("Another"), today=START)
    assert kept_text(folder, 1) == draft.text


def test_a_keyring_put_back_from_before_a_statement_follows_it(keyring, folder, rotated, signer):
    rotated(START, NAMED)
    backup = (folder / LETTER_KEYRING).read_bytes()
    second = rotated(START + timedelta(days=9), StatementWishes(replacing=True))
    (folder / LETTER_KEYRING).write_bytes(backup)
    day = START + timedelta(days=20)
    with pytest.raises(LetterKeysError, match="signed_already"):
        rotated(day, StatementWishes(replacing=True))
    text = kept_text(folder, 2)
    follow_statement(keyring=keyring, folder=folder, text=text, signature=sign(signer, text, "x"))
    third = rotated(day, StatementWishes(replacing=True))
    assert (third.version, third.before) == (3, statement_digest(text))
    assert not {each.recipient for each in second.keys} & {each.recipient for each in third.keys}
    with pytest.raises(LetterKeysError, match="not_after"):
        follow_statement(keyring=keyring, folder=folder, text=text, signature=sign(signer, text, "x"))


def test_a_statement_that_was_taken_is_taken_again_and_nothing_changes(keyring, folder, rotated, signer):
    rotated(START, NAMED)
    text = kept_text(folder, 1)
    before = (folder / LETTER_KEYRING).read_bytes()
    signature = sign(signer, text, "again")
    assert (
        take_signed(keyring=keyring, folder=folder, text=text, signature=signature, today=START).version == 1
    )
    assert (folder / LETTER_KEYRING).read_bytes() == before


@pytest.mark.parametrize(
    ("change", "refusal", "code"),
    [
        ({"name": "Somebody"}, UnsealRefused, "is_forked"),
        ({"version": 3, "before": bytes(32)}, LetterKeysError, "gap"),
        ({"version": 2, "before": bytes(32)}, UnsealRefused, "is_forked"),
        ({"organisation": bytes(32)}, UnsealRefused, "other_id"),
    ],
    ids=["two of one version", "a version left out", "after another one", "of another organisation"],
)
def test_signed_statements_that_do_not_follow_are_refused(
    keyring, folder, rotated, signer, change, refusal, code
):
    statement = rotated(START, NAMED)
    text = statement_text(replace(statement, **change))
    before = (folder / LETTER_KEYRING).read_bytes()
    with pytest.raises(refusal, match=code):
        take_signed(keyring=keyring, folder=folder, text=text, signature=sign(signer, text, "x"), today=START)
    assert (folder / LETTER_KEYRING).read_bytes() == before
    assert newest_statement(folder, keyring.content) == statement


def test_a_statement_with_a_key_that_is_not_ours_is_refused(keyring, folder, signer):
    draft = prepare_statement(keyring=keyring, folder=folder, wishes=NAMED, today=START)
    statement = read_statement(draft.text)
    foreign = StatementKey(bytes(range(32)), "year", START, START)
    text = statement_text(replace(statement, keys=(foreign,)))
    with pytest.raises(LetterKeysError, match="foreign_key"):
        take_signed(keyring=keyring, folder=folder, text=text, signature=sign(signer, text, "x"), today=START)


def test_a_statement_that_ran_out_before_it_came_back_is_refused(keyring, folder, signer):
    draft = prepare_statement(keyring=keyring, folder=folder, wishes=NAMED, today=START)
    late, signature = date(2028, 1, 1), sign(signer, draft.text, "x")
    with pytest.raises(LetterKeysError, match="expired"):
        take_signed(keyring=keyring, folder=folder, text=draft.text, signature=signature, today=late)


def test_a_statement_signed_by_another_key_is_refused(keyring, folder):
    other = open_signing_key(new_signing_key(PASSWORD, memory=16 * 1024**2)[0], PASSWORD)
    draft = prepare_statement(keyring=keyring, folder=folder, wishes=NAMED, today=START)
    signature = sign(other, draft.text, "x")
    with pytest.raises(UnsealRefused, match="signature"):
        take_signed(keyring=keyring, folder=folder, text=draft.text, signature=signature, today=START)


def test_a_clock_before_the_newest_statement_is_told(rotated):
    rotated(START, NAMED)
    with pytest.raises(LetterKeysError, match="clock"):
        rotated(date(2026, 11, 30), StatementWishes(ways=("x",)))


def test_a_statement_exchanged_on_the_disk_is_told(rotated, keyring, folder):
    rotated(START, NAMED)
    path = statement_path(folder, 1)
    path.write_bytes(path.read_bytes().replace(b"Valley", b"Valleys"))
    with pytest.raises(LetterKeysError, match="statement_missing"):
        rotated(START, StatementWishes(ways=("x",)))


def test_a_first_statement_needs_a_name_and_a_signing_key(keyring, folder):
    with pytest.raises(LetterKeysError, match="name_needed"):
        prepare_statement(keyring=keyring, folder=folder, wishes=StatementWishes(), today=START)
    keyring.change(lambda content: replace(content, signing_key=None))
    with pytest.raises(LetterKeysError, match="no_signing_key"):
        prepare_statement(keyring=keyring, folder=folder, wishes=NAMED, today=START)
    assert keyring.identities == ()


def test_private_keys_go_once_their_time_is_over_and_letters_were_fetched(rotated, keyring, folder):
    rotated(START, NAMED)
    day = date(2027, 3, 2)  # 60 days after December
    assert retire(keyring=keyring, today=day - timedelta(days=1), anyway=True) == ()
    assert findings(folder, day).count("health.letters_retire_due") == 1
    assert retirement(keyring.content, day).fetched == ()
    assert retire(keyring=keyring, today=day, anyway=False) == ()
    keyring.keep_fetched(date(2026, 12, 31))  # on its last day: more can come
    assert retire(keyring=keyring, today=day, anyway=False) == ()
    keyring.keep_fetched(date(2027, 1, 1))
    [gone] = retire(keyring=keyring, today=day, anyway=False)
    assert (gone.kind, gone.ends) == (LetterKeyKind.MONTH, date(2026, 12, 31))
    assert gone.secret not in {each.secret for each in open_letter_keyring(folder, PASSWORD).identities}


def test_anyway_means_also_where_letters_may_come(rotated, keyring):
    rotated(START, NAMED)
    gone = retire(keyring=keyring, today=date(2028, 5, 31), anyway=True)
    assert len(gone) == 13
    assert keyring.identities == ()


def test_keys_that_no_statement_named_wait_for_no_letters(keyring, folder):
    prepare_statement(keyring=keyring, folder=folder, wishes=NAMED, today=START)
    assert len(retire(keyring=keyring, today=date(2028, 5, 31), anyway=False)) == 13


def test_a_backup_holds_everything_and_restoring_it_is_copying_it(rotated, keyring, folder, tmp_path):
    rotated(START, NAMED)
    keyring.keep_items({bytes(16): bytes(32)})
    assert findings(folder, START) == ["health.letters_no_backup"]
    file = tmp_path / "b"
    until = START + timedelta(days=60)
    back_up_letter_keyring(keyring=keyring, folder=folder, file=file, until=until, today=START)
    assert findings(folder, START) == []
    keyring.keep_items({bytes([1] * 16): bytes(32)})
    assert findings(folder, START) == ["health.letters_uncopied"]
    keyring.close()
    (folder / LETTER_KEYRING).write_bytes(file.read_bytes())
    restored = open_letter_keyring(folder, PASSWORD)
    assert set(restored.content.items) == {bytes(16)}
    assert len(restored.identities) == 13
    assert findings(folder, START) == []


def test_backups_are_gone_by_their_day(rotated, keyring, folder, tmp_path):
    rotated(START, NAMED)
    for until in (START, START + timedelta(days=61)):
        with pytest.raises(LetterKeysError, match="backup_day"):
            back_up_letter_keyring(
                keyring=keyring, folder=folder, file=tmp_path / "b", until=until, today=START
            )
    assert not (tmp_path / "b").exists()
    day = START + timedelta(days=30)
    back_up_letter_keyring(keyring=keyring, folder=folder, file=tmp_path / "b", until=day, today=START)
    assert "health.letters_backup_overdue" not in findings(folder, day)
    assert findings(folder, day + timedelta(days=1)) == [
        "health.letters_backup_overdue",
        "health.letters_no_backup",
    ]
    with pytest.raises(LetterKeysError, match="no_backup_of_day"):
        forget_backup(keyring=keyring, made=day)
    forget_backup(keyring=keyring, made=START)
    assert findings(folder, day + timedelta(days=1)) == ["health.letters_no_backup"]
    outline = keyring_outline(folder)
    assert outline
    assert not any(each.copied for each in outline.keys)


@pytest.mark.parametrize(
    ("name", "code"), [("w/b", "inside"), ("nowhere/b", "no_folder"), ("there", "exists")]
)
def test_a_backup_goes_to_a_new_file_outside(keyring, folder, tmp_path, name, code):
    (tmp_path / "there").touch()
    until = START + timedelta(days=1)
    with pytest.raises(LetterKeysError, match=code):
        back_up_letter_keyring(keyring=keyring, folder=folder, file=tmp_path / name, until=until, today=START)
    assert keyring.content.backups == ()


def test_a_backup_that_is_not_written_is_not_kept_as_made(keyring, folder, tmp_path, monkeypatch):
    monkeypatch.setattr(
        "isthmus.actions.desk.letter_keys.backing_up.whole_file",
        lambda path: (_ for _ in ()).throw(OSError(28, "No space left on device")),
    )
    until = START + timedelta(days=1)
    with pytest.raises(OSError, match="No space"):
        back_up_letter_keyring(keyring=keyring, folder=folder, file=tmp_path / "b", until=until, today=START)
    assert keyring.content.backups == ()


def test_a_statement_that_waits_to_be_signed_is_told(keyring, folder, signer):
    draft = prepare_statement(keyring=keyring, folder=folder, wishes=NAMED, today=START)
    assert findings(folder, START) == ["health.letters_no_backup", "health.letters_unsigned"]
    signature = sign(signer, draft.text, "isthmus statement")
    take_signed(keyring=keyring, folder=folder, text=draft.text, signature=signature, today=START)
    assert findings(folder, START) == ["health.letters_no_backup"]


def test_keys_that_run_out_soon_and_keys_in_no_backup_are_told(rotated, keyring, folder, tmp_path):
    rotated(START, NAMED)
    back_up_letter_keyring(
        keyring=keyring, folder=folder, file=tmp_path / "b", until=START + timedelta(days=60), today=START
    )
    assert "health.letters_run_out" not in findings(folder, date(2027, 9, 30))
    assert "health.letters_run_out" in findings(folder, date(2027, 10, 1))
    assert "health.letters_ran_out" in findings(folder, date(2027, 12, 1))
    rotated(START + timedelta(days=5), StatementWishes(replacing=True))
    assert findings(folder, START + timedelta(days=5)) == ["health.letters_keys_uncopied"]
    (folder / LETTER_KEYRING).write_bytes(b"{}\n")
    assert findings(folder, START) == ["letter_keyring.damaged"]
    (folder / LETTER_KEYRING).unlink()
    assert findings(folder, START) == []
