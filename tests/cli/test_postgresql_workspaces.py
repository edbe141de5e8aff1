"""Workspaces on a PostgreSQL server that is shared, set oddly, restarted, or not there."""

import os
import shutil
import subprocess
import sys
import time

import psycopg
import pytest

from tests.cli.running import ISTHMUS, RunningDesk
from tests.cli.workspaces import PASSPHRASE, Home, make_home, new_home
from tests.postgresql import server

pytestmark = pytest.mark.postgresql

ROWS = "from isthmus.store.desk.models import Place\nprint(Place.objects.count())"
SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'isthmus%' ORDER BY 1"
WRITE = (
    "from isthmus.actions.desk.accounts import owner\n"
    "from isthmus.actions.desk.recorded import recorded\n"
    "from isthmus.store.desk.models import Place\n"
    "with recorded(action='code_document', actor=owner()) as event:\n"
    "    event.commit(Place(ref='new', name='Село'))\n"
)


def ask(url, *statements):
    """What the last statement answers, or nothing."""
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            answer = connection.execute(statement)
        return answer.fetchall() if answer.description else []


@pytest.fixture
def databases(postgresql_server):
    """Makes an empty database of a name on the tests' server, and drops it again."""
    made = []

    def make(name, options=""):
        made.append(name)
        ask(postgresql_server, f'CREATE DATABASE "{name}" {options}')
        return postgresql_server.rpartition("/")[0] + f"/{name}"

    yield make
    for name in made:
        ask(postgresql_server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def role(postgresql_server):
    """Makes a role that is no administrator, and drops it again; run before the databases that it owns."""
    ask(postgresql_server, "CREATE ROLE team LOGIN")
    yield "team"
    ask(postgresql_server, "DROP ROLE team")


def as_role(url, role):
    return url.replace("isthmus@", f"{role}@")


class TestTwoWorkspacesInOneDatabase:
    @pytest.fixture
    def two(self, databases, tmp_path):
        url = databases("shared")
        return url, make_home(tmp_path / "one", url), make_home(tmp_path / "other", url)

    def test_they_share_nothing(self, two):
        url, one, other = two
        one.python(WRITE)
        assert (one.python(ROWS), other.python(ROWS)) == ("21\n", "20\n")
        for each in (one, other):
            each.opened("custody", "verify", "w")
        assert len(ask(url, SCHEMAS)) == 4
        assert ask(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'") == []

    def test_an_account_of_one_is_none_of_the_other(self, two):
        _url, one, other = two
        (one.folder / "words").write_text("correct horse battery staple pencil")
        (one.folder / "words").chmod(0o600)
        one.opened("account", "add", "w", "amina", "--password-file", "words")
        assert "amina" in one.opened("account", "list", "w").stdout
        assert "amina" not in other.opened("account", "list", "w").stdout

    def test_neither_is_restored_over(self, two):
        url, one, other = two
        one.opened("backup", "w", "b")
        one.python(WRITE)
        before = ask(url, SCHEMAS)
        refused = one.opened("restore", "b", "again", "--database", url, code=1)
        assert "holds this workspace already" in refused.stderr
        assert (one.python(ROWS), other.python(ROWS)) == ("21\n", "20\n")
        assert ask(url, SCHEMAS) == before
        assert not (one.folder / "again").exists()

    def test_a_restore_that_fails_takes_nothing_of_the_other(self, two, tmp_path):
        url, one, other = two
        elsewhere = make_home(tmp_path / "elsewhere")
        elsewhere.python("from isthmus.store.desk.models import Place\nPlace.objects.update(name='x')")
        elsewhere.opened("backup", "w", "b")
        before = ask(url, SCHEMAS)
        elsewhere.opened("restore", "b", "again", "--database", url, code=1)
        assert ask(url, SCHEMAS) == before
        for each in (one, other):
            each.opened("custody", "verify", "w")


class TestTheMarkOfASchema:
    @pytest.fixture
    def home(self, databases, tmp_path):
        self.url = databases("marked")
        return make_home(tmp_path / "home", self.url)

    def schema(self):
        return ask(self.url, SCHEMAS)[0][0]

    def test_a_schema_without_it_is_refused(self, home):
        ask(self.url, f"COMMENT ON SCHEMA {self.schema()} IS NULL")
        assert "not marked as this workspace's" in home.opened("custody", "verify", "w", code=1).stderr
        assert "not marked as this workspace's" in home.opened("doctor", "w", code=1).stdout

    def test_a_schema_that_is_gone_is_told(self, home):
        ask(self.url, f"ALTER SCHEMA {self.schema()} RENAME TO theirs")
        assert "has no schema isthmus_" in home.opened("custody", "head", "w", code=1).stderr

    def test_a_killed_restore_is_told_and_can_be_run_again(self, home, databases):
        home.opened("backup", "w", "b")
        url = databases("killed")
        command = [*ISTHMUS, "restore", "b", "again", "--database", url, "--passphrase-file", "passphrase"]
        with subprocess.Popen(command, cwd=home.folder, stderr=subprocess.PIPE) as running:
            while not ask(url, SCHEMAS) and running.poll() is None:
                time.sleep(0.01)
            running.kill()
        assert len(ask(url, SCHEMAS)) == 2
        assert not (home.folder / "again").exists()
        home.opened("restore", "b", "again", "--database", url)
        assert home.python(ROWS, workspace="again") == "20\n"
        assert len(ask(url, SCHEMAS)) == 2

    def test_what_a_killed_init_left_is_named(self, home):
        ask(
            self.url,
            "CREATE SCHEMA isthmus_left",
            "COMMENT ON SCHEMA isthmus_left IS 'Isthmus workspace left: not finished'",
        )
        assert "DROP SCHEMA isthmus_left CASCADE" in home.opened("doctor", "w").stdout


class TestServersThatAreSetOddly:
    SETTINGS = (
        "search_path = pg_catalog",
        "DateStyle = 'German, DMY'",
        "timezone = 'Asia/Kathmandu'",
        "standard_conforming_strings = off",
        "extra_float_digits = -15",
        "bytea_output = escape",
        "IntervalStyle = iso_8601",
        "client_encoding = LATIN1",
        "default_transaction_isolation = serializable",
        "default_transaction_deferrable = on",
        "transform_null_equals = on",
        "escape_string_warning = on",
        "row_security = off",
        "lc_messages = 'C'",
        "jit = off",
        "enable_hashjoin = off",
    )

    def test_they_make_no_difference(self, role, databases, tmp_path):
        url = databases("odd", f"OWNER {role}")
        ask(url, *(f"ALTER ROLE {role} SET {setting}" for setting in self.SETTINGS))
        home = make_home(tmp_path / "home", as_role(url, role))
        home.python(WRITE)
        home.opened("custody", "verify", "w")
        assert "Nothing is wrong" in home.opened("doctor", "w").stdout
        home.opened("backup", "w", "b")
        home.opened("restore", "b", "again")
        assert home.python(ROWS, workspace="again") == "21\n"

    @pytest.mark.parametrize(
        ("setting", "words"),
        [
            ("default_transaction_read_only = on", "read and not write"),
            ("statement_timeout = '1ms'", "longer than a limit"),
        ],
    )
    def test_where_they_forbid_writing_that_is_told(self, role, databases, tmp_path, setting, words):
        url = databases("strict", f"OWNER {role}")
        home = make_home(tmp_path / "home", as_role(url, role))
        ask(url, f"ALTER ROLE {role} SET {setting}")
        assert words in home.opened("backup", "w", "b", code=1).stderr
        assert not (home.folder / "b").exists()

    def test_a_copy_that_is_only_read_verifies(self, role, databases, tmp_path):
        url = databases("copied", f"OWNER {role}")
        home = make_home(tmp_path / "home", as_role(url, role))
        ask(url, f"ALTER ROLE {role} SET default_transaction_read_only = on")
        home.opened("custody", "verify", "w")
        home.opened("doctor", "w")

    def test_a_user_without_the_right_to_make_schemas_is_told(self, role, databases, tmp_path):
        url, home = databases("guarded"), new_home(tmp_path / "home")
        refused = home.opened("init", "w", "--database", as_role(url, role), code=1)
        assert "GRANT CREATE ON DATABASE" in refused.stderr
        assert not (home.folder / "w").exists()

    def test_a_database_that_cannot_hold_every_letter_is_refused(self, databases, tmp_path):
        url = databases("latin", "ENCODING LATIN1 LOCALE 'C' TEMPLATE template0")
        home = new_home(tmp_path / "home")
        assert "lacks letters of names" in home.opened("init", "w", "--database", url, code=1).stderr
        assert not (home.folder / "w").exists()

    def test_another_s_tables_are_left_as_they_were(self, databases, tmp_path):
        url = databases("taken")
        ask(url, "CREATE TABLE theirs (a int)", "CREATE TABLE desk_place (a int)")
        home = make_home(tmp_path / "home", url)
        home.opened("custody", "verify", "w")
        tables = ask(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        assert tables == [("desk_place",), ("theirs",)]


class TestAServerThatIsNotThere:
    @pytest.mark.parametrize(
        ("address", "words"),
        [
            ("postgresql://isthmus@127.0.0.1:1/x", "No PostgreSQL server answers at 127.0.0.1:1"),
            ("postgresql://isthmus@host.invalid/x", "No PostgreSQL server answers at host.invalid:5432"),
            ("postgresql://isthmus@127.0.0.1:port/x", "not a PostgreSQL address"),
            ("postgresql://isthmus@127.0.0.1:99999/x", "not a PostgreSQL address"),
            ("postgresql://isthmus@[::1/x", "not a PostgreSQL address"),
            ("postgresql://isthmus@127.0.0.1/x?colour=blue", "not a PostgreSQL address"),
            ("mysql://isthmus@127.0.0.1/x", "not a PostgreSQL address"),
            ("postgresql://", "not a PostgreSQL address"),
        ],
    )
    def test_a_wrong_address_is_told_by_init_and_restore(self, tmp_path, address, words):
        home = new_home(tmp_path / "home")
        assert words in home.opened("init", "w", "--database", address, code=1).stderr
        assert [path.name for path in home.folder.iterdir()] == ["passphrase"]

    def test_restore_leaves_nothing_either(self, made, tmp_path):
        home = Home(shutil.copytree(made.folder, tmp_path / "home"))
        home.opened("backup", "w", "b")
        refused = home.opened("restore", "b", "v", "--database", "postgresql://isthmus@127.0.0.1:1/x", code=1)
        assert "No PostgreSQL server answers" in refused.stderr
        assert sorted(path.name for path in home.folder.iterdir()) == ["b", "passphrase", "w"]

    def test_a_wrong_name_of_a_database_or_a_user_is_told(self, postgresql_server, tmp_path):
        home = new_home(tmp_path / "home")
        base = postgresql_server.rpartition("/")[0]
        refused = home.opened("init", "w", "--database", f"{base}/nothere", code=1)
        assert "has no database nothere" in refused.stderr
        refused = home.opened("init", "w", "--database", as_role(postgresql_server, "nobody"), code=1)
        assert "does not let nobody in" in refused.stderr

    def test_a_wrong_password_and_a_stopped_server_are_told(self, tmp_path):
        with server() as own:
            ask(own.url, "ALTER ROLE isthmus PASSWORD 'right'")
            own.stop()
            own.let_in_by("scram-sha-256")
            own.start()
            home = make_home(tmp_path / "home", own.url.replace("isthmus@", "isthmus:right@"))
            refused = self.init(home, own.url.replace("isthmus@", "isthmus:wrong@"))
            assert "does not let isthmus in" in refused.stderr
            assert "wrong" not in refused.stderr.replace("isthmus:wrong", "")
            own.stop()
            for words in (("custody", "verify"), ("custody", "head"), ("account", "list")):
                assert "No PostgreSQL server answers" in home.opened(*words, "w", code=1).stderr
            assert "No PostgreSQL server answers" in home.opened("doctor", "w", code=1).stdout
            assert "No PostgreSQL server answers" in home.opened("backup", "w", "b", code=1).stderr
            assert not (home.folder / "b").exists()

    def init(self, home, address):
        return subprocess.run(
            [*ISTHMUS, "init", "v", "--passphrase-file", "passphrase"],
            cwd=home.folder,
            env={**os.environ, "ISTHMUS_DATABASE": address},
            capture_output=True,
            text=True,
            check=False,
        )


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
    def home(self, databases, tmp_path):
        return make_home(tmp_path / "home", databases("cut"))

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
        url = postgresql_server.rpartition("/")[0] + "/cut"
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
            refused = home.opened("desk", "copy", "--port", "0", code=1)
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
