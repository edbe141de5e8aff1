"""A letter is written in the page, opened, answered, and the answer read in the page: in both browsers, from a file."""

import io
import subprocess
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

import pytest
from PIL import Image

from isthmus.core.seal.age_file import SealingChance, public_half
from isthmus.core.seal.codename import answer_key, code_of, identity_of, root_of
from isthmus.core.seal.letters import answer_mac, seal_answer
from isthmus.core.seal.line import letter_line
from isthmus.core.seal.sizes import LetterSize
from isthmus.core.seal.strings import identity_text
from isthmus.core.seal.values import Answer
from isthmus.core.unseal.age_file import open_age_file
from isthmus.core.unseal.letters import open_letter
from tests.core.seal.letter_vectors import LETTERS
from tests.e2e.letters.pages import IDENTITY, ORGANISATION, TODAY, WORDS, written_page
from tests.e2e.letters.window import page_window
from tests.e2e.letters.writer import Writer
from tests.e2e.profiles import BROWSERS

pytestmark = pytest.mark.browser

TEXT = "Их держат в подвале.\n\u2067إنهم هنا\u2069 \u2028 «…»\n"
CAMERA = "qzvxcamera"


def picture():
    """A JPEG that says which device took it."""
    made = Image.new("RGB", (320, 200), (90, 120, 60))
    about = made.getexif()
    about[0x010F] = CAMERA  # the maker of the camera
    kept = io.BytesIO()
    made.save(kept, "JPEG", exif=about)
    assert CAMERA.encode() in kept.getvalue()
    return kept.getvalue()


@dataclass
class Written:
    letter: object
    sealed: bytes
    files: list
    words: list


def written_letter(writer, address, saved):
    """Write a letter with a picture and a document, and save it."""
    assert writer.open(address) == "yes"
    writer.write(TEXT)
    writer.attach("IMG_20170301.jpg", "image/jpeg", picture())
    writer.attach("list of names.PDF", "application/pdf", b"%PDF-1.7" + bytes(300_000))
    writer.press("Go on")
    words = writer.new_codename()
    sealed = writer.seal()
    assert writer.save(saved, "Save the letter", "notes.bin") == sealed
    files = [writer.save(saved, f"Save notes-{n}.bin", f"notes-{n}.bin") for n in (1, 2)]
    return Written(open_letter(sealed, [IDENTITY]).content, sealed, files, words)


def answer_to(letter, words, text="Мы вас слышим.\n", **changes):
    """What the organisation answers, who has the answer key out of the letter."""
    answer = Answer(text, ORGANISATION, letter.id, letter.day, 3, TODAY)
    answer = Answer(
        **{name: changes.get(name, getattr(answer, name)) for name in Answer.__dataclass_fields__}
    )
    chance = SealingChance.of(bytes(range(64)))
    key = changes.get("key", letter.reply.key)
    return answer, seal_answer(answer, key, LetterSize.MESSAGE, letter.reply.recipient, chance)


@pytest.mark.parametrize("name", BROWSERS)
def test_a_letter_is_written_answered_and_the_answer_read(name, tmp_path):
    saved = tmp_path / "saved"
    saved.mkdir()
    with BROWSERS[name](tmp_path / "profile", saved) as browser:
        writer = Writer(browser)
        written = written_letter(writer, written_page(tmp_path), saved)
        letter = written.letter
        assert (letter.text, letter.day, letter.lang) == (TEXT, TODAY, "en")
        root = root_of(code_of([WORDS["en"].index(each) for each in written.words]), ORGANISATION)
        assert letter.reply.recipient == public_half(identity_of(root))
        assert letter.reply.key == answer_key(root, letter.id, letter.day)
        check_attachments(letter, written.files)
        plain_age_opens(written, tmp_path)

        writer.press("Clear all")
        writer.press("Begin again")
        answer, sealed = answer_to(letter, written.words)
        missing = [*written.words[:4], "?", *written.words[5:]]
        writer.read_answer(sealed, missing)
        writer.heading("An answer to your letter of ")
        assert writer.texts(".foreign") == [answer.text]
        writer.press("Write again")
        writer.fill("textarea", "Спасибо.")
        writer.press("Go on")
        writer.heading("Seal the letter")
        again = open_letter(writer.seal(), [IDENTITY]).content
        assert again.reply.recipient == letter.reply.recipient
        assert (again.read.number, again.read.mac) == (3, answer_mac(answer, letter.reply.key)[:8])


