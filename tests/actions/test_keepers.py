"""Keepers: committed rows, and a keyring that only they open."""

import pytest
from pyrage import x25519

from isthmus.actions.desk.keepers import (
    KeeperError,
    add_keeper,
    keepers,
    open_workspace_keyring,
    remove_keeper,
    sealing_advice,
)
from isthmus.actions.desk.keepers import appointing as module
from isthmus.actions.desk.verification import verify
from isthmus.core.custody.actors import ActionRefused
from isthmus.files.age.identities import IdentityRefused
from isthmus.language import english
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.keyring import (
    KEYRING,
    Keyring,
    KeyringShut,
    open_keyring,
    stage_keyring,
    staged_keyrings,
)
from isthmus.store.desk.models import Keeper, SealingKey
from tests.accounts import the_owner, who
from tests.english import told


@pytest.fixture(autouse=True)
def keyring():
    """The keyring's place, without a keyring before and after."""
    path = current_workspace().folder / KEYRING
    path.unlink(missing_ok=True)
    yield path
    path.unlink(missing_ok=True)


def added(name, opened_by=None):
    key = x25519.Identity.generate()
    add_keeper(name=name, recipient=str(key.to_public()), actor=the_owner(), opened_by=opened_by)
    return key


def in_use():
    return SealingKey.objects.get(until=None).recipient


def test_the_first_keeper_opens_a_keyring_that_holds_what_things_are_sealed_to(keyring):
    mara = added("Mara")
    assert [each.name for each in keepers()] == ["Mara"]
    assert open_workspace_keyring(mara).opens(in_use())
    assert in_use() not in keyring.read_text(errors="replace")
    assert keyring.stat().st_mode & 0o077 == 0
    assert verify().sound


def test_another_keeper_needs_one_who_has_the_key():
    with_key = added("Mara")
    with pytest.raises(KeeperError) as refused:
        added("Noor")
    assert "--identity" in told(refused.value)
    with pytest.raises(KeyringShut):
        added("Noor", opened_by=x25519.Identity.generate())
    noor = added("Noor", opened_by=with_key)
    assert open_workspace_keyring(noor).opens(in_use())
    assert open_workspace_keyring(with_key).opens(in_use())


def test_who_was_removed_opens_nothing_any_more_and_the_key_is_another():
    mara = added("Mara")
    noor = added("Noor", opened_by=mara)
    before = in_use()
    remove_keeper(name="Noor", actor=the_owner(), opened_by=mara)
    assert in_use() != before
    with pytest.raises(KeyringShut):
        open_workspace_keyring(noor)
    rest = open_workspace_keyring(mara)
    assert rest.opens(in_use())
    assert not rest.opens(before)
    assert [each.name for each in keepers()] == ["Mara"]
    assert verify().sound


def test_a_failure_before_the_event_leaves_the_keyring_as_it_was(monkeypatch, keyring):
    mara = added("Mara")
    added("Noor", opened_by=mara)
    before, content, written = in_use(), keyring.read_bytes(), module.stage_keyring

    def cut_off(*given):
        written(*given)
        raise OSError("cut off")

    monkeypatch.setattr(module, "stage_keyring", cut_off)
    with pytest.raises(OSError, match="cut off"):
        remove_keeper(name="Noor", actor=the_owner(), opened_by=mara)
    monkeypatch.undo()
    assert (in_use(), keyring.read_bytes()) == (before, content)
    assert staged_keyrings(keyring.parent) == []
    remove_keeper(name="Noor", actor=the_owner(), opened_by=mara)
    assert [str(each.to_public()) for each in open_workspace_keyring(mara).identities] == [in_use()]


def test_after_a_crash_before_the_event_the_keyring_is_the_old_one_and_after_it_the_new_one(
    monkeypatch, keyring
):
    mara = added("Mara")
    noor = added("Noor", opened_by=mara)
    stage_keyring(keyring.parent, current_workspace().id, Keyring((noor,)), [noor.to_public()], 10**6)
    assert open_workspace_keyring(mara).opens(in_use())  # whoever opens it ends what was cut off
    assert staged_keyrings(keyring.parent) == []
    monkeypatch.setattr(module, "put_in_place", lambda *_: None)
    remove_keeper(name="Noor", actor=the_owner(), opened_by=mara)
    monkeypatch.undo()
    assert len(staged_keyrings(keyring.parent)) == 1
    assert [str(each.to_public()) for each in open_workspace_keyring(mara).identities] == [in_use()]
    with pytest.raises(KeyringShut):
        open_workspace_keyring(noor)
    assert staged_keyrings(keyring.parent) == []


