"""Columns that may describe people instead of being lists of them: by what they are called, and by whom they hold.

A table of people often carries `female` or `child` in 0 and 1 beside its lists. Taken for a list, such a column makes a
clean estimate of nothing.
"""

import re
from collections.abc import Iterator
from unicodedata import combining, normalize

from isthmus.core.estimate.values import Lists
from isthmus.core.messages import Message

__all__ = ["CODES", "doubtful_lists", "is_attribute"]

CODES = ("estimate.list_named_as_attribute", "estimate.nobody_on_list_alone")
"""The codes of what is said of such lists, which are the same ones in every stratum."""

_NO_WORD = re.compile(r"[\W\d_]+")
_LEAST_ALONE = 5  # people on a list: of fewer, chance alone may put each on another list, too

# Sex, age, whether somebody was a civilian, and whether they died: what registers of the dead and missing note in 0 and
# 1. In the languages that the desk reads sexes in: English, Russian, Ukrainian, Arabic, Persian, Turkish, French,
# Spanish. Single letters are left out: lists are often called by one.
_WORDS = """
    female male sex gender woman women man men girl girls boy boys child children minor minors juvenile adult adults
    infant elderly civilian civilians combatant combatants dead died deceased killed alive death deaths
    женщина женщины женский мужчина мужчины мужской пол ребенок дети детский несовершеннолетний взрослый
    взрослые гражданский гражданские мирный комбатант мертвый мертв умер умерший погибший погибшие
    убит убитый жив живой смерть
    жінка жінки жіноча чоловік чоловіки чоловіча стать дитина діти неповнолітній дорослий дорослі цивільний цивільні
    комбатант мертвий помер загиблий загиблі вбитий живий
    أنثى إناث ذكر ذكور جنس الجنس امرأة نساء رجل رجال بنت ولد طفل أطفال قاصر بالغ بالغين مدني مدنيون مدنيين مقاتل ميت
    متوفى متوفي وفاة قتيل قتلى مقتول حي
    زن زنان مرد مردان جنسیت دختر پسر کودک کودکان بزرگسال غیرنظامی نظامی مرده کشته فوت درگذشته زنده
    kadın kadin erkek cinsiyet kız çocuk çocuklar yetişkin reşit sivil siviller savaşçı ölü ölen öldü ölüm sağ
    femme femmes féminin homme hommes masculin sexe genre fille garçon enfant enfants mineur mineure adulte adultes
    civil civile civils combattant mort morte décédé décédée décès tué vivant
    mujer mujeres femenino hombre hombres masculino sexo género niña niño niños menor adulto adulta adultos civiles
    combatiente muerto muerta muerte fallecido fallecida vivo viva
"""
# Beside such a word: of a program that splits a column into several, and of people who say what 1 means.
_BESIDE = "is was a the of victim person status flag dummy yes no"


def _letters(text: str) -> str:
    """Return the text as names are compared: without case, accents and points, and with Arabic letters in one form."""
    plain = normalize("NFKD", text.casefold().translate(_ALIKE))
    return _NO_WORD.sub(" ", "".join(each for each in plain if not combining(each)))


_ALIKE = str.maketrans("أإآىیکıё", "اااييكiе")
_ATTRIBUTES = frozenset(_letters(_WORDS).split())
_KNOWN = _ATTRIBUTES | frozenset(_BESIDE.split())


def is_attribute(name: str) -> bool:
    """Return whether a column is called like something that is true of a person: `female`, `is_child`, `sex_male`."""
    words = set(_letters(name).split())
    return bool(words & _ATTRIBUTES) and words <= _KNOWN


def doubtful_lists(lists: Lists) -> Iterator[Message]:
    """Yield warnings of lists that may be something else."""
    alone = lists.counts @ (lists.patterns & (lists.patterns.sum(axis=1) == 1)[:, None])
    inside = lists.overlaps() == lists.sizes()[:, None]
    for at, (name, size) in enumerate(zip(lists.names, lists.sizes().tolist(), strict=True)):
        if size and is_attribute(name):
            yield Message("estimate.list_named_as_attribute", list=name)
        elif (
            size >= _LEAST_ALONE and not alone[at] and inside[at].sum() == 1
        ):  # inside another one is said elsewhere
            yield Message("estimate.nobody_on_list_alone", list=name)
