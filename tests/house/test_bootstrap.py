"""The set-up finds a Python that fits, or says in one line what is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FIND = Path(__file__).parents[2] / "bootstrap" / "find-python"


def program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def find(home: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    surroundings = {"PATH": str(home / "bin"), "HOME": str(home), **extra}
    return subprocess.run(["/bin/sh", FIND], env=surroundings, capture_output=True, text=True, check=False)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a system python that is too old."""
    program(tmp_path / "bin" / "python3", "exit 1")
    return tmp_path


def test_without_a_python_that_fits_one_line_says_what_is_missing(home):
    run = find(home, PYENV_ROOT=str(home / "nothing"))
    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.startswith("Missing: Python 3.12 or newer.")
    assert run.stderr.count("\n") == 1


def test_a_python_that_fits_but_can_make_no_environment_is_named(home):
    program(home / "bin" / "python3.13", 'case "$2" in *ensurepip*) exit 1 ;; esac')
    run = find(home, PYENV_ROOT=str(home / "nothing"))
    assert run.returncode == 1
    assert "can not make virtual environments" in run.stderr
    assert run.stderr.count("\n") == 1


def test_a_version_of_pyenv_is_found_when_its_name_on_the_path_runs_nothing(home):
    program(home / "bin" / "python3.13", "exit 127")
    program(home / "pyenv" / "versions" / "3.13.9" / "bin" / "python", f'exec {sys.executable} "$@"')
    run = find(home, PYENV_ROOT=str(home / "pyenv"))
    assert run.returncode == 0
    assert os.access(run.stdout.strip(), os.X_OK)
