"""Workspaces on a PostgreSQL server that cuts connections or is started again."""

import shutil
import subprocess
import sys
import time

import pytest

from tests.cli.running import RunningDesk
from tests.cli.servers import ask, url_of
from tests.cli.workspaces import PASSPHRASE, make_home
from tests.postgresql import server

pytestmark = pytest.mark.postgresql

JOB = """
import threading, psycopg, time
from pathlib import Path
from isthmus.actions.desk import jobs
from isthmus.actions.desk.accounts import owner
from isthmus.actions.desk.recorded import recorded
from isthmus.store.desk.models import Place
from isthmus.store.desk.scratch.models import Job

times = []

def cut():
    with psycopg.connect(workspace.database_url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                      "WHERE datname = current_database() AND pid <> pg_backend_pid()")

def write(name):
    with recorded(action="code_document", actor=owner()) as event:
        event.commit(Place(ref=name, name=name))

@jobs.kind_of_work("slow")
def slow(job, progress):
    times.append(1)
    work(progress)
    return {"times": len(times)}

def end(*, seconds=60):
    worker = jobs.Worker()
    jobs.SECONDS_BETWEEN_ROWS = 0
    worker.start()
    job = jobs.enqueue(kind="slow", owner=owner())
    from django.db import DatabaseError, InterfaceError, close_old_connections
    while seconds > 0:
        try:
            close_old_connections()
            job.refresh_from_db()
            if not job.unfinished:
                break
        except (DatabaseError, InterfaceError):
            pass
        time.sleep(0.1)
        seconds -= 0.1
    print(job.state, len(times), Place.objects.count())
    worker.stop()
"""


IN_THE_MIDDLE = """
    with recorded(action="code_document", actor=owner()) as event:
        event.commit(Place(ref="a", name="a"))
        if len(times) < 3: cut()
        event.commit(Place(ref="b", name="b"))
"""


class TestAConnectionThatIsCut:
    @pytest.fixture
    def home(self, template, databases, tmp_path):
        return template.copied(databases, "cut", [tmp_path / "home"])[0]

    @pytest.mark.parametrize(
        ("work", "end"),
        [
            # before it wrote anything, in the middle of its writing, once and always
            ("if len(times) == 1: cut()\n    write('a')", "done 2 21"),
            (IN_THE_MIDDLE, "done 3 22"),
            ("cut(); write('a')", "failed 3 20"),
            # while it only tells how far it is: that goes on
            (
                "cut(); progress(1, 2); progress(1, 2); Place.objects.count() if len(times) > 1 else None",
                "done 1 20",
            ),
            # after it wrote: nobody does that twice
            ("write('a'); cut(); write('b')", "interrupted 1 21"),
        ],
    )
    def test_a_job_goes_on_or_says_that_it_was_interrupted(self, home, work, end):
        told = home.python(JOB + f"\ndef work(progress):\n    {work}\n\nend()")
        assert told.strip() == end
        home.opened("custody", "verify", "w")

    def test_pages_and_the_lock_go_on(self, home, postgresql_server):
        url = url_of(postgresql_server, "cut")
        with RunningDesk(home.folder / "w", home.folder / "passphrase") as desk:
            desk.sign_in()
            for _ in range(5):
                ask(
                    url,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = 'cut' AND pid <> pg_backend_pid()",
                )
                assert desk.get("/people/")[0] == 200

    def test_a_second_desk_from_a_copied_folder_is_refused(self, home):
        shutil.copytree(home.folder / "w", home.folder / "copy")
        (home.folder / "copy" / "desk.lock").unlink(missing_ok=True)
        with RunningDesk(home.folder / "w", home.folder / "passphrase"):
            refused = home.opened("desk", "copy", "--port", "0", code=1, own=True)
            assert "open on this workspace's database already" in refused.stderr
            home.opened("custody", "verify", "copy")
        with RunningDesk(home.folder / "copy", home.folder / "passphrase") as again:
            assert "/enter/" in again.link


def test_after_a_restart_of_the_server_pages_go_on(tmp_path):
    with server() as own:
        home = make_home(tmp_path / "home", own.url)
        with RunningDesk(home.folder / "w", home.folder / "passphrase") as desk:
            desk.sign_in()
            own.stop()
            status, page = desk.get("/people/")
            assert status == 503
            assert "PostgreSQL server does not answer" in page
            own.start()
            assert desk.get("/people/")[0] == 200
        home.opened("custody", "verify", "w")


def test_after_a_restart_of_the_server_a_job_goes_on(tmp_path):
    with server() as own:
        home = make_home(tmp_path / "home", own.url)
        work = (
            "Path('running').touch()\n"
            "    while not Path('go').exists():\n"
            "        progress(1, 2); time.sleep(0.1)\n"
            "    write('a')"
        )
        opening = (
            "import sys\nfrom pathlib import Path\nfrom isthmus.actions.desk.workspace import use\n"
            f"workspace = use(Path('w'), {PASSPHRASE!r})\n"
        )
        with subprocess.Popen(
            [sys.executable, "-c", f"{opening}{JOB}\ndef work(progress):\n    {work}\n\nend()"],
            cwd=home.folder,
            stdout=subprocess.PIPE,
            text=True,
        ) as job:
            while not (home.folder / "running").exists() and job.poll() is None:
                time.sleep(0.05)
            own.stop()
            own.start()
            (home.folder / "go").touch()
            out, _ = job.communicate(timeout=60)
        state, _times, places = out.split()
        assert (state, places) == ("done", "21")
        home.opened("custody", "verify", "w")
