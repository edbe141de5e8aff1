"""Workspaces for the tests of commands: each command is a process of its own, as it is for people."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.cli.starting import command, python

PASSPHRASE = "a passphrase for tests"
MAKE = """
import sys
from pathlib import Path
from isthmus.actions.desk.workspace import make
from isthmus.store.base.keys import Cost
folder, passphrase, database = sys.argv[1:4]
workspace = make(Path(folder), passphrase, database=database or None, cost=Cost(memory=64, passes=1, lanes=1))
from isthmus.actions.desk.recorded import recorded
from isthmus.store.desk.derive import index_words
from isthmus.store.desk.models import Document, Place
from isthmus.store.desk.scratch.models import Draft
from isthmus.actions.desk.accounts import owner
with recorded(action="code_document", actor=owner()) as event:
    event.commit_many([Place(ref=f"p{number}", name=f"Village {number}") for number in range(20)])
    content = b"an interview" * 1000
    event.commit(Document(ref="d1", title="An interview", held="yes", content=workspace.blobs.add(content),
                          content_type="text/plain", content_size=len(content)))
    for sheet, model in (("places", Place), ("documents", Document)):
        index_words(sheet, set(model.objects.values_list("pk", flat=True)), new=True)
Draft.objects.create(owner=owner().number, body={"title": "half done"})
"""


@dataclass(frozen=True)
class Home:
    """A folder with a passphrase file and a workspace in `w`."""

    folder: Path

    def run(self, *words, stdin="", code=0, own=False):
        """Run a command in the folder; give its output, once it ended as expected. `own`: see starting.command."""
        run = command(*words, folder=self.folder, stdin=stdin, own=own)
        assert run.returncode == code, (run.returncode, run.stdout, run.stderr)
        assert "Traceback" not in run.stderr, run.stderr
        return run

    def opened(self, *words, code=0, own=False):
        """Run a command that opens a workspace."""
        return self.run(*words, "--passphrase-file", "passphrase", code=code, own=own)

    def python(self, source, *words, workspace="w"):
        """Run some Python inside the opened workspace: what somebody can do who has its key."""
        opening = (
            "import sys; from pathlib import Path\n"
            "from isthmus.actions.desk.workspace import use\n"
            f"workspace = use(Path({workspace!r}), {PASSPHRASE!r})\n"
        )
        run = python(opening + source, *words, folder=self.folder)
        assert run.returncode == 0, run.stderr
        return run.stdout


def new_home(folder: Path) -> Home:
    """A folder with a passphrase file."""
    folder.mkdir(exist_ok=True)
    (folder / "passphrase").write_text(PASSPHRASE + "\n")
    (folder / "passphrase").chmod(0o600)
    return Home(folder)


def make_home(folder: Path, database: str = "") -> Home:
    """A home with a small register, a stored file and a draft."""
    home = new_home(folder)
    made = python(MAKE, folder / "w", PASSPHRASE, database, folder=folder)
    assert made.returncode == 0, made.stderr
    return home


def copy_home(home: Home, folder: Path) -> Home:
    """The same home in another place."""
    shutil.copytree(home.folder, folder, dirs_exist_ok=True)
    return Home(folder)
