"""What we seal opens by other hands, and what they seal opens here: pyrage (Rust), and Debian's age (Go)."""

import random
import subprocess

import pyrage
import pytest

from isthmus.core.seal.age_file import SealingChance, age_file, public_half
from isthmus.core.seal.armour import armoured
from isthmus.core.seal.strings import identity_text, recipient_text
from isthmus.core.unseal.age_file import open_age_file
from isthmus.core.unseal.armour import sealed_bytes

SIZES = (0, 1, 100, 1_100, 2_744, 32_568, 65_535, 65_536, 65_537, 131_072, 200_000)
AGE = "/usr/bin/age"


def case(chance):
    """A key, and a plaintext of a size that a letter, a chunk or an attachment has."""
    return chance.randbytes(32), chance.randbytes(chance.choice(SIZES))


def with_pyrage(number, seed):
    """Ours to pyrage, and pyrage's to us, so many times; a quarter as armour."""
    chance = random.Random(seed)
    for _ in range(number):
        key, content = case(chance)
        identity = pyrage.x25519.Identity.from_str(identity_text(key))
        ours = age_file(content, public_half(key), SealingChance.of(chance.randbytes(64)))
        is_armour = chance.random() < 0.25
        assert pyrage.decrypt(armoured(ours).encode() if is_armour else ours, [identity]) == content
        theirs = pyrage.encrypt(content, [identity.to_public()], armored=is_armour)
        sealed = sealed_bytes(theirs) if len(theirs) < 1 << 20 else theirs
        assert open_age_file(sealed, [key]).plaintext == content


def with_age(number, seed, folder):
    """Ours to Debian's age, and its to us, so many times; half as armour."""
    chance = random.Random(seed)
    for at in range(number):
        key, content = case(chance)
        (folder / "key").write_text(identity_text(key) + "\n")
        ours = age_file(content, public_half(key), SealingChance.of(chance.randbytes(64)))
        given = armoured(ours).encode() if at % 2 else ours
        assert ran([AGE, "-d", "-i", str(folder / "key")], given) == content
        theirs = ran([AGE, "-r", recipient_text(public_half(key)), *(["-a"] if at % 2 else [])], content)
        assert open_age_file(sealed_bytes(theirs), [key]).plaintext == content


def ran(command, given):
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout


def test_pyrage_and_ours_open_each_other():
    with_pyrage(300, 1)


def test_debians_age_and_ours_open_each_other(tmp_path):
    with_age(30, 1, tmp_path)


@pytest.mark.long
def test_pyrage_and_ours_open_each_other_ten_thousand_times():
    with_pyrage(10_000, 2)


@pytest.mark.long
def test_debians_age_and_ours_open_each_other_a_thousand_times(tmp_path):
    with_age(1_000, 2, tmp_path)