def check_attachments(letter, files):
    """The picture was drawn anew; the document is as it was; neither has its name."""
    drawn, document = attachments_of(letter, files)
    assert [each.name for each in letter.attached.files] == ["1.jpg", "2.pdf"]
    assert CAMERA.encode() not in drawn
    assert b"Exif" not in drawn
    assert Image.open(io.BytesIO(drawn)).size == (320, 200)
    assert document == b"%PDF-1.7" + bytes(300_000)


def attachments_of(letter, files):
    """What the attachments of a letter hold, cut to their sizes."""
    found = []
    for about, file in zip(letter.attached.files, files, strict=True):
        assert len(file) % 262_144 == 0
        assert sha256(file).digest() == about.sha256
        found.append(open_age_file(file, [letter.attached.identity]).plaintext[: about.size])
    return found


def plain_age_opens(written, folder):
    """Debian's age opens letter and attachment with keys in a file."""
    for sealed, identity, begins in (
        (written.sealed, IDENTITY, TEXT.encode()),
        (written.files[1], written.letter.attached.identity, b"%PDF-1.7"),
    ):
        key = folder / "key.txt"
        key.write_text(identity_text(identity) + "\n")
        done = subprocess.run(["age", "-d", "-i", key], input=sealed, capture_output=True, check=True)
        assert done.stdout.startswith(begins)


@pytest.fixture
def writer(browser, tmp_path):
    """Somebody in a window of Chromium, whose complaints and requests are noted."""
    with page_window(browser) as opened:
        yield opened


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"until": TODAY - timedelta(days=1)}, "cannot.ended"),
        ({"built": TODAY + timedelta(days=1)}, "cannot.clock"),
        ({"recipient": bytes(32)}, "cannot.wrong"),
    ],
)
def test_a_page_that_cannot_seal_says_so_and_has_no_field(writer, tmp_path, changes, said):
    assert writer.open(written_page(tmp_path, **changes)) == said
    assert writer.texts("input, textarea, select") == []
    assert "Leave a note at the bakery." in writer.texts("main")[0]


def test_sizes_are_kept_and_a_text_too_long_is_refused_with_the_number(writer, tmp_path):
    writer.open(written_page(tmp_path))
    for at, size in enumerate((32_768, 2_944, 1_300)):
        writer.write("Ж" * 100, size=at)
        writer.press("Go on")
        writer.choose(0)
        writer.press("Go on")
        sealed = writer.seal()
        assert len(sealed) == size
        assert open_letter(sealed, [IDENTITY]).content.reply is None
        writer.press("Clear all")
        writer.press("Begin again")
    writer.write("Ж" * 600, size=2)
    assert "Too long by about" in writer.texts(".room")[0]
    writer.press("Go on")
    over = 2 * 600 + len(letter_line(LETTERS["plain"])) + 2 - LetterSize.CODES.room
    assert writer.texts(".complaint p") == [
        f"The letter is too long by {-(-over // 2)} letters. Shorten it, or choose a larger size."
    ]
    writer.fill("textarea", "a\ud83db")
    writer.press("Go on")
    assert "Letter 2 of the text is half of a character" in writer.texts(".complaint p")[0]


def test_the_same_letter_in_another_size_keeps_its_id(writer, tmp_path):
    writer.open(written_page(tmp_path))
    writer.write("Once.")
    writer.attach("a.txt", "text/plain", b"words")
    writer.press("Go on")
    writer.new_codename()
    first = open_letter(writer.seal(), [IDENTITY]).content
    writer.press("Change it, or seal it in another size")
    writer.choose(1)
    writer.press("Go on")
    assert open_letter(writer.seal(), [IDENTITY]).content == first
    writer.press("Change it, or seal it in another size")
    writer.fill("textarea", "Twice.")
    writer.press("Go on")
    assert open_letter(writer.seal(), [IDENTITY]).content.id != first.id
