import base64
import hashlib
import hmac

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap

from isthmus.store.base.keys import Cost, Envelope, Keys, WrongPassphrase
from tests.english import raises_saying

CHEAP = Cost(memory=64, passes=1, lanes=1)
KEY = bytes(range(32))
KEYS = Keys("0123456789abcdef0123456789abcdef", KEY)


def test_the_right_passphrase_opens_and_a_wrong_one_says_so():
    envelope = Envelope.seal(KEY, "right", CHEAP)
    assert envelope.open("right") == KEY
    with raises_saying(WrongPassphrase, "Nothing was changed"):
        envelope.open("wrong")


def test_an_accent_typed_in_two_parts_is_the_same_passphrase():
    assert Envelope.seal(KEY, "caf\u00e9", CHEAP).open("cafe\u0301") == KEY


def test_an_envelope_opens_with_the_libraries_alone():
    stored = Envelope.seal(KEY, "right", CHEAP).as_json()
    salt, wrapped = (base64.b64decode(stored[name]) for name in ("salt", "wrapped_key"))
    stretched = hash_secret_raw(b"right", salt, 1, 64, 1, 32, Type.ID)
    assert aes_key_unwrap(stretched, wrapped) == KEY


def test_an_envelope_survives_being_stored():
    envelope = Envelope.seal(KEY, "right", CHEAP)
    assert Envelope.from_json(envelope.as_json()) == envelope


@pytest.mark.parametrize(
    "changed",
    [
        {"kdf": "scrypt"},
        {"version": 16},
        {"salt": "AAAA"},
        {"wrapped_key": "AAAA"},
        {"memory_kib": 5 * 1024**2},
        {"passes": 65},
        {"passes": 0},
        {"lanes": 17},
        {"salt": "not base64!"},
    ],
)
def test_a_damaged_envelope_is_refused_before_any_work_is_done(changed):
    stored = Envelope.seal(KEY, "right", CHEAP).as_json()
    with pytest.raises(ValueError):  # noqa: PT011
        Envelope.from_json({**stored, **changed})


@pytest.mark.parametrize("changed", [{"passes": 2}, {"lanes": 2}, {"memory_kib": 128}])
def test_other_parameters_make_another_key(changed):
    envelope = Envelope.from_json({**Envelope.seal(KEY, "right", CHEAP).as_json(), **changed})
    with pytest.raises(WrongPassphrase):
        envelope.open("right")


def test_each_use_has_a_key_of_its_own():
    uses = [KEYS.register, KEYS.scratch, KEYS.blob_names, KEYS.tokens, KEYS.subkey("django"), KEY]
    assert len(set(uses)) == len(uses)
    assert all(len(key) == 32 for key in uses)


def test_a_subkey_is_hkdf_of_the_workspace_key():
    extracted = hmac.digest(KEYS.workspace_id.encode(), KEY, hashlib.sha256)
    assert KEYS.register == hmac.digest(extracted, b"isthmus/v1/register\x01", hashlib.sha256)


def test_a_sealed_secret_opens_for_its_use_alone():
    sealed = KEYS.seal(b"a secret of some length", "log")
    assert KEYS.unseal(sealed, "log") == b"a secret of some length"
    with raises_saying(ValueError, "was altered"):
        KEYS.unseal(sealed, "blobs")
    with raises_saying(ValueError, "was altered"):
        KEYS.unseal("AAAA", "log")


def test_keys_are_not_shown():
    assert KEY.hex() not in repr(KEYS)
    assert str(KEY) not in repr(KEYS)
