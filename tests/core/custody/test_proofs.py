"""A proof is checked from its file alone, against the public key of the log; whatever is altered in it fails."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isthmus.core.custody.proofs import Proof, ProofError
from isthmus.core.custody.rows import ShownField
from isthmus.store.base.keys import verify_signature

VECTOR = json.loads((Path(__file__).parents[2] / "vectors/custody/isthmus.json").read_text())["proof"]


def check(stored, key=VECTOR["key"]):
    from isthmus.core.custody.checkpoint import parse_verifier_key

    public = parse_verifier_key(key)[1]
    Proof.from_json(stored).check(key, lambda *signed: verify_signature(public, *signed))


def places(value, path=()):
    """Yield the path to everything in a proof that is no container."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key)) if isinstance(inner, dict | list) else [(*path, key)]


def test_the_vector_of_the_specification_is_proven():
    check(VECTOR["file"])
    shown = {
        each.column: each.cell
        for each in Proof.from_json(VECTOR["file"]).leaves
        if isinstance(each, ShownField)
    }
    assert shown == VECTOR["shows"]


def test_a_proof_is_written_as_it_was_read():
    assert Proof.from_json(VECTOR["file"]).as_json() == VECTOR["file"]


@given(st.sampled_from(sorted(places(VECTOR["file"]), key=str)), st.data())
def test_nothing_in_it_can_be_altered(path, data):
    altered = copy.deepcopy(VECTOR["file"])
    inside = altered
    for step in path[:-1]:
        inside = inside[step]
    was = inside[path[-1]]
    others = st.integers(-1, 2**54) | st.text() | st.none() | st.just("A" * 43 + "=")
    inside[path[-1]] = data.draw(others.filter(lambda new: new != was))
    with pytest.raises(ProofError):
        check(altered)


@pytest.mark.parametrize("part", ["fields", "entry", "event", "head", "format"])
def test_a_part_that_is_missing_is_told(part):
    with pytest.raises(ProofError):
        check({name: value for name, value in VECTOR["file"].items() if name != part})


def test_a_proof_under_another_key_proves_nothing():
    other = "isthmus/other+5bff3ee8+AbyqZ7Tqi2NZYfdJaD/EGKhAzXUlPupa+WsZoP9KgnV1"
    with pytest.raises(ProofError):
        Proof.from_json(VECTOR["file"]).check(other, lambda *_: True)
