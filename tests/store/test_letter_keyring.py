"""The keyring for letters: what is kept, what is destroyed, and who opens it."""

import os
import resource
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pyrage
import pytest

from isthmus.core.seal.strings import identity_text
from isthmus.files.letter_keyring import (
    LetterIdentity,
    LetterKeyKind,
    LetterKeyringDamaged,
    LetterKeyState,
    StatementMark,
)
from isthmus.store.base.keys import Cost
from isthmus.store.desk.letter_keyring import (
    LETTER_KEYRING,
    KeyringMissing,
    LetterKeyringShut,
    keyring_outline,
    new_letter_keyring,
    open_letter_keyring,
)
from isthmus.store.desk.letter_keyring.replacing import left_of, lock_of
from tests.passphrases import ANOTHER, PASSWORD

pytestmark = pytest.mark.any_database

CHEAP = Cost(memory=64, passes=1, lanes=1)
YEAR = LetterIdentity(bytes(range(32)), LetterKeyKind.YEAR, date(2026, 12, 1), date(2027, 11, 30))


def item(number):
    return number.to_bytes(16)


def key(number):
    return number.to_bytes(32)


@pytest.fixture
def keyring(tmp_path):
    return new_letter_keyring(tmp_path, PASSWORD, "Desk", cost=CHEAP)


def path(folder):
    return folder / LETTER_KEYRING


def test_what_was_kept_is_there_when_it_is_opened_again(keyring, tmp_path):
    keyring.keep_items({item(1): key(1), item(2): key(2)})
    keyring.keep_identities([YEAR])
    keyring.keep_fetched(date(2026, 12, 2))
    keyring.keep_statement(StatementMark(1, bytes(32)))
    keyring.keep_signing_key(bytes(42))
    again = open_letter_keyring(tmp_path, PASSWORD)
    assert again.item_key(item(1)) == key(1)
    assert again.item_key(item(3)) is None
    assert again.identities == (YEAR,)
    assert again.fetched == date(2026, 12, 2)
    assert again.content.statement == StatementMark(1, bytes(32))
    assert path(tmp_path).stat().st_mode & 0o777 == 0o600


def test_what_was_destroyed_is_gone_and_destroying_it_again_is_no_error(keyring, tmp_path):
    keyring.keep_items({item(1): key(1), item(2): key(2)})
    keyring.keep_identities([YEAR])
    keyring.destroy_items([item(1), item(9)])
    keyring.destroy_items([item(1)])
    keyring.destroy_identities([YEAR.recipient])
    again = open_letter_keyring(tmp_path, PASSWORD)
    assert again.item_key(item(1)) is None
    assert again.item_key(item(2)) == key(2)
    assert again.identities == ()


def test_what_the_file_held_before_is_overwritten(keyring, tmp_path):
    keyring.keep_items({item(1): key(1)})
    size = path(tmp_path).stat().st_size
    with path(tmp_path).open("rb") as former:
        keyring.destroy_items([item(1)])
        assert former.read() == bytes(size)
    assert not any(map(Path.exists, left_of(path(tmp_path))))


def test_a_change_that_changes_nothing_writes_nothing(keyring, tmp_path):
    keyring.keep_items({item(1): key(1)})
    before = path(tmp_path).stat()
    keyring.keep_items({item(1): key(1)})
    keyring.destroy_items([])
    keyring.keep_identities([])
    assert path(tmp_path).stat() == before


def test_an_item_never_gets_another_key(keyring):
    keyring.keep_items({item(1): key(1)})
    with pytest.raises(LetterKeyringShut, match=r"letter_keyring\.item_known"):
        keyring.keep_items({item(1): key(2), item(3): key(3)})
    assert keyring.item_key(item(1)) == key(1)
    assert keyring.item_key(item(3)) is None


def test_what_is_known_of_a_private_key_may_change(keyring):
    keyring.keep_identities([YEAR])
    published = LetterIdentity(YEAR.secret, YEAR.kind, YEAR.starts, YEAR.ends, LetterKeyState.PUBLISHED)
    keyring.keep_identities([published])
    assert keyring.identities == (published,)


def test_one_session_sees_what_another_wrote(keyring, tmp_path):
    other = open_letter_keyring(tmp_path, PASSWORD)
    keyring.keep_items({item(1): key(1)})
    assert other.item_key(item(1)) == key(1)
    other.destroy_items([item(1)])
    assert keyring.item_key(item(1)) is None


