"""Letters on pages that no test has: words put together by chance with numbers, printed, scanned badly, photographed.

Shares are of the printed words that were recognised, in the order in which they are read; times are those of whole
processes behind their walls, and hang on the machine.
"""

import io
import random
import re
import time
from collections.abc import Callable, Iterator

import pypdfium2
import typst
from PIL import Image, ImageChops, ImageFilter
from rapidfuzz.distance import LCSseq

from benchmarks.measure import Measure
from isthmus.core.reading.recognised import part_of_words
from isthmus.files.document.reading import draw_page, draw_page_in_grey, read
from isthmus.files.document.recognition import recognise, script_seen
from isthmus.files.in_memory import stream_in_memory

__all__ = ["measures"]

SEED = 20261130
WORDS = {
    "rus": (
        "дорога вечером соседи видели машину без номеров возле рынка человек просил передать",
        "письмо сестре адвокат получил отказ суд отложил заседание больница молчала список",
        "подписали свидетели комната была холодной охранник открыл дверь утром привезли хлеб",
        "деревня опустела телефон отключили власти обещали проверку журналист записал рассказ",
        "мать ждала у ворот никто не ответил",
    ),
    "kat": (
        "გზა საღამოს მეზობლებმა ნახეს მანქანა ბაზართან კაცმა წერილი გადასცა დას ადვოკატმა უარი",
        "მიიღო სასამართლომ სხდომა გადადო საავადმყოფო დუმდა სია მოწმეებმა მოაწერეს ხელი ოთახი ცივი",
        "იყო მცველმა კარი გააღო დილით პური მოიტანეს სოფელი დაცარიელდა ტელეფონი გათიშეს დედა",
        "ჭიშკართან ელოდა არავინ უპასუხა",
    ),
    "ara": (
        "الطريق مساء رأى الجيران سيارة قرب السوق طلب الرجل تسليم رسالة إلى أخته تلقى المحامي رفضا",
        "أجلت المحكمة الجلسة صمت المستشفى وقع الشهود القائمة كانت الغرفة باردة فتح الحارس الباب",
        "صباحا جلبوا الخبز خلت القرية قطع الهاتف وعدت السلطات بالتحقيق كتب الصحفي القصة انتظرت",
        "الأم عند البوابة لم يجب أحد",
    ),
}
FONTS = {"rus": "Noto Sans", "kat": "Noto Sans Georgian", "ara": "Noto Naskh Arabic"}
LANGUAGES = {"rus": "ru", "kat": "ka", "ara": "ar"}
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PAGES = 4
LONG = 500
WANTED, WANTED_BY_PHONE = 0.98, 0.90

type Taking = Callable[[bytes, random.Random], tuple[bytes, str]]
_WORD = re.compile(r"\w+")


def measures() -> Iterator[Measure]:
    """Yield the shares of words recognised, by language and kind of page, and times of a page and of a long file."""
    for language in WORDS:
        yield _share(f"words recognised, clean print: {language}", language, _as_it_is, WANTED)
        yield _share(f"words recognised, by phone: {language}", language, _by_phone, WANTED_BY_PHONE)
    yield _share("words recognised, clean print: ara, Eastern digits", "ara", _as_it_is, WANTED, eastern=True)
    yield from _times()
    yield from _long_file()


def _text(language: str, chance: random.Random) -> str:
    """A page of sentences: ten words each, one in four sentences with a year or a number."""
    sentences = []
    for _ in range(24):
        words = chance.choices(" ".join(WORDS[language]).split(), k=10)
        if chance.random() < 0.25:
            words.insert(4, str(chance.choice((2016, 2017, 2018, chance.randint(2, 400)))))
        sentences.append(" ".join(words) + ".")
    return "\n\n".join(" ".join(sentences[at : at + 6]) for at in range(0, 24, 6))


def _printed(language: str, text: str) -> bytes:
    letters = f'font: "{FONTS[language]}", size: 11pt, lang: "{LANGUAGES[language]}"'
    made = typst.compile(f'#set page(paper: "a4", margin: 2cm)\n#set text({letters})\n{text}'.encode())
    assert isinstance(made, bytes)
    return made


def _as_it_is(content: bytes, _chance: random.Random) -> tuple[bytes, str]:
    return content, "application/pdf"


def _by_phone(content: bytes, chance: random.Random) -> tuple[bytes, str]:
    """The page on a table, held aslant by up to three degrees, with a shadow, noise, blur, and packed as a JPEG."""
    page = pypdfium2.PdfDocument(content)[0].render(scale=300 / 72, grayscale=True).to_pil()
    table = Image.new("L", (page.width + 500, page.height + 500), 120)
    table.paste(page, (250, 250))
    table = table.rotate(chance.uniform(-3, 3), Image.Resampling.BICUBIC, fillcolor=120)
    shadow = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270))).resize(table.size)
    table = ImageChops.multiply(table, shadow.point(lambda shade: 120 + shade * 135 // 255))
    noise = Image.effect_noise(table.size, 12)
    table = ImageChops.add(table, noise, 1, -128).filter(ImageFilter.GaussianBlur(chance.uniform(0.8, 1.6)))
    stream = io.BytesIO()
    table.save(stream, "JPEG", quality=70)
    return stream.getvalue(), "image/jpeg"


def _share(name: str, language: str, taken: Taking, wanted: float, *, eastern: bool = False) -> Measure:
    chance = random.Random(SEED)
    found = total = 0
    for _ in range(PAGES):
        text = _text(language, chance)
        text = text.translate(EASTERN) if eastern else text
        content, kind = taken(_printed(language, text), chance)
        with stream_in_memory(content) as file:
            page = draw_page_in_grey(file, kind, 1)
        part = part_of_words(recognise(page, [language]), (page.width, page.height))
        printed, told = _WORD.findall(text), _WORD.findall(part.text)
        found += LCSseq.similarity(printed, told)
        total += len(printed)
    return Measure(name, found / total, "", wanted, at_least=True)


def _times() -> Iterator[Measure]:
    chance = random.Random(SEED)
    with stream_in_memory(_printed("rus", _text("rus", chance))) as file:
        begun = time.perf_counter()
        page = draw_page_in_grey(file, "application/pdf", 1)
        script_seen(page)
        recognise(page, ["rus"])
        yield Measure(
            "a page drawn, its script seen, its letters recognised", time.perf_counter() - begun, "s", 5.0
        )


def _long_file() -> Iterator[Measure]:
    chance = random.Random(SEED)
    text = "#pagebreak()".join(_text("rus", chance) + "\n" for _ in range(LONG))
    with stream_in_memory(_printed("rus", text)) as file:
        begun = time.perf_counter()
        read(file, "application/pdf")
        yield Measure(f"the words of {LONG} pages read", time.perf_counter() - begun, "s", 10.0)
        begun = time.perf_counter()
        draw_page(file, "application/pdf", 300)
        yield Measure(f"page 300 of {LONG} drawn", 1000 * (time.perf_counter() - begun), "ms", 500.0)
