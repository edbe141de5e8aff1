"""Workspaces on a PostgreSQL server that is shared, and the marks of their schemas."""

import subprocess
import time

import pytest

from tests.cli.running import ISTHMUS
from tests.cli.servers import ROWS, WRITE, Template, ask, url_of
from tests.cli.workspaces import make_home

pytestmark = pytest.mark.postgresql

SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'isthmus%' ORDER BY 1"


@pytest.fixture(scope="module")
def template_of_two(postgresql_server, tmp_path_factory):
    folders = [tmp_path_factory.mktemp(name) for name in ("one", "other")]
    return Template.made(postgresql_server, "template_of_two", folders)


class TestTwoWorkspacesInOneDatabase:
    @pytest.fixture
    def two(self, template_of_two, databases, postgresql_server, tmp_path):
        copied = template_of_two.copied(databases, "shared", [tmp_path / "one", tmp_path / "other"])
        return url_of(postgresql_server, "shared"), *copied

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
    def home(self, template, databases, postgresql_server, tmp_path):
        self.url = url_of(postgresql_server, "marked")
        return template.copied(databases, "marked", [tmp_path / "home"])[0]

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
