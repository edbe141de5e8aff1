"""A linter sees imports, not strings: what a command really loads is looked at in a process of its own."""

import json
import subprocess
import sys

import pytest

from isthmus.files.sample import sample_path

PROBE = """
import contextlib, io, json, sys
from isthmus.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main(sys.argv[1:])
print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})))
"""
HEAVY = {
    "django",
    "waitress",
    "sqlcipher3",
    "psycopg",
    "argon2",
    "cryptography",
    "pyrage",
    "sqlite3",
}


def loaded_by(*words: str) -> set[str]:
    run = subprocess.run([sys.executable, "-c", PROBE, *words], capture_output=True, text=True, check=True)
    return set(json.loads(run.stdout.splitlines()[-1]))


@pytest.mark.parametrize("verb", ["corroborate", "count"])
def test_an_offline_command_loads_nothing_of_the_desk(verb):
    loaded = loaded_by(verb, str(sample_path()), "--json")
    assert "isthmus" in loaded
    assert loaded & HEAVY == set()


def test_help_loads_no_more_than_the_words_it_prints():
    assert loaded_by("--help") & (HEAVY | {"openpyxl", "edtf"}) == set()


@pytest.mark.parametrize("package", ["core", "files", "draw"])
def test_a_layer_without_a_workspace_loads_nothing_of_the_desk(package):
    walk = f"""
import importlib, json, pkgutil, sys
import isthmus.{package} as package
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    sealing = ("isthmus.files.age.", "isthmus.files.letter", "isthmus.core.seal.", "isthmus.core.unseal.")
    if not module.name.startswith(sealing):
        importlib.import_module(module.name)
print(json.dumps(sorted({{name.split(".")[0] for name in sys.modules}})))
"""
    run = subprocess.run([sys.executable, "-c", walk], capture_output=True, text=True, check=True)
    assert set(json.loads(run.stdout)) & HEAVY == set()


def test_encrypted_files_load_their_library_and_nothing_else_of_the_desk():
    probe = """
import json, sys
import isthmus.files.age.streams
print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})))
"""
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert set(json.loads(run.stdout)) & HEAVY == {"pyrage"}
