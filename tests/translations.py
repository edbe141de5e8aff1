"""Made-up translations, compiled where Django looks for them."""

from collections.abc import Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from tests.house.extraction import extracted

__all__ = ["INVENTED", "compiled"]

# Invented Russian, which has three forms for numbers; the keys are texts that the extraction must have found.
INVENTED: Mapping[str, str | tuple[str, str, str]] = {
    "about {date}": "примерно {date}",
    "Nobody judged this yet.": "Выдуманное предложение.",
    "%(count)s judgement about this is in force.": (
        "%(count)s (один)",
        "%(count)s (два)",
        "%(count)s (много)",
    ),
}


def compiled(folder: Path) -> Path:
    """Write the invented translation into a folder of locales; return the compiled file."""
    catalog = Catalog(locale="ru")
    for found in extracted():
        if found.id:
            made = catalog.add(found.id, context=found.context)
            made.string = INVENTED.get(found.id if isinstance(found.id, str) else found.id[0], made.string)
    file = folder / "ru" / "LC_MESSAGES" / "django.mo"
    file.parent.mkdir(parents=True)
    with file.open("wb") as stream:
        write_mo(stream, catalog)
    return file
