"""What an ext4 disk still holds of keyrings for letters that were replaced: searched through as a thief would.

A file system is made in a file and mounted (so this needs root, mount and mkfs.ext4). Of each content of the keyring 32
bytes are kept from the middle of what is encrypted; afterwards the whole file system is searched for them. The same is
done with a writer that is killed, at each of its calls of the system in turn, and with files that are replaced in the
plain way, which must be found: else the search is blind.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.measure import Measure
from isthmus.files.atomic_write import whole_file
from isthmus.store.base.keys import Cost
from isthmus.store.desk.letter_keyring import (
    LETTER_KEYRING,
    OpenedLetterKeyring,
    new_letter_keyring,
    open_letter_keyring,
)
from isthmus.store.desk.letter_keyring.replacing import left_of

__all__ = ["measures"]

CHANGES = int(os.environ.get("ISTHMUS_BENCH_CHANGES", "500"))
CALLS = int(os.environ.get("ISTHMUS_BENCH_CALLS", "120"))
MEBIBYTES = 256
PASSPHRASE = "a passphrase for a benchmark only"
ROOT = Path(__file__).parents[1]
_WRITER = (sys.executable, "-m", "tests.store.letter_keyring_writer")


def measures() -> Iterator[Measure]:
    """Count the former contents that are found; of keyrings 0 may be."""
    for name, write, target in (
        (f"keyrings changed {CHANGES:,} times: former contents found", _changed, 0.5),
        (f"  by a writer killed at {CALLS:,} calls of the system", _killed, 0.5),
        (f"files replaced {CHANGES:,} times in the plain way: found", _plain, None),
    ):
        yield Measure(name, _found(write), "", target)


def _found(write: Callable[[Path], list[bytes]]) -> int:
    """Return how many former contents a fresh file system holds after writing; the last content must be there."""
    with tempfile.TemporaryDirectory() as folder:
        image = Path(folder) / "image"
        with _mounted(image, Path(folder) / "disk") as disk:
            contents = write(disk)
        searched = image.read_bytes()
    assert contents[-1] in searched
    return sum(each in searched for each in set(contents[:-1]) - {contents[-1]})


@contextmanager
def _mounted(image: Path, disk: Path) -> Iterator[Path]:
    disk.mkdir()
    with image.open("wb") as file:
        file.truncate(MEBIBYTES * 1024**2)
    subprocess.run(["mkfs.ext4", "-q", "-F", image], check=True)
    subprocess.run(["mount", "-o", "loop", image, disk], check=True)
    try:
        yield disk
        os.sync()
    finally:
        subprocess.run(["umount", disk], check=True)


def _middle(path: Path) -> bytes:
    """Return 32 bytes of what is encrypted, behind the header of the age file."""
    data = path.read_bytes()
    start = data.index(b"\n---") + 200
    return data[start : start + 32]


def _keyring(disk: Path) -> OpenedLetterKeyring:
    keyring = new_letter_keyring(disk, PASSPHRASE, "Desk", cost=Cost(memory=64, passes=1, lanes=1))
    keyring.keep_items({os.urandom(16): os.urandom(32) for _ in range(50)})
    return keyring


def _changed(disk: Path) -> list[bytes]:
    keyring, path, contents = _keyring(disk), disk / LETTER_KEYRING, []
    for number in range(CHANGES):
        contents.append(_middle(path))
        keyring.keep_items({os.urandom(16): os.urandom(32) for _ in range(20)})
        if number % 10 == 0:
            os.sync()
    return [*contents, _middle(path)]


def _killed(disk: Path) -> list[bytes]:
    slot, path, contents = _keyring(disk)._own().hex(), disk / LETTER_KEYRING, []  # noqa: SLF001  (for its writer)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    for call in range(1, CALLS + 1):
        command = [*_WRITER, str(disk), slot, str(call)]
        subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
        contents += [
            _middle(each) for each in left_of(path) if each.exists() and b"\n---" in each.read_bytes()
        ]
        contents.append(_middle(path))
        open_letter_keyring(disk, PASSPHRASE)
    return [*(each for each in contents if len(each) == 32), _middle(path)]


def _plain(disk: Path) -> list[bytes]:
    path, contents = disk / "file", []
    for number in range(CHANGES):
        contents.append(os.urandom(32))
        with whole_file(path) as file:
            file.write(os.urandom(200) + contents[-1] + os.urandom(3000 + 100 * number))
    return contents