def test_the_last_keeper_stays():
    mara = added("Mara")
    with pytest.raises(KeeperError) as refused:
        remove_keeper(name="Mara", actor=the_owner(), opened_by=mara)
    assert "Add another keeper first" in told(refused.value)


@pytest.mark.parametrize(
    ("name", "words"),
    [("Mara", "has this name"), ("MARA", "reads like it"), ("", "1 to 60"), ("a\u202eb", "cannot be seen")],
)
def test_names_that_mislead_are_refused(name, words):
    mara = added("Mara")
    with pytest.raises(KeeperError) as refused:
        added(name, opened_by=mara)
    assert words in told(refused.value)


def test_one_key_is_one_keeper():
    mara = added("Mara")
    with pytest.raises(KeeperError) as refused:
        add_keeper(name="Noor", recipient=str(mara.to_public()), actor=the_owner(), opened_by=mara)
    assert "Mara" in told(refused.value)


def test_what_is_no_public_half_makes_no_keeper(keyring):
    with pytest.raises(IdentityRefused):
        add_keeper(name="Mara", recipient="age1", actor=the_owner())
    assert not keyring.exists()


def test_only_the_owner_says_who_keeps_the_keys():
    with pytest.raises(ActionRefused):
        add_keeper(name="Mara", recipient=str(x25519.Identity.generate().to_public()), actor=who("coder"))


def test_a_keyring_without_keepers_is_never_overwritten(keyring):
    keyring.write_bytes(b"the only key to something")
    with pytest.raises(KeeperError) as refused:
        added("Mara")
    assert "Move it to a safe place" in told(refused.value)
    assert keyring.read_bytes() == b"the only key to something"


def test_a_keyring_of_another_workspace_or_state_is_told(keyring):
    mara = added("Mara")
    with pytest.raises(KeyringShut) as refused:
        open_keyring(keyring.parent, "another", mara)
    assert "not one of this workspace" in told(refused.value)
    noor = added("Noor", opened_by=mara)
    old = keyring.read_bytes()
    remove_keeper(name="Noor", actor=the_owner(), opened_by=mara)
    keyring.write_bytes(old)
    for key in (mara, noor):
        with pytest.raises(KeyringShut) as refused:
            open_workspace_keyring(key)
        assert "newest backup" in told(refused.value)


@pytest.mark.parametrize("damage", [lambda sealed: sealed[:-1], lambda _: b"", lambda sealed: sealed + b"x"])
def test_a_damaged_keyring_is_told(keyring, damage):
    mara = added("Mara")
    keyring.write_bytes(damage(keyring.read_bytes()))
    with pytest.raises(KeyringShut):
        open_workspace_keyring(mara)
    keyring.unlink()
    with pytest.raises(KeyringShut) as refused:
        open_workspace_keyring(mara)
    assert "keyring.age" in told(refused.value)


def test_it_is_said_who_can_open_what_is_sealed():
    assert "anyone who has the passphrase" in english(sealing_advice())
    mara = added("Mara")
    assert "Two keepers" in english(sealing_advice())
    added("Noor", opened_by=mara)
    assert sealing_advice() is None


def test_a_keeper_or_a_key_put_in_or_changed_behind_the_logs_back_is_found():
    mara = added("Mara")
    intruder = str(x25519.Identity.generate().to_public())
    Keeper.objects.create(name="Noor", recipient=intruder, added=Keeper.objects.get().added)
    assert [each.kind for each in verify().findings.first] == ["row_inserted"]
    Keeper.objects.get(name="Noor").delete()
    SealingKey.objects.update(recipient=intruder)
    assert [each.kind for each in verify().findings.first] == ["row_changed"]
    with pytest.raises(KeyringShut):
        open_workspace_keyring(mara)
