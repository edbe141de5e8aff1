"""A text is translated when it is shown. Translated at import, it would be in one reader's language for everybody."""

import json
import os
import subprocess
import sys

PROBE = """
import json, pkgutil, sys, traceback
from importlib import import_module
import django
from django.utils import translation
from django.utils.translation import trans_real

django.setup()
asked = set()


def watched(ours):
    def ask(*words, **named):
        frame = next((each for each in reversed(traceback.extract_stack()[:-1]) if "/isthmus/" in each.filename), None)
        if frame:
            asked.add(f"{frame.filename.rpartition('/isthmus/')[2]}:{frame.lineno}")
        return ours(*words, **named)
    return ask


for name in ("gettext", "ngettext", "pgettext", "npgettext"):
    setattr(trans_real, name, watched(getattr(trans_real, name)))
    setattr(translation._trans, name, getattr(trans_real, name))
for package in sys.argv[1:]:
    for module in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
        import_module(module.name)
eager = sorted(asked)
print(json.dumps(eager))
"""


def eager(*packages: str) -> list[str]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.typing_settings"}
    run = subprocess.run(
        [sys.executable, "-c", PROBE, *packages], capture_output=True, text=True, env=environment, check=False
    )
    assert run.returncode == 0, run.stderr
    return list(json.loads(run.stdout.splitlines()[-1]))


def test_nothing_is_translated_at_import():
    assert eager("isthmus.web") == []


def test_what_is_translated_at_import_is_found(tmp_path, monkeypatch):
    package = tmp_path / "isthmus" / "speaking_early"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "pages.py").write_text(
        "from django.utils.translation import gettext as _\nEARLY = _('spring')\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(package.parent), prepend=os.pathsep)
    assert eager("speaking_early") == ["speaking_early/pages.py:2"]
