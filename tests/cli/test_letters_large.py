"""Attachments of any size pass in pieces: sealed and opened by commands, brought in and saved by the desk.

The source is a hole in the disk, whose bytes are NUL; what is sealed of it takes its size.
"""

import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request

import pytest

from isthmus.core.seal.age_file import public_half
from isthmus.core.seal.strings import identity_text, recipient_text
from tests.cli.running import RunningDesk
from tests.cli.workspaces import PASSPHRASE, Home, make_home
from tests.letters_case import YEAR, new_keyring
from tests.passphrases import ANOTHER

# KiB: of a process at its largest, and of what a file adds to a desk. 128 MB held whole would be more than both.
MOST, MOST_OF_COMMAND, MOST_MORE = 256 * 1024, 128 * 1024, 96 * 1024
PIECE = 1 << 20
# What the system counts of a process goes back to whoever started it: only the process itself can tell its own.
TELLING_ITS_PEAK = """
import atexit, re, sys
from isthmus.cli import main
peak = re.compile(r"VmHWM:\\s+(\\d+) kB")
atexit.register(lambda: print(peak.search(open("/proc/self/status").read())[1], file=sys.stderr))
main()
"""
SECONDS = 1200


def peak_of(folder: Path, *words: str) -> int:
    """Run a command; return how many KiB it took at its largest."""
    command = [sys.executable, "-c", TELLING_ITS_PEAK, *words]
    done = subprocess.run(command, cwd=folder, input=b"a film", capture_output=True, check=True)
    return int(done.stderr.split()[-1])


def digest_of(pieces: Iterator[bytes]) -> tuple[int, str]:
    digest, length = sha256(), 0
    for piece in pieces:
        digest.update(piece)
        length += len(piece)
    return length, digest.hexdigest()


def pieces_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        yield from iter(partial(stream.read, PIECE), b"")


def posted(desk: RunningDesk, files: list[Path]) -> str:
    """Bring files in as a browser does; return the page that comes of it."""
    mark = uuid.uuid4().hex
    part = f"--{mark}\r\nContent-Disposition: form-data; name="
    token = f'{part}"csrfmiddlewaretoken"\r\n\r\n{desk.token("/inbox/")}\r\n'.encode()
    heads = [f'{part}"files"; filename="{each.name}"\r\n\r\n'.encode() for each in files]
    end = f"--{mark}--\r\n".encode()
    length = (
        len(token)
        + len(end)
        + sum(len(head) + path.stat().st_size + 2 for head, path in zip(heads, files, strict=True))
    )

    def body() -> Iterator[bytes]:
        yield token
        for head, path in zip(heads, files, strict=True):
            yield head
            yield from pieces_of(path)
            yield b"\r\n"
        yield end

    kind = {"Content-Type": f"multipart/form-data; boundary={mark}", "Content-Length": str(length)}
    request = Request(f"{desk.base}/inbox/bring-in/", data=body(), headers=kind)
    with desk.browser.open(request, timeout=SECONDS) as answer:
        return answer.read().decode()


def peak_now(process: int) -> int:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    assert found
    return int(found[1])


def through_the_desk(home: Home, files: list[Path], whole: tuple[int, str]) -> tuple[int, int]:
    """Bring files in and save the attachment in the clear; return how large the desk was before, and at most."""
    new_keyring(home.folder / "w").close()
    with RunningDesk(home.folder / "w", home.folder / "passphrase") as desk:
        desk.sign_in()
        assert desk.post("/inbox/open/", {"secret": ANOTHER}, page="/inbox/")[0] == 200
        before = peak_now(desk.process.pid)
        page = posted(desk, files)
        assert "1 attachment was kept" in page
        thread = re.search(r'href="(/inbox/[0-9a-f-]{36}/)"', page)
        assert thread
        where = re.search(r'action="(/inbox/[^"]+/attachment/[^"]+)"', desk.get(thread[1])[1])
        assert where
        given = {"secret": PASSPHRASE, "csrfmiddlewaretoken": desk.token(thread[1])}
        request = Request(desk.base + where[1], data=urlencode(given).encode())
        with desk.browser.open(request, timeout=SECONDS) as answer:
            assert digest_of(iter(partial(answer.read, PIECE), b"")) == whole
        bringing = peak_now(desk.process.pid)
    return before, bringing


@pytest.mark.parametrize(
    "size", [pytest.param(128 << 20, id="128 MB"), pytest.param(4 << 30, id="4 GB", marks=pytest.mark.long)]
)
def test_a_large_attachment_passes_in_pieces(tmp_path, size):
    home = make_home(tmp_path)
    film = tmp_path / f"{'f' * 240}.mp4"
    with film.open("wb") as stream:
        stream.truncate(size)
    (tmp_path / "key").write_text(identity_text(YEAR) + "\n")
    to = recipient_text(public_half(YEAR))
    sealing = peak_of(tmp_path, "letter", "seal", "--to", to, "--attach", film.name, "--out", "out")
    letter = next(path for path in (tmp_path / "out").iterdir() if path.stat().st_size < PIECE)
    opening = peak_of(tmp_path, "letter", "open", "--identity", "key", "--attachments", "in", str(letter))
    [saved] = (tmp_path / "in").iterdir()
    whole = digest_of(pieces_of(saved))
    assert whole == digest_of(pieces_of(film))
    assert (saved.suffix, len(saved.name.encode()) <= 200) == (".mp4", True)
    saved.unlink()
    before, bringing = through_the_desk(home, sorted((tmp_path / "out").iterdir()), whole)
    assert max(sealing, opening) < MOST_OF_COMMAND
    assert bringing - before < MOST_MORE
    assert bringing < MOST
