"""The whole way: keys, a letter with a picture from a page, its answer in the desk, and the answer read in the page.

Every step is what an organisation and a writer do: commands, a page from a file in each browser, the desk in a browser.
"""

import json
import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from isthmus.core.seal.strings import identity_text
from isthmus.core.seal.values import Letter
from isthmus.core.unseal.armour import sealed_bytes
from isthmus.core.unseal.letters import open_letter
from isthmus.store.desk.letter_keyring.unlocking import keyring_identities
from tests.cli import starting
from tests.e2e.desk import Desk
from tests.e2e.letters.test_letter_page import attachments_of, picture
from tests.e2e.letters.writer import Writer
from tests.e2e.profiles import BROWSERS
from tests.e2e.window import Window
from tests.passphrases import ANOTHER, PASSWORD

pytestmark = pytest.mark.browser

TEXT = "They took two from the market.\nИх держат в подвале.\n"
ANSWER = "Thank you. We know the place.\nAre you safe?"


def command(folder: Path, *words: str | Path) -> str:
    """Run a command to its end, and return what it printed."""
    run = starting.command(*words, folder=folder)
    assert run.returncode == 0, f"{words}: {run.stdout[-2000:]}{run.stderr[-2000:]}"
    return run.stdout


@pytest.fixture(scope="module")
def office(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An organisation's folder: its signing key, statement and page; the keyring lies in the workspace."""
    folder = tmp_path_factory.mktemp("office")
    for name, words in (("signing", PASSWORD), ("letters", ANOTHER)):
        (folder / f"{name}.pass").write_text(words + "\n")
        (folder / f"{name}.pass").chmod(0o600)
    command(folder, "keys", "new", "signing", "Lantern", "--out", "key", "--passphrase-file", "signing.pass")
    command(
        folder, "keys", "new", "letters", desk.folder, "--name", "Desk", "--passphrase-file", "letters.pass"
    )
    command(
        folder,
        *(
            "keys",
            "rotate",
            desk.folder,
            "--signing-key",
            "key",
            "--name",
            "Lantern",
            "--reach",
            "the bakery",
        ),
        *("--signing-passphrase-file", "signing.pass", "--passphrase-file", "letters.pass"),
    )
    shown = json.loads(
        command(folder, "keys", "show", desk.folder, "--passphrase-file", "letters.pass", "--json")
    )
    year = next(each for each in shown["keys"] if each["kind"] == "year")
    command(
        folder,
        *("letter", "page", "--to", year["recipient"], "--organisation", "key.pub"),
        *("--until", year["until"], "--out", "notes.html", "--reach", "the bakery"),
    )
    return folder


@pytest.mark.parametrize("name", BROWSERS)
def test_the_whole_way(name, office, desk, window, tmp_path):
    saved = tmp_path / "saved"
    saved.mkdir()
    with BROWSERS[name](tmp_path / "profile", saved) as browser:
        writer = Writer(browser)
        words = write(writer, office, saved)
        debian_opens(desk, saved)
        seen = window()
        armour = answer_in_the_desk(seen, saved)
        writer.press("Clear all")
        writer.press("Begin again")
        writer.read_answer(sealed_bytes(armour.encode()), words)
        writer.heading("An answer to your letter of ")
        assert writer.texts(".foreign") == [ANSWER]
        thread = document_made(seen)
        destroyed(seen, thread)


def write(writer: Writer, office: Path, saved: Path) -> list[str]:
    """Write a letter with a picture, and save both; return the codename."""
    assert writer.open((office / "notes.html").as_uri()) == "yes"
    writer.write(TEXT)
    writer.attach("IMG_1.jpg", "image/jpeg", picture())
    writer.press("Go on")
    words = writer.new_codename()
    writer.seal()
    writer.save(saved, "Save the letter", "notes.bin")
    writer.save(saved, "Save notes-1.bin", "notes-1.bin")
    return words


def debian_opens(desk: Desk, saved: Path) -> None:
    """Debian's age opens the letter with the organisation's key, and the attachment with the key out of the letter."""
    year = keyring_identities((desk.folder / "letters.keyring").read_bytes(), ANOTHER)[0].secret
    letter = open_letter((saved / "notes.bin").read_bytes(), [year]).content
    assert isinstance(letter, Letter)
    assert letter.attached is not None
    [drawn] = attachments_of(letter, [(saved / "notes-1.bin").read_bytes()])
    for sealed, identity, begins in (
        ("notes.bin", year, TEXT.encode()),
        ("notes-1.bin", letter.attached.identity, drawn),
    ):
        (saved / "identity").write_text(identity_text(identity) + "\n")
        run = ["/usr/bin/age", "-d", "-i", saved / "identity", saved / sealed]
        assert subprocess.run(run, capture_output=True, check=True).stdout.startswith(begins)
    (saved / "identity").unlink()


def answer_in_the_desk(seen: Window, saved: Path) -> str:
    """Bring the letter in, read it and answer it; return the answer as it goes out."""
    page = seen.page
    seen.go("/inbox/")
    if page.locator("#secret").count():
        page.locator("#secret").fill(ANOTHER)
        page.get_by_role("button", name="Open the inbox").click()
    if not page.locator("#files").is_visible():
        page.get_by_text("Bring in letters").click()
    page.locator("#files").set_input_files(sorted(saved.iterdir()))
    page.get_by_role("button", name="Bring in").click()
    expect(page.get_by_text("1 attachment was kept.")).to_be_visible()
    page.locator("tr.unread").get_by_role("link").click()
    expect(page.locator("article.letter .said")).to_have_text(TEXT, use_inner_text=False)
    page.locator("#text").fill(ANSWER)
    page.get_by_role("button", name="Seal the answer").click()
    page.get_by_text("Send it", exact=True).click()
    return page.locator("article.ours textarea").input_value()


def document_made(seen: Window) -> str:
    """Begin to code the letter; return the address of its thread."""
    thread = seen.page.url
    seen.page.get_by_text("Make a document of it").click()
    seen.page.get_by_role("button", name="Code it").click()
    seen.page.wait_for_url(re.compile("/code/"))
    expect(seen.page.locator("#text")).to_contain_text("They took two from the market.")
    return thread


def destroyed(seen: Window, thread: str) -> None:
    """Destroy the thread, with the draft that was made of it."""
    seen.open(thread)
    seen.page.get_by_role("link", name="Destroy").click()
    seen.page.locator("input[name=sure]").check()
    seen.page.get_by_role("button", name="Destroy all of this").click()
    expect(seen.page.get_by_text("The thread is destroyed")).to_be_visible()
    assert seen.open(thread).status == 404


def test_debians_minisign_reads_the_statement(office, desk):
    [signature] = desk.folder.rglob("*.minisig")
    statement = signature.with_suffix("")
    run = ["/usr/bin/minisign", "-V", "-m", statement, "-x", signature, "-p", office / "key.pub"]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Signature and comment signature verified" in done.stdout
