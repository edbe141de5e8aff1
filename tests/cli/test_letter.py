"""`isthmus letter`: sealed by us and by Debian's age, opened by the other; what does not fit is refused in words."""

import json
import os
import pty
import random
import subprocess
import sys
from pathlib import Path

import pytest

from isthmus.core.seal.age_file import SealingChance, public_half
from isthmus.core.seal.letters import seal_answer, seal_letter
from isthmus.core.seal.sizes import UNIT, LetterSize
from isthmus.core.seal.strings import identity_text, recipient_text
from isthmus.core.seal.values import Answer, Letter, ReadAnswer, Reply
from isthmus.files.letter_keyring import LetterIdentity, LetterKeyKind
from isthmus.store.base.keys import Cost
from isthmus.store.desk.letter_keyring import LETTER_KEYRING, new_letter_keyring
from tests.core.seal.letter_vectors import DAY

ISTHMUS = [sys.executable, "-m", "isthmus", "letter"]
TEXT = "Zwei Zeilen\r\nи письмо \u2028 ثلاثة \x1b[2J\n\n"
KEY = bytes(range(32))
RECIPIENT = recipient_text(public_half(KEY))


@pytest.fixture
def there(tmp_path):
    """A folder with a key."""
    (tmp_path / "key").write_text(f"# public key: {RECIPIENT}\n{identity_text(KEY)}\n")
    return tmp_path


def run(
    folder: Path, *words: str, given: bytes | str = b"", code: int = 0
) -> subprocess.CompletedProcess[bytes]:
    sent = given.encode() if isinstance(given, str) else given
    done = subprocess.run([*ISTHMUS, *words], cwd=folder, input=sent, capture_output=True, check=False)
    assert done.returncode == code, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    return done


