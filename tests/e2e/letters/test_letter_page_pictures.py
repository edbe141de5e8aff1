"""Pictures go without what cameras note in them, or are refused in words: never as they are in silence."""

from io import BytesIO

import pytest
from PIL import Image

from isthmus.core.unseal.age_file import open_age_file
from isthmus.core.unseal.letters import open_letter
from tests.e2e.letters.pages import IDENTITY, written_page
from tests.e2e.letters.window import page_window

pytestmark = pytest.mark.browser


@pytest.fixture
def writer(browser, tmp_path):
    with page_window(browser) as opened:
        opened.open(written_page(tmp_path))
        yield opened


def test_a_picture_that_cannot_be_drawn_anew_is_not_sent_in_silence(writer):
    writer.write("With a picture.")
    writer.attach("holiday.heic", "image/heic", b"ftypheic" + bytes(100))
    writer.press("Go on")
    writer.choose(0)
    writer.press("Go on")
    writer.press("Seal")
    writer.until("return document.querySelector('.complaint p')?.textContent.includes('holiday.heic')")
    assert "Seal the letter" in writer.texts("h1")


# As in browsers that guard against being recognised: what is read back from a canvas is noise.
NOISE = """
const read = CanvasRenderingContext2D.prototype.getImageData;
CanvasRenderingContext2D.prototype.getImageData = function (...given) {
  const found = read.apply(this, given);
  found.data.forEach((each, at) => { found.data[at] = each ^ (at % 2); });
  return found;
};
"""


@pytest.mark.parametrize("is_progressive", [False, True])
def test_where_nothing_can_be_drawn_a_jpeg_goes_without_its_notes(browser, tmp_path, is_progressive):
    picture = noted_picture(is_progressive)
    sealed, file = sealed_with_noise(browser, tmp_path, picture)
    about = open_letter(sealed, [IDENTITY]).content.attached
    found = open_age_file(file, [about.identity]).plaintext[: about.files[0].size]
    for note in (b"Exif", b"qzvx", b"JFIF"):
        assert note in picture
        assert note not in found
    assert Image.open(BytesIO(found)).tobytes() == Image.open(BytesIO(picture)).tobytes()


def noted_picture(is_progressive):
    """A JPEG with what cameras note before, and phones behind its picture."""
    made = Image.effect_noise((240, 160), 60).convert("RGB")
    about = made.getexif()
    about[0x010F] = "qzvxcamera"
    kept = BytesIO()
    made.save(kept, "JPEG", exif=about, comment=b"qzvxcomment", progressive=is_progressive)
    return kept.getvalue() + b"qzvxfilm" * 100


def sealed_with_noise(browser, folder, picture):
    """Seal a letter with a picture in a browser that lets nothing be drawn; give both files."""
    with page_window(browser) as writer:
        writer.window.page.add_init_script(NOISE)
        writer.window.page.on("download", lambda each: each.save_as(folder / each.suggested_filename))
        writer.open(written_page(folder))
        writer.write("With a picture.")
        writer.attach("IMG_1.jpg", "image/jpeg", picture)
        writer.press("Go on")
        writer.choose(0)
        writer.press("Go on")
        sealed = writer.seal()
        return sealed, writer.save(folder, "Save notes-1.bin", "notes-1.bin")


@pytest.mark.parametrize("cut", [0, 2, 30, 200, -1000])
def test_a_jpeg_that_is_cut_is_not_sent_in_silence(browser, tmp_path, cut):
    with page_window(browser) as writer:
        writer.window.page.add_init_script(NOISE)
        writer.open(written_page(tmp_path))
        writer.write("With a picture.")
        writer.attach("IMG_1.jpg", "image/jpeg", noted_picture(is_progressive=False)[:cut])
        writer.press("Go on")
        writer.choose(0)
        writer.press("Go on")
        writer.press("Seal")
        writer.until("return document.querySelector('.complaint p')?.textContent.includes('IMG_1.jpg')")
