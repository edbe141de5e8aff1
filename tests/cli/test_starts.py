"""Each command starts by itself; and a forked start is as one of its own."""

import json
import os
import subprocess
import time

import pytest

from isthmus.files.sample import sample_path
from tests.cli import starting

STARTED = """
import json, os, signal, sys
mask = os.umask(0)
os.umask(mask)
print(json.dumps({
    "argv": sys.argv, "path": sys.path, "name": __name__, "folder": os.getcwd(), "mask": mask,
    "signals": {name: str(signal.getsignal(name)) for name in signal.valid_signals()},
    "environment": dict(os.environ), "open": sorted(map(int, os.listdir("/proc/self/fd"))),
    "streams": [(s.fileno(), s.encoding, s.errors, s.line_buffering, s.isatty(), s.name)
                for s in (sys.stdin, sys.stdout, sys.stderr)],
    "django": "django.conf" in sys.modules and sys.modules["django.conf"].settings.configured,
    "session": (os.getpgid(0), os.getsid(0)), "main": sys.modules["__main__"].__dict__ is globals(),
}))
"""


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("account", "list", "w"), 0),
        (("backup", "w", "b"), 0),
        (("corroborate", "SAMPLE"), 0),
        (("count", "SAMPLE"), 0),
        (("custody", "head", "w"), 0),
        (("custody", "verify", "w"), 0),
        (("desk", "nowhere"), 1),
        (("doctor", "w"), 0),
        (("export", "out", "-w", "w"), 0),
        (("import", "SAMPLE", "-w", "w", "--accept-changes", "newer"), 0),
        (("judge", "list", "-w", "w"), 0),
        (("link", "run", "w"), 1),
        (("passphrase", "w", "--new-passphrase-file", "passphrase"), 0),
        (("restore", "passphrase", "again"), 1),
    ],
    ids=lambda each: each[0] if isinstance(each, tuple) else "",
)
def test_a_command_needs_nothing_imported_before_it(home, words, code):
    words = [str(sample_path()) if word == "SAMPLE" else word for word in words]
    opens = () if words[0] in ("corroborate", "count") else ("--passphrase-file", "passphrase")
    home.run(*words, *opens, code=code, own=True)


def test_every_command_helps(empty):
    for verb in (
        starting.command("--help", folder=empty.folder, own=True).stdout.partition("Commands:")[2].split("\n")
    ):
        if verb.strip() and not verb.startswith("   "):
            empty.run(verb.split()[0], "--help")


def test_a_forked_start_is_as_one_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("ISTHMUS_TESTS_SAID", "so")
    forked, own = (
        json.loads(starting.python(STARTED, "a", "b\udcff", folder=tmp_path, own=own).stdout)
        for own in (False, True)
    )
    assert forked == own
    assert forked["environment"]["ISTHMUS_TESTS_SAID"] == "so"


def test_a_forked_start_ends_as_one_of_its_own(tmp_path):
    for source in (
        "import sys; sys.exit(3)",
        "import sys; sys.exit('no')",
        "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
        "import atexit; atexit.register(print, 'last'); print('first')",
        "import os; print('never flushed'); os._exit(4)",
        "raise KeyboardInterrupt",
    ):
        ended = [starting.python(source, folder=tmp_path, own=own) for own in (False, True)]
        forked, own = ((each.returncode, each.stdout, each.stderr.split("\n")[-2:]) for each in ended)
        assert forked == own, source


def test_a_forked_start_reads_and_is_the_command(empty):
    source = "import sys; print(sys.stdin.read(), end='')"
    assert starting.python(source, folder=empty.folder).stdout == ""
    said = [starting.command("init", folder=empty.folder, stdin="x", own=own) for own in (False, True)]
    assert (said[0].returncode, said[0].stderr) == (said[1].returncode, said[1].stderr)
    assert said[0].stderr.startswith("Usage: isthmus init")


def test_a_forked_start_that_takes_too_long_is_killed(tmp_path, monkeypatch):
    server, killed, kill = starting._server(), [], os.kill
    with monkeypatch.context() as patched:
        patched.setattr(starting, "SECONDS", 0.5)
        patched.setattr(os, "kill", lambda number, sent: (killed.append(number), kill(number, sent)))
        with pytest.raises(subprocess.TimeoutExpired):
            starting.python("import time; time.sleep(60)", folder=tmp_path)
    with pytest.raises(ProcessLookupError):
        _until_gone(killed[0])
    starting.python("print()", folder=tmp_path)
    assert starting._server() is server  # it was not started again


def test_what_python_reads_as_it_starts_is_not_forked(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    assert starting.python("import sys; print(sys.flags.hash_randomization)", folder=tmp_path).stdout == "1\n"
    assert (
        "tests/cli/forking"
        not in starting.python("import sys; print(list(sys.modules))", folder=tmp_path).stdout
    )


def _until_gone(number: int) -> None:
    for _attempt in range(500):
        os.kill(number, 0)
        time.sleep(0.01)
