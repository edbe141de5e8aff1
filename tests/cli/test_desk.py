"""`isthmus desk`: the real server, in a process of its own."""

import http.client
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.cli.running import ISTHMUS, RunningDesk


@pytest.fixture(scope="module")
def passphrase(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("secret") / "passphrase"
    file.write_text("a passphrase for tests only\n")
    file.chmod(0o600)
    return file


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, passphrase: Path) -> Path:
    folder = tmp_path_factory.mktemp("made") / "workspace"
    run("init", str(folder), "--passphrase-file", str(passphrase))
    return folder


@pytest.fixture
def workspace(tmp_path: Path, made: Path) -> Path:
    """A new workspace; making one costs a second, copying one nothing."""
    return shutil.copytree(made, tmp_path / "workspace")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A command to its end."""
    return subprocess.run([*ISTHMUS, *arguments], capture_output=True, text=True, check=False)


def until[T](found: Callable[[], T | None], seconds: float = 30) -> T:
    """Ask again and again until something is found."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (value := found()) is not None:
            return value
        time.sleep(0.02)
    raise AssertionError("It did not happen in time.")


def test_the_desk_opens_by_its_link_once_and_closes_on_ctrl_c(workspace: Path, passphrase: Path) -> None:
    with RunningDesk(workspace, passphrase) as desk:
        assert urlsplit(desk.link).hostname == "127.0.0.1"
        assert desk.get("/")[0] == 403
        desk.sign_in()
        assert desk.url == f"{desk.base}/"
        assert desk.get("/")[0] == 200
        assert desk.get(desk.link)[0] == 403
        desk.process.send_signal(signal.SIGINT)
        _out, said = desk.process.communicate(timeout=20)
    assert desk.process.returncode == 0
    assert "The desk is closed." in said
    assert "Traceback" not in said


def test_a_page_of_another_name_can_not_reach_the_desk(workspace: Path, passphrase: Path) -> None:
    with RunningDesk(workspace, passphrase) as desk:
        desk.sign_in()
        assert desk.get("/", Host="rebound.example")[0] == 400
        assert desk.get("/", Host="localhost.rebound.example:8000")[0] == 400


def test_a_second_desk_on_the_workspace_is_refused(workspace: Path, passphrase: Path) -> None:
    with RunningDesk(workspace, passphrase):
        second = run("desk", str(workspace), "--passphrase-file", str(passphrase))
    assert second.returncode == 1
    assert "Ctrl-C" in second.stderr


