"""The desk's own set of packages has nothing of linking or of estimating: its pages open without."""

import json
import subprocess
import sys

PROBE = """
import json, os, sys
EXTRA = ("arviz_stats", "duckdb", "numba", "numpy", "pyarrow", "scipy", "sklearn", "splink")
class Nowhere:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in EXTRA:
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Nowhere())
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.typing_settings"
import django
django.setup()
import isthmus.web.desk.urls
import isthmus.web.desk.serving
print(json.dumps(sorted(set(EXTRA) & sys.modules.keys())))
"""


def test_the_pages_of_the_desk_load_without_the_packages_of_linking_and_estimating():
    run = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == []
