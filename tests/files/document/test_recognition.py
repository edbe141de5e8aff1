"""Letters are recognised as they are printed: in three scripts, aslant, and on their side."""

import re
from collections import Counter

import pytest
import typst
from PIL import Image, ImageChops, ImageFilter

from isthmus.core.reading.recognised import part_of_words
from isthmus.files.document.answers import GreyPage
from isthmus.files.document.errors import DocumentFault
from isthmus.files.document.levelling import levelled
from isthmus.files.document.reading import draw_page_in_grey
from isthmus.files.document.recognition import installed_languages, recognise, script_seen, tool_version
from isthmus.files.in_memory import stream_in_memory
from tests.files.document.printed_pages import TEXTS, picture, printed, saved
from tests.walls import reads_foreign_kinds

pytestmark = reads_foreign_kinds
WORD = re.compile(r"\w+")


def found_of(language, text):
    """The share of the printed words that were recognised."""
    wanted = Counter(WORD.findall("\n".join([TEXTS[language]] * 3)))
    return (wanted & Counter(WORD.findall(text))).total() / wanted.total()


def grey(content, kind, turned=0):
    with stream_in_memory(content) as file:
        return draw_page_in_grey(file, kind, 1, turned)


def text_of(page, language):
    return part_of_words(recognise(page, [language]), (page.width, page.height)).text


def test_the_languages_that_tests_need_are_here():
    assert {"rus", "kat", "ara"} <= set(installed_languages())
    assert "osd" not in installed_languages()
    assert tool_version()


@pytest.mark.parametrize("language", TEXTS)
def test_clean_print_is_recognised_to_the_word(language):
    text = text_of(grey(printed(language), "application/pdf"), language)
    assert found_of(language, text) >= 0.98
    assert text.count("2017") >= 0.8 * 3 * TEXTS[language].count("2017")


DATES = (
    "في ٢٠١٧ احتجز ٣٤ رجلا حتى ٥ أبريل ١٩٩٠ وعاد ٦ في ٢٨ مايو ٢٠١٩ بحسب ٧ شهود في عام ١٩٥٠ ولم يعد ٤٦٣ منهم."
)


@pytest.mark.parametrize("digits", [str.maketrans("", ""), str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")])
def test_numbers_of_an_arabic_page_are_those_printed_in_either_digits(digits):
    text = "\n\n".join([DATES.translate(digits)] * 3)
    letters = 'font: "Noto Naskh Arabic", size: 12pt, lang: "ar"'
    content = typst.compile(f'#set page(paper: "a4")\n#set text({letters})\n{text}'.encode())
    told = text_of(grey(content, "application/pdf"), "ara")
    wanted, found = (Counter(re.findall(r"\d+", each)) for each in (text, told))
    assert (wanted & found).total() >= 0.9 * wanted.total()
    assert (found - wanted).total() <= 0.1 * wanted.total()


@pytest.mark.parametrize("language", TEXTS)
def test_a_picture_taken_aslant_and_blurred_is_recognised_too(language):
    """Two degrees aslant on a grey table, blurred, in 200 dpi; without levelling a fifth of the words is lost."""
    page = picture(language).rotate(2, Image.Resampling.BICUBIC, expand=True, fillcolor=150)
    content = saved(page.filter(ImageFilter.GaussianBlur(0.8)), "JPEG", quality=70)
    drawn = grey(content, "image/jpeg")
    assert drawn.tilt == pytest.approx(-2, abs=0.3)
    assert found_of(language, text_of(drawn, language)) >= 0.9


@pytest.mark.parametrize("language", TEXTS)
def test_a_shadow_on_the_page_hides_no_words(language):
    """Where one threshold is set for the whole page, half of the words are lost on it."""
    page = picture(language).convert("L")
    shadow = (
        Image.linear_gradient("L").rotate(90).resize(page.size).point(lambda shade: 80 + shade * 175 // 255)
    )
    drawn = grey(saved(ImageChops.multiply(page, shadow), "JPEG", quality=75), "image/jpeg")
    assert found_of(language, text_of(drawn, language)) >= 0.95


def test_words_stand_where_they_are_printed_also_on_a_page_that_was_levelled():
    page = picture("rus").rotate(3, Image.Resampling.BICUBIC, fillcolor=255)
    drawn = grey(saved(page, "PNG"), "image/png")
    assert drawn.tilt != 0
    part = part_of_words(recognise(drawn, ["rus"]), (drawn.width, drawn.height))
    inside = 0
    for box in part.boxes:
        left, top = box.left * page.width // 10_000, box.top * page.height // 10_000
        right, bottom = left + box.width * page.width // 10_000, top + box.height * page.height // 10_000
        inside += page.crop((left, top, right, bottom)).convert("L").getextrema()[0] < 100
    assert inside >= 0.98 * len(part.boxes)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_on_its_side_is_seen_to_be(turned):
    page = picture("rus").rotate(turned, expand=True)
    drawn = grey(saved(page, "PNG"), "image/png")
    seen = script_seen(drawn)
    assert seen is not None
    assert seen.turned == turned
    assert seen.script == "Cyrillic"
    upright = grey(saved(page, "PNG"), "image/png", turned)
    assert found_of("rus", text_of(upright, "rus")) >= 0.95


@pytest.mark.parametrize("angle", [-6.0, -2.3, -0.4, 0.0, 0.7, 3.1, 6.0])
def test_lines_are_made_level_by_the_angle_that_they_are_aslant(angle):
    page = picture("kat").convert("L").rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    assert levelled(page)[1] == pytest.approx(-angle, abs=0.15)


def test_a_picture_without_lines_stays_as_it_is():
    noise = Image.effect_noise((600, 800), 60)
    assert levelled(noise)[1] == 0
    assert levelled(Image.new("L", (300, 300), 255))[1] == 0


def test_an_empty_page_has_no_words_and_no_script():
    page = GreyPage(800, 1000, bytes([255]) * 800_000)
    assert recognise(page, ["rus"]) == []
    assert script_seen(page) is None


def test_what_is_no_language_is_refused():
    page = GreyPage(100, 100, bytes([255]) * 10_000)
    with pytest.raises(DocumentFault) as refused:
        recognise(page, ["../../etc/passwd"])
    assert refused.value.rule.code == "document.not_recognised"