def test_a_wrong_passphrase_opens_nothing(workspace: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("something else\n")
    wrong.chmod(0o600)
    refused = run("desk", str(workspace), "--passphrase-file", str(wrong))
    assert refused.returncode == 1
    assert "does not open this workspace" in refused.stderr


def test_what_is_no_workspace_is_said_so(tmp_path: Path, passphrase: Path) -> None:
    refused = run("desk", str(tmp_path / "nowhere"), "--passphrase-file", str(passphrase))
    assert refused.returncode == 1
    assert "isthmus init" in refused.stderr
    assert not (tmp_path / "nowhere").exists()


def test_a_taken_port_leads_to_the_next(workspace: Path, passphrase: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    run("init", str(other), "--passphrase-file", str(passphrase))
    with RunningDesk(workspace, passphrase) as first:
        port = urlsplit(first.base).port
        with RunningDesk(other, passphrase, "--port", str(port)) as second:
            assert (urlsplit(second.base).port or 0) > (port or 0)


def test_other_machines_are_let_in_only_with_an_account(
    workspace: Path, passphrase: Path, tmp_path: Path
) -> None:
    opened = ("--passphrase-file", str(passphrase))
    refused = run("desk", str(workspace), *opened, "--bind", "0.0.0.0", "--host", "desk.test")
    assert refused.returncode == 1
    assert f"isthmus account add {workspace} NAME" in refused.stderr
    password = tmp_path / "password"
    password.write_text("four random words here\n")
    password.chmod(0o600)
    added = run("account", "add", str(workspace), "anna", *opened, "--password-file", str(password))
    assert added.returncode == 0, added.stderr
    assert run("account", "list", str(workspace), *opened).stdout == "anna\n"
    with RunningDesk(workspace, passphrase, "--bind", "0.0.0.0", "--host", "127.0.0.1") as desk:
        desk.base = desk.base.replace("0.0.0.0", "127.0.0.1")
        assert desk.link.endswith("/sign-in/")
        desk.post("/sign-in/", {"name": "anna", "secret": "four random words here"}, page="/sign-in/")
        assert desk.get("/")[0] == 200


@pytest.mark.parametrize("options", [("--bind", "everywhere"), ("--bind", "0.0.0.0")])
def test_an_address_that_can_not_be_asked_for_is_a_wrong_use(
    workspace: Path, options: tuple[str, str]
) -> None:
    assert run("desk", str(workspace), *options).returncode == 2


def test_an_upload_of_a_gigabyte_is_refused_before_it_is_sent(workspace: Path, passphrase: Path) -> None:
    with RunningDesk(workspace, passphrase) as desk:
        desk.sign_in()
        host = http.client.HTTPConnection(desk.base.removeprefix("http://"), timeout=20)
        host.putrequest("POST", "/import/")
        host.putheader("Content-Length", str(1024**3))
        host.endheaders()
        assert host.getresponse().status == 413
        host.close()
        assert desk.get("/")[0] == 200


def test_an_endless_upload_is_cut_off(workspace: Path, passphrase: Path) -> None:
    with RunningDesk(workspace, passphrase) as desk:
        host = http.client.HTTPConnection(desk.base.removeprefix("http://"), timeout=20)
        host.putrequest("POST", "/import/")
        host.putheader("Transfer-Encoding", "chunked")
        host.endheaders()
        mebibyte = b"100000\r\n" + b"\0" * 1024**2 + b"\r\n"
        with pytest.raises(OSError, match=r"Broken pipe|reset by peer"):
            send_many(host, mebibyte)
        host.close()
        assert desk.get("/")[0] == 403


def send_many(host: http.client.HTTPConnection, part: bytes) -> None:
    for _ in range(256):
        host.send(part)


def test_a_draft_survives_a_crash_between_two_saves(workspace: Path, passphrase: Path) -> None:
    with RunningDesk(workspace, passphrase) as desk:
        desk.sign_in()
        desk.post("/code/", {"text": "Twelve were held."})
        path = urlsplit(desk.url).path
        fields = {"statement": "0", "revision": "0", "mentions": "0", "sources": "0", "places": "0"}
        status, _ = desk.post(
            path, {**fields, "statement-quote": "Twelve were held", "statement-speaker": "Outlet A"}
        )
        assert status == 200
        desk.kill()
    with RunningDesk(workspace, passphrase) as desk:
        desk.sign_in()
        page = desk.get(path)[1]
    assert "Twelve were held</textarea>" in page
    assert 'value="Outlet A"' in page


def many_places(count: int) -> bytes:
    target = BytesIO()
    rows = "".join(f"p{n},Place {n}\n" for n in range(count))
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("places.csv", f"id,name\n{rows}")
    return target.getvalue()


def test_a_killed_import_leaves_the_workspace_as_it_was(workspace: Path, passphrase: Path) -> None:
    with RunningDesk(workspace, passphrase) as desk:
        desk.sign_in()
        desk.upload("/import/", "workbook", many_places(30_000))
        job = urlsplit(desk.url).path
        until(lambda: True if " done." in desk.get(job)[1].split("</h1>")[0] else None)
        desk.kill()
    verified = run("custody", "verify", str(workspace), "--passphrase-file", str(passphrase))
    assert verified.returncode == 0, verified.stdout
    with RunningDesk(workspace, passphrase) as desk:
        desk.sign_in()
        assert "interrupted, run again" in desk.get(job)[1]
        assert "Nothing is recorded yet" in desk.get("/")[1]
        desk.post(f"{job}again/", {})
        again = urlsplit(desk.url).path
        done = until(
            lambda: page if ": done." in (page := desk.get(again)[1]).split("</h1>")[0] else None, 60
        )
    assert "30,000 rows are new" in done
