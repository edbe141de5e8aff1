"""A real desk for the browser: its own process, its own workspace with the sample case, a free port."""

import csv
import re
import selectors
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.cli import starting

PASSPHRASE = "a passphrase for tests only"
SECONDS_TO_START = 60
LINK = re.compile(r"(http://127\.0\.0\.1:\d+)(/\S+)")


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the desk listens, and the link that opens it once."""

    address: str
    link: str
    folder: Path
    process: subprocess.Popen[bytes]


# The sample case names nobody; these are invented, for the tests of the veil.
INVENTED = {"m10": "Adan Exemplarov", "m6": "Примеров Адан"}


def sample_with_names(folder: Path) -> Path:
    """A copy of the sample case in which two of the people have invented names."""
    from isthmus.files.sample import sample_path

    copy = Path(shutil.copytree(sample_path(), folder / "sample"))
    with (copy / "mentions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (copy / "mentions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(row | {"name": INVENTED.get(row["id"], row["name"])} for row in rows)
    return copy


def isthmus(*words: str | Path) -> list[str]:
    """The command as a person would type it, by this interpreter."""
    return [sys.executable, "-m", "isthmus", *map(str, words)]


def workspace(folder: Path, sample: Path | None) -> tuple[Path, Path]:
    """A new workspace (with the sample case, if given) and the file that holds its passphrase."""
    secret, case = folder / "passphrase", folder / "case"
    secret.write_text(PASSPHRASE + "\n", encoding="utf-8")
    secret.chmod(0o600)
    done("init", case, "--passphrase-file", secret)
    if sample:
        done("import", sample, "--workspace", case, "--passphrase-file", secret)
    return case, secret


def done(*words: str | Path) -> None:
    """Run a command to its end; what it said is the error where it fails. A passphrase costs little to make."""
    run = starting.command(*words, folder=Path.cwd())
    assert run.returncode == 0, f"{words[0]}: {run.stdout[-2000:]}{run.stderr[-2000:]}"


@contextmanager
def open_desk(case: Path, secret: Path, *options: str) -> Iterator[Desk]:
    """Run the desk until the test is done with it."""
    command = isthmus("desk", case, "--passphrase-file", secret, "--port", "0", *options)
    with (case.parent / "stderr").open("wb") as notes:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=notes, bufsize=0
        )
        try:
            address, link = _announced(process, Path(notes.name))
            yield Desk(address, address + link, case, process)
        finally:
            process.terminate()
            process.wait(timeout=60)
            assert process.stdout is not None
            process.stdout.close()


def _announced(process: subprocess.Popen[bytes], notes: Path) -> tuple[str, str]:
    assert process.stdout is not None
    said, end = b"", time.monotonic() + SECONDS_TO_START
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        while time.monotonic() < end and process.poll() is None:
            if waiting.select(timeout=0.2):
                said += process.stdout.read(4096) or b""
            if found := LINK.search(said.decode(errors="replace") if said.endswith(b"\n") else ""):
                return found[1], found[2]
    raise AssertionError(f"The desk did not start.\n{notes.read_text(errors='replace')[-2000:]}")
