"""Three lists of invented people, each with its own spelling: what linking has something to propose of."""

from pathlib import Path
from random import Random

from isthmus.core.workbook.rows import Act, Document, Mention, Place, Source, Statement, Workbook
from isthmus.files.workbook import write_csv

__all__ = ["write_lists"]

GIVEN = (
    ("Адан", "Adan"), ("Иса", "Isa"), ("Муса", "Musa"), ("Тимур", "Timur"), ("Руслан", "Ruslan"), ("Данил", "Danil"),
    ("Тарас", "Taras"), ("Роман", "Roman"), ("Самир", "Samir"), ("Лука", "Luka"),
)  # fmt: skip
FAMILY = (
    ("Примеров", "Primerov"), ("Образцов", "Obraztsov"), ("Экземпляров", "Ekzemplyarov"), ("Пробников", "Probnikov"),
    ("Вариантов", "Variantov"), ("Случаев", "Sluchaev"), ("Выдуманов", "Vydumanov"), ("Условнов", "Uslovnov"),
)  # fmt: skip
VILLAGES = ("Village A", "Village B", "Village C", "Village D")
PEOPLE = 60
SEED = 7


def write_lists(folder: Path) -> Path:
    """Write the lists as a workbook into a new folder."""
    write_csv(lists(), folder)
    return folder


def lists() -> Workbook:
    """Each list holds two thirds of the people: in Cyrillic, in Latin, or with initials."""
    rng = Random(SEED)
    people = [
        (rng.choice(GIVEN), rng.choice(FAMILY), rng.randint(16, 60), rng.randrange(4)) for _ in range(PEOPLE)
    ]
    mentions, number = [], 0
    for listed in (1, 2, 3):
        for given, family, age, village in people:
            if rng.random() > 0.66:
                continue
            number += 1
            name = (
                f"{family[0]} {given[0]}",
                f"{given[1]} {family[1]}",
                f"{given[1][0]}. {family[1]}" if rng.random() < 0.3 else f"{family[1]} {given[1]}",
            )[listed - 1]
            stated = {"age": str(age + rng.choice((0, 0, 1)))} if rng.random() < 0.7 else {}
            home = f"p{village + 2}" if rng.random() < 0.7 else ""
            mentions.append(
                Mention(
                    f"m{number:03}",
                    f"a{listed}",
                    "victim",
                    1,
                    1,
                    "individual",
                    name=name,
                    sex="male",
                    home=home,
                    **stated,
                )
            )
    return Workbook(
        sources=tuple(Source(f"s{n}", f"Outlet {n}", "outlet") for n in (1, 2, 3)),
        places=(
            Place("p1", "District N"),
            *(Place(f"p{n + 2}", name, parent="p1") for n, name in enumerate(VILLAGES)),
        ),
        documents=tuple(
            Document(f"d{n}", f"List {n}", (f"s{n}",), "yes", published="2017-04") for n in (1, 2, 3)
        ),
        statements=tuple(
            Statement(
                f"t{n}", f"d{n}", (f"s{n}",), "asserts", "first_hand", quote=f"List {n} of those taken away."
            )
            for n in (1, 2, 3)
        ),
        acts=tuple(
            Act(f"a{n}", f"t{n}", "unlawful_detention", date="2017-03", place="p1") for n in (1, 2, 3)
        ),
        mentions=tuple(mentions),
    )