def test_sessions_that_write_at_once_lose_nothing(keyring, tmp_path):
    sessions = [open_letter_keyring(tmp_path, PASSWORD) for _ in range(3)]

    def keep(number):
        sessions[number % 3].keep_items({item(number): key(number)})

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(keep, range(60)))
    assert keyring.content.items == {item(number): key(number) for number in range(60)}


def test_a_fetched_day_only_goes_on(keyring):
    keyring.keep_fetched(date(2026, 12, 2))
    keyring.keep_fetched(date(2026, 12, 1))
    assert keyring.fetched == date(2026, 12, 2)


def test_a_closed_keyring_gives_nothing(keyring):
    keyring.keep_items({item(1): key(1)})
    keyring.close()
    for use in (
        lambda: keyring.item_key(item(1)),
        lambda: keyring.keep_items({}),
        lambda: keyring.identities,
    ):
        with pytest.raises(LetterKeyringShut, match=r"letter_keyring\.closed"):
            use()


def test_there_must_be_a_keyring_and_it_is_never_made_twice(keyring, tmp_path):
    with pytest.raises(LetterKeyringShut, match=r"letter_keyring\.there_already"):
        new_letter_keyring(tmp_path, ANOTHER, "Desk", cost=CHEAP)
    with pytest.raises(KeyringMissing):
        open_letter_keyring(tmp_path / "elsewhere", PASSWORD)
    assert open_letter_keyring(tmp_path, PASSWORD).slots == ["Desk"]


def test_another_passphrase_does_not_open_it(keyring, tmp_path):
    with pytest.raises(LetterKeyringShut, match=r"letter_keyring\.wrong_passphrase"):
        open_letter_keyring(tmp_path, ANOTHER)


def test_each_slot_opens_it(keyring, tmp_path):
    keyring.keep_items({item(1): key(1)})
    keyring.add_slot(ANOTHER, "Deputy", cost=CHEAP)
    assert open_letter_keyring(tmp_path, ANOTHER).item_key(item(1)) == key(1)
    assert open_letter_keyring(tmp_path, PASSWORD).slots == ["Desk", "Deputy"]
    assert b"Deputy" not in path(tmp_path).read_bytes()


def test_a_slot_that_was_removed_opens_nothing_that_is_written_afterwards(keyring, tmp_path):
    keyring.add_slot(ANOTHER, "Deputy", cost=CHEAP)
    deputy = open_letter_keyring(tmp_path, ANOTHER)
    secret = deputy._own()
    keyring.remove_slot("Deputy")
    keyring.keep_items({item(1): key(1)})
    with pytest.raises(LetterKeyringShut, match=r"letter_keyring\.wrong_passphrase"):
        open_letter_keyring(tmp_path, ANOTHER)
    with pytest.raises(LetterKeyringShut, match=r"letter_keyring\.slot_gone"):
        deputy.item_key(item(1))
    sealed = path(tmp_path).read_bytes().partition(b"\n")[2]
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity_text(secret))])


@pytest.mark.parametrize(
    ("name", "code"), [("Desk", "slot_own"), ("Nobody", "slot_unknown")], ids=["own", "unknown"]
)
def test_the_own_slot_and_one_that_is_not_there_are_not_removed(keyring, name, code):
    with pytest.raises(LetterKeyringShut, match=code):
        keyring.remove_slot(name)


def test_slots_have_names_and_are_few(keyring):
    for name, code in (
        ("Desk", "slot_known"),
        ("", "slot_name"),
        ("a\x1bb", "slot_name"),
        ("x" * 101, "slot_name"),
    ):
        with pytest.raises(LetterKeyringShut, match=code):
            keyring.add_slot(ANOTHER, name, cost=CHEAP)
    for number in range(7):
        keyring.add_slot(f"{ANOTHER} {number}", f"Deputy {number}", cost=CHEAP)
    with pytest.raises(LetterKeyringShut, match="slots_full"):
        keyring.add_slot(ANOTHER, "One more", cost=CHEAP)


def test_a_new_passphrase_takes_the_place_of_the_former(keyring, tmp_path):
    before = path(tmp_path).read_bytes()
    keyring.keep_items({item(1): key(1)})
    keyring.replace_passphrase(ANOTHER, cost=CHEAP)
    keyring.keep_items({item(2): key(2)})
    assert open_letter_keyring(tmp_path, ANOTHER).item_key(item(2)) == key(2)
    with pytest.raises(LetterKeyringShut, match=r"letter_keyring\.wrong_passphrase"):
        open_letter_keyring(tmp_path, PASSWORD)
    path(tmp_path).write_bytes(
        before
    )  # an old copy opens with the passphrase that held then, and shows what was then
    assert open_letter_keyring(tmp_path, PASSWORD).content.items == {}


