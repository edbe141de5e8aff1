import shutil
import subprocess

import pyrage
import pytest

from isthmus.files.age.streams import AgeDamaged, decrypt, decrypt_stream, encrypt, encrypt_stream
from isthmus.store.base.blobs import BlobDamaged, Blobs, stray_files
from tests.english import raises_saying

IDENTITY = pyrage.x25519.Identity.generate()


@pytest.fixture
def blobs(tmp_path):
    return Blobs(tmp_path, bytes(32), IDENTITY)


def test_content_comes_back_as_it_was(blobs):
    for content in (b"", b"a", bytes(200_000)):
        name = blobs.add(content)
        assert name in blobs
        assert blobs.read(name) == content


def test_the_same_content_is_stored_once(blobs):
    assert blobs.add(b"same") == blobs.add(b"same")
    assert len(list(blobs.names())) == 1


def test_a_name_says_nothing_without_the_key(tmp_path):
    names = {
        Blobs(tmp_path, key, IDENTITY).name_of(b"a public page") for key in (bytes(32), bytes(31) + b"1")
    }
    import hashlib

    assert len(names) == 2
    assert hashlib.sha256(b"a public page").hexdigest() not in names


def test_a_blob_is_an_age_file_that_any_age_opens(blobs, tmp_path):
    path = blobs.path(blobs.add(b"a page"))
    assert pyrage.decrypt(path.read_bytes(), [IDENTITY]) == b"a page"
    if age := shutil.which("age"):
        (tmp_path / "identity").write_text(f"{IDENTITY}\n")
        run = subprocess.run([age, "-d", "-i", tmp_path / "identity", path], capture_output=True, check=True)
        assert run.stdout == b"a page"


@pytest.mark.parametrize(
    "alter",
    [
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: b"",
        lambda data: data[:200] + bytes(1) + data[201:],
    ],
)
def test_an_altered_blob_does_not_open(blobs, alter):
    path = blobs.path(blobs.add(b"content" * 100))
    path.write_bytes(alter(path.read_bytes()))
    with raises_saying(BlobDamaged, "from a backup"):
        blobs.read(path.stem)


def test_a_blob_in_anothers_place_does_not_open(blobs):
    one, other = blobs.add(b"one"), blobs.add(b"other")
    blobs.path(one).write_bytes(blobs.path(other).read_bytes())
    with raises_saying(BlobDamaged, "another file's name"):
        blobs.read(one)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "g" * 64, "a" * 63, "A" * 64])
def test_a_name_that_is_none_leads_nowhere(blobs, name):
    with raises_saying(ValueError, "64 hexadecimal"):
        blobs.path(name)


def test_a_blob_can_be_destroyed_twice(blobs):
    name = blobs.add(b"content")
    blobs.remove(name)
    blobs.remove(name)
    assert name not in blobs
    with pytest.raises(FileNotFoundError):
        blobs.read(name)


def test_a_blob_whose_writing_fails_is_not_there(blobs, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        blobs.add(b"content")
    assert [path for path in blobs.folder.rglob("*") if path.is_file()] == []


def test_a_header_that_would_keep_the_parser_busy_is_refused_at_once():
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n"
    for sealed in (
        b"age-encryption.org/v1\n" + stanza * 10_000 + b"--- ",
        b"age-encryption.org/v1\n" + stanza * 17 + b"--- ",
        b"",
        b"not age",
    ):
        with pytest.raises(AgeDamaged):
            decrypt(sealed, IDENTITY)


def test_a_stream_is_sealed_in_pieces(tmp_path):
    pieces = [b"a" * 70_000, b"", b"b", b"c" * 200_000]
    with (tmp_path / "sealed").open("w+b") as sealed, (tmp_path / "opened").open("w+b") as opened:
        encrypt_stream(iter(pieces), sealed, IDENTITY.to_public())
        sealed.seek(0)
        decrypt_stream(sealed, opened, IDENTITY)
        opened.seek(0)
        assert opened.read() == b"".join(pieces)


def test_what_fails_while_sealing_is_told_as_it_is(tmp_path):
    class Full:
        def write(self, data):
            raise OSError(28, "No space left on device")

        def flush(self):
            pass

    def interrupted():
        yield b"a"
        raise KeyError("gone")

    with pytest.raises(OSError, match="No space"):
        encrypt_stream(iter([bytes(1_000_000)]), Full(), IDENTITY.to_public())
    with pytest.raises(KeyError, match="gone"), (tmp_path / "x").open("wb") as target:
        encrypt_stream(interrupted(), target, IDENTITY.to_public())


def test_a_small_file_seals_and_opens():
    assert decrypt(encrypt(b"x", IDENTITY.to_public()), IDENTITY) == b"x"


STRAYS = ["note.txt", "ab/copy.age", "ab/.DS_Store", f"ab/{'c' * 64}.age", f"{'a' * 64}.age", "zz/x"]


@pytest.mark.parametrize("stray", STRAYS)
def test_what_lies_between_blobs_and_is_none_is_told_apart(blobs, stray):
    name = blobs.add(b"an interview")
    path = blobs.folder / stray
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"what somebody dropped here")
    assert list(blobs.names()) == [name]
    assert path in stray_files(blobs.folder)
    assert blobs.path(name) not in stray_files(blobs.folder)


def test_a_folder_or_a_link_that_is_named_like_a_blob_is_none(blobs, tmp_path):
    name = "ab" + "c" * 62
    blobs.path(name).mkdir(parents=True)
    outside = tmp_path.with_name("elsewhere")
    outside.write_bytes(b"x")
    link = blobs.path("ab" + "d" * 62)
    link.symlink_to(outside)
    assert list(blobs.names()) == []
    assert set(stray_files(blobs.folder)) == {blobs.path(name), link}
