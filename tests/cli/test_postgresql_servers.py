"""Workspaces on a PostgreSQL server that is set oddly, or not there."""

import os
import shutil
import subprocess

import pytest

from tests.cli.running import ISTHMUS
from tests.cli.servers import ROWS, WRITE, ask
from tests.cli.workspaces import Home, make_home, new_home
from tests.postgresql import server

pytestmark = pytest.mark.postgresql


@pytest.fixture
def role(postgresql_server):
    """Makes a role that is no administrator, and drops it again; run before the databases that it owns."""
    ask(postgresql_server, "CREATE ROLE team LOGIN")
    yield "team"
    ask(postgresql_server, "DROP ROLE team")


def as_role(url, role):
    return url.replace("isthmus@", f"{role}@")


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
