"""Pages in three scripts, printed, scanned and photographed: what they say is known."""

import io
from functools import cache

import pypdfium2
import typst
from PIL import Image

TEXTS = {
    "rus": (
        "В марте 2017 года мужчин задерживали в посёлке у вокзала, сообщили трое свидетелей. Их держали в подвале "
        "отделения до 12 апреля 2017 года; двое вернулись домой, о судьбе остальных ничего не известно. Газета "
        "насчитала 104 человека, представитель власти отрицал задержания. Семьи получили тела 3 мая 2018 года."
    ),
    "kat": (
        "2017 წლის მარტში სოფელში მამაკაცები დააკავეს, თქვა სამმა მოწმემ. ისინი 12 აპრილამდე იმყოფებოდნენ "
        "განყოფილების სარდაფში; ორი შინ დაბრუნდა, დანარჩენების ბედი უცნობია. გაზეთმა 104 ადამიანი დათვალა."
    ),
    "ara": (
        "في مارس 2017 احتجز رجال في بلدة قرب المحطة بحسب ثلاثة شهود. بقوا في قبو المركز حتى 12 أبريل 2017. عاد "
        "اثنان إلى بيتيهما ولا يعرف مصير الآخرين. أحصت الصحيفة 104 أشخاص ونفى ممثل السلطات الاعتقالات."
    ),
}
_FONTS = {"rus": "Noto Serif", "kat": "Noto Serif Georgian", "ara": "Noto Naskh Arabic"}
_LANGUAGES = {"rus": "ru", "kat": "ka", "ara": "ar"}


@cache
def printed(language: str) -> bytes:
    """A PDF of one page with the text three times."""
    text = "\n\n".join([TEXTS[language]] * 3)
    letters = f'font: "{_FONTS[language]}", size: 12pt, lang: "{_LANGUAGES[language]}"'
    made = typst.compile(f'#set page(paper: "a4")\n#set text({letters})\n{text}'.encode())
    assert isinstance(made, bytes)
    return made


@cache
def picture(language: str, dpi: int = 200) -> Image.Image:
    """The page as a picture in grey."""
    drawn: Image.Image = (
        pypdfium2.PdfDocument(printed(language))[0].render(scale=dpi / 72, grayscale=True).to_pil()
    )
    return drawn


def saved(image: Image.Image, form: str, **how: object) -> bytes:
    """A picture as a file."""
    stream = io.BytesIO()
    image.save(stream, form, **how)
    return stream.getvalue()


def scanned(*languages: str, turned: int = 0) -> bytes:
    """A PDF without words: each page is a picture."""
    pages = [picture(each).rotate(turned, expand=True) for each in languages]
    return saved(pages[0], "PDF", resolution=200, save_all=True, append_images=pages[1:])
