"""Mappings of forms as they are proposed, with what somebody answers in the place of the question marks."""

from collections.abc import Mapping
from pathlib import Path

from isthmus.files.import_mapping.writing import proposal_for, proposal_text
from isthmus.files.table import TablePlace

__all__ = ["KOBO", "ODK", "completed"]

KOBO = {
    "author": "Lake Monitors",
    "other": "person",
    "speaker": "{column: interview/witness_code, prefix: 'Witness '}",
    "basis": "first_hand",
}
ODK = {
    "author": "Helpline",
    "other": "person",
    "speaker": "{column: KEY, prefix: 'Caller '}",
    "basis": "first_hand",
    "type": "unlawful_detention",
}


def completed(path: Path, answers: Mapping[str, str]) -> str:
    """Return the mapping that is proposed for an export, completed."""
    proposal, _ = proposal_for(path, TablePlace())
    text = proposal_text(proposal)
    for name, answer in answers.items():
        assert f"{name}: '?'" in text, name
        text = text.replace(f"{name}: '?'", f"{name}: {answer}")
    assert "'?'" not in text
    return text
