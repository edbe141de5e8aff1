"""The files of FollowTheMoney in the tests, and the real validator: what it accepts, and what it refuses or drops.

`make test-ftm` installs it, in an environment of its own: it compiles for minutes.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.files.ftm.vectors import ACCEPTED, VECTORS

FTM = Path(os.environ.get("ISTHMUS_FTM", Path(__file__).parents[2] / ".venv-ftm" / "bin" / "ftm"))
if not FTM.exists():
    pytest.skip("the validator is not installed here: make test-ftm", allow_module_level=True)


def validated(path: Path) -> tuple[int, list[dict[str, object]]]:
    done = subprocess.run([FTM, "validate", "-i", path], capture_output=True, text=True, check=False)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def content(lines: list[dict[str, object]]) -> list[tuple[object, object]]:
    return [(each["id"], each["properties"]) for each in lines]


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_validator_keeps_every_value(name: str) -> None:
    path = VECTORS / f"{name}.jsonl"
    known = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    code, found = validated(path)
    assert code == 0
    assert content(found) == content(known)


@pytest.mark.parametrize("path", sorted((VECTORS / "refused").glob("*.jsonl")), ids=lambda path: path.stem)
def test_the_validator_refuses_or_drops_what_is_unsound(path: Path) -> None:
    code, found = validated(path)
    assert code != 0 or content(found) != content([json.loads(path.read_text(encoding="utf-8"))])
