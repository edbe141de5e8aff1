"""C2SP's vectors: ours reads as they expect, but where it is stricter, or more liberal, on purpose.

Passphrases and keys of other kinds open nothing here. Armour is read as messengers leave it: so some damage that the
format refuses is undone.
"""

import pytest

from isthmus.core.unseal.age_file import open_age_file
from isthmus.core.unseal.armour import sealed_bytes
from isthmus.core.unseal.faults import UnsealRefused
from tests.core.seal.vectors_of_age import vectors

ALL = {each.name: each for each in vectors()}
# Damage that loses no letter of an armoured file, and how the plaintext begins, of which these name no digest.
UNDONE = {
    f"armor_{damage}"
    for damage in (
        *("empty_last_line", "empty_line_begin", "empty_line_end", "eol_between_padding", "garbage_leading"),
        *(
            "garbage_trailing",
            "long_line",
            "lowercase",
            "no_end_line",
            "no_padding",
            "not_canonical",
            "short_line",
        ),
        *(
            "whitespace_begin",
            "whitespace_end",
            "whitespace_eol",
            "whitespace_last_line",
            "whitespace_line_start",
            "wrong_type",
        ),
    )
}
HELD = b"age"
OTHER_KEYS = ("scrypt", "hybrid", "armor_scrypt", "armor_hybrid")


@pytest.mark.parametrize("name", [name for name in ALL if not name.startswith(OTHER_KEYS)])
def test_a_vector_is_read_as_it_should_be(name):
    vector = ALL[name]
    if vector.expect not in ("success", "armor failure"):
        with pytest.raises(UnsealRefused):
            opened(vector)
    elif vector.expect == "success" or name in UNDONE:
        plaintext = opened(vector)
        assert vector.is_payload(plaintext) if vector.payload else plaintext.startswith(HELD)
    else:
        with pytest.raises(UnsealRefused):
            opened(vector)


def opened(vector):
    return open_age_file(sealed_bytes(vector.file), vector.identities).plaintext


@pytest.mark.parametrize("name", [name for name in ALL if name.startswith(OTHER_KEYS)])
def test_what_only_other_keys_open_is_refused(name):
    vector = ALL[name]
    with pytest.raises(UnsealRefused):
        open_age_file(sealed_bytes(vector.file), vector.identities or (bytes(31) + b"\1",))


def test_all_vectors_are_there():
    assert len(ALL) == 143
    assert sum(each.expect == "success" for each in ALL.values()) > 20