def of_age(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """What Debian's age prints (package age)."""
    return subprocess.run(
        ["/usr/bin/age", *words], cwd=folder, input=given, capture_output=True, check=True
    ).stdout


@pytest.mark.parametrize(("option", "size"), [([], 32_768), (["--message"], 2_944), (["--small"], 1_300)])
@pytest.mark.parametrize("armor", [[], ["--armor"]])
def test_a_letter_is_of_its_size_and_opens_exactly(there, option, size, armor):
    sealed = run(there, "seal", "--to", RECIPIENT, *option, *armor, given=TEXT).stdout
    seen = json.loads(run(there, "inspect", "--json", given=sealed).stdout)
    assert (seen["bytes"], seen["header"], seen["stanzas"]) == (size, 168, ["X25519"])
    assert seen["form"] == ("armour" if armor else "file")
    opened = run(there, "open", "--identity", "key", given=sealed)
    assert opened.stdout.decode() == TEXT
    told = json.loads(run(there, "open", "--identity", "key", "--json", given=sealed).stdout)
    assert (told["text"], told["thread"], told["recipients"]) == (TEXT, None, 1)
    assert of_age(there, "-d", "-i", "key", given=sealed).decode().startswith(TEXT)


def test_attachments_go_as_files_whose_names_and_sizes_say_nothing(there):
    picture, note = random.Random(1).randbytes(300_000), "нота".encode()
    (there / "picture.jpg").write_bytes(picture)
    (there / "нота.txt").write_bytes(note)
    run(
        there,
        "seal",
        "--to",
        RECIPIENT,
        "--attach",
        "picture.jpg",
        "--attach",
        "нота.txt",
        "--out",
        "sent",
        given=TEXT,
    )
    sent = sorted((there / "sent").iterdir(), key=lambda path: path.stat().st_size)
    assert [path.stat().st_size for path in sent] == [LetterSize.FILE, UNIT, 2 * UNIT]
    assert all(path.name.endswith(".age") and "pic" not in path.name for path in sent)
    letter, *files = [str(path.relative_to(there)) for path in sent]
    opened = run(there, "open", "--identity", "key", letter, "--attachments", "got")
    assert opened.stdout.decode() == TEXT
    assert (there / "got" / "picture.jpg").read_bytes() == picture
    assert (there / "got" / "нота.txt").read_bytes() == note
    # elsewhere, under other names, one is missing: the others are opened, and it is said
    (there / files[1]).rename(there / "renamed")
    partly = run(there, "open", "--identity", "key", letter, "renamed", "--attachments", "more", code=1)
    assert partly.stdout.decode() == TEXT
    assert b": 1. Put" in partly.stderr
    assert [path.name for path in (there / "more").iterdir()] == ["picture.jpg"]
    # in a folder that has a file of that name, the old one stays
    again = run(
        there, "open", "--identity", "key", letter, "renamed", "--attachments", "got", "--json", code=1
    )
    assert [
        Path(each["saved"]).name for each in json.loads(again.stdout)["attachments"] if each["saved"]
    ] == ["picture (2).jpg"]


def test_an_attachment_that_was_changed_is_not_opened(there):
    (there / "a").write_bytes(b"content")
    run(there, "seal", "--to", RECIPIENT, "--attach", "a", "--out", "sent", given=TEXT)
    letter, attached = sorted((there / "sent").iterdir(), key=lambda path: path.stat().st_size)
    content = bytearray(attached.read_bytes())
    content[100_000] ^= 1
    attached.write_bytes(content)
    refused = run(there, "open", "--identity", "key", str(letter), "--attachments", "got", code=1)
    assert refused.stdout.decode() == TEXT
    assert list((there / "got").iterdir()) == []


def test_a_key_under_a_passphrase_opens_letters(there):
    import pyrage

    (there / "shut").write_bytes(
        pyrage.passphrase.encrypt((there / "key").read_bytes(), "a passphrase", armored=True)
    )
    (there / "words").write_text("a passphrase\n")
    (there / "words").chmod(0o600)
    sealed = run(there, "seal", "--to", RECIPIENT, given=TEXT).stdout
    opened = run(there, "open", "--identity", "shut", "--passphrase-file", "words", given=sealed)
    assert opened.stdout.decode() == TEXT


def test_a_keyring_for_letters_and_a_copy_of_it_open_letters(there):
    keyring = new_letter_keyring(there, "a passphrase", "Desk", cost=Cost(memory=64, passes=1, lanes=1))
    keyring.keep_identities([LetterIdentity(KEY, LetterKeyKind.YEAR, DAY, DAY)])
    (there / "copy").write_bytes((there / LETTER_KEYRING).read_bytes())
    (there / "words").write_text("a passphrase\n")
    (there / "others").write_text("another\n")
    sealed = run(there, "seal", "--to", RECIPIENT, given=TEXT).stdout
    for file in (LETTER_KEYRING, "copy"):
        opened = run(there, "open", "--identity", file, "--passphrase-file", "words", given=sealed)
        assert opened.stdout.decode() == TEXT
    run(there, "open", "--identity", "copy", "--passphrase-file", "others", given=sealed, code=1)


def test_what_asks_for_an_answer_and_what_answers_is_told(there):
    letter = Letter("text", bytes(16), "ru", DAY, Reply(bytes(range(32)), bytes(32)), ReadAnswer(3, bytes(8)))
    chance = SealingChance.of(bytes(range(64)))
    sealed = seal_letter(letter, LetterSize.FILE, public_half(KEY), chance)
    assert b"An answer is wanted" in run(there, "open", "--identity", "key", given=sealed).stderr
    told = json.loads(run(there, "open", "--identity", "key", "--json", given=sealed).stdout)
    assert told["thread"] == recipient_text(bytes(range(32)))
    assert told["read"] == {"number": 3, "mac": bytes(8).hex()}
    answer = Answer("the answer", bytes(32), bytes(16), DAY, 1, DAY)
    sealed = seal_answer(answer, bytes(32), LetterSize.FILE, public_half(KEY), chance)
    opened = run(there, "open", "--identity", "key", given=sealed)
    assert opened.stdout == b"the answer"
    assert b"Answer 1" in opened.stderr
    assert (
        json.loads(run(there, "open", "--identity", "key", "--json", given=sealed).stdout)["kind"] == "answer"
    )


def test_several_keys_of_a_letter_are_said(there):
    """A foreign letter: Debian's age seals to two, with what a letter holds inside."""
    sealed = run(there, "seal", "--to", RECIPIENT, given=TEXT).stdout
    plain = of_age(there, "-d", "-i", "key", given=sealed)
    both = of_age(there, "-r", RECIPIENT, "-r", recipient_text(public_half(bytes(range(1, 33)))), given=plain)
    opened = run(there, "open", "--identity", "key", given=both)
    assert opened.stdout.decode() == TEXT
    assert b"others may open it" in opened.stderr
    assert b"no letter of ours has" in run(there, "inspect", given=both).stdout


@pytest.mark.parametrize(
    ("words", "given", "code", "said"),
    [
        (["seal", "--to", RECIPIENT], " \n", 1, "empty"),
        (["seal", "--to", "age1xyz"], "x", 1, "begins with age1"),
        (["seal", "--to", RECIPIENT, "--small"], "я" * 1000, 1, "too long by"),
        (["seal", "--to", RECIPIENT], b"\xff\xfe", 1, "byte 1"),
        (["seal", "--to", RECIPIENT], bytes(2_000_000), 1, "attach the text"),
        (["seal", "--to", RECIPIENT, "--language", "русский"], "x", 1, "a tag such as"),
        (["seal", "--to", RECIPIENT, "--attach", "key"], "x", 2, "--out DIR"),
        (["open", "--identity", "key"], "no letter", 1, "no sealed letter"),
        (["open", "--identity", "key"], bytes(2_000_000), 1, "at most"),
        (["open", "--identity", "nothing"], "x", 2, "does not exist"),
        (["inspect"], "", 1, "no sealed letter"),
    ],
)
def test_what_cannot_be_done_is_said(there, words, given, code, said):
    assert said in " ".join(run(there, *words, given=given, code=code).stderr.decode().split())


def test_another_key_and_a_file_that_is_no_key_are_refused(there):
    sealed = run(there, "seal", "--to", RECIPIENT, given=TEXT).stdout
    (there / "other").write_text(identity_text(bytes(range(1, 33))))
    (there / "none").write_bytes(os.urandom(100_000))
    refused = run(there, "open", "--identity", "other", given=sealed, code=1)
    assert (refused.stdout, b"None of these keys" in refused.stderr) == (b"", True)
    assert b"AGE-SECRET-KEY-1" in run(there, "open", "--identity", "none", given=sealed, code=1).stderr


def test_refusals_are_json_where_it_was_asked_for(there):
    refused = run(there, "open", "--identity", "key", "--json", given="nothing", code=1)
    assert json.loads(refused.stdout)["problems"][0]["code"] == "letters.no_age_file"


def test_on_a_terminal_nothing_of_a_letter_is_run(there):
    (there / "letter").write_bytes(run(there, "seal", "--to", RECIPIENT, given=TEXT).stdout)
    ours, theirs = pty.openpty()
    try:
        subprocess.run(
            [*ISTHMUS, "open", "--identity", "key", "letter"],
            cwd=there,
            stdout=theirs,
            stderr=subprocess.PIPE,
            check=True,
        )
        printed = os.read(ours, 10_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert "\x1b" not in printed
    assert "␛[2J" in printed