def test_every_changed_byte_is_refused(keyring, tmp_path):
    keyring.keep_items({item(1): key(1)})
    whole = path(tmp_path).read_bytes()
    for at in range(0, len(whole), 7):
        changed = bytearray(whole)
        changed[at] ^= 1
        path(tmp_path).write_bytes(changed)
        with pytest.raises((LetterKeyringDamaged, LetterKeyringShut)):
            open_letter_keyring(tmp_path, PASSWORD)
    for cut in (0, 1, whole.index(b"\n") + 1, len(whole) - 1):
        path(tmp_path).write_bytes(whole[:cut])
        with pytest.raises((LetterKeyringDamaged, LetterKeyringShut)):
            open_letter_keyring(tmp_path, PASSWORD)


def test_a_passphrase_that_costs_without_bounds_is_refused_before_it_costs(keyring, tmp_path):
    line = path(tmp_path).read_bytes().replace(b'"memory_kib":64', b'"memory_kib":99999999')
    path(tmp_path).write_bytes(line)
    with pytest.raises(LetterKeyringDamaged):
        open_letter_keyring(tmp_path, PASSWORD)


def test_a_full_disk_leaves_the_former_keyring(keyring, tmp_path):
    keyring.keep_items({item(1): key(1)})
    before = path(tmp_path).read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            keyring.keep_items({item(2): key(2)})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path(tmp_path).read_bytes() == before
    assert sorted(tmp_path.iterdir()) == sorted([path(tmp_path), lock_of(path(tmp_path))])
    keyring.keep_items({item(2): key(2)})
    assert open_letter_keyring(tmp_path, PASSWORD).content.items == {item(1): key(1), item(2): key(2)}


@pytest.mark.parametrize("where", [0, 1], ids=["next", "former"])
def test_what_a_kill_left_is_overwritten_and_removed_by_whoever_opens_it(keyring, tmp_path, where):
    left = left_of(path(tmp_path))[where]
    left.write_bytes(b"keys of before")
    with left.open("rb") as handle:
        assert open_letter_keyring(tmp_path, PASSWORD)
        assert handle.read() == bytes(14)
    assert not left.exists()


def test_a_second_name_of_the_keyring_itself_is_only_removed(keyring, tmp_path):
    keyring.keep_items({item(1): key(1)})
    os.link(path(tmp_path), left_of(path(tmp_path))[1])
    assert open_letter_keyring(tmp_path, PASSWORD).item_key(item(1)) == key(1)
    assert not left_of(path(tmp_path))[1].exists()


def test_without_the_keyring_its_second_name_is_left_alone(keyring, tmp_path):
    former = left_of(path(tmp_path))[1]
    path(tmp_path).rename(former)
    with pytest.raises(KeyringMissing):
        open_letter_keyring(tmp_path, PASSWORD)
    former.rename(path(tmp_path))
    assert open_letter_keyring(tmp_path, PASSWORD)


def test_a_folder_that_may_only_be_read_is_read(keyring, tmp_path, monkeypatch):
    keyring.keep_items({item(1): key(1)})
    real = os.open

    def read_only(where, flags, *rest, **named):
        if flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
            raise PermissionError(13, "Permission denied")
        return real(where, flags, *rest, **named)

    monkeypatch.setattr(os, "open", read_only)
    opened = open_letter_keyring(tmp_path, PASSWORD)
    assert opened.item_key(item(1)) == key(1)
    with pytest.raises(PermissionError):
        opened.keep_items({item(2): key(2)})


def test_what_is_known_without_a_passphrase_is_never_read_while_it_is_overwritten(keyring, tmp_path):
    with ThreadPoolExecutor(2) as threads:
        outlines = threads.submit(lambda: [keyring_outline(tmp_path) for _ in range(300)])
        for number in range(60):
            keyring.keep_items({item(number): key(number)})
        assert all(each is not None for each in outlines.result())


def test_without_a_passphrase_days_and_numbers_are_known_and_no_key(keyring, tmp_path):
    assert keyring_outline(tmp_path / "elsewhere") is None
    keyring.keep_items({item(1): key(1)})
    keyring.keep_identities([YEAR])
    outline = keyring_outline(tmp_path)
    assert outline
    assert outline.items == 1
    assert [(each.kind, each.ends, each.copied) for each in outline.keys] == [
        (LetterKeyKind.YEAR, date(2027, 11, 30), False)
    ]
    held = path(tmp_path).read_bytes()
    assert YEAR.secret not in held
    assert YEAR.recipient not in held
    assert item(1) not in held
