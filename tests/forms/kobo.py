"""Exports of a form as KoBo writes them: a sheet of submissions, one for each repeat, and a ZIP of files.

The form: a witness tells of incidents (a repeat), each with its victims (a repeat within it), and of the dead whom they
know without an incident (a second repeat of the form). Columns stand in the order, and are called, as KoBo has them.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

from openpyxl import Workbook

__all__ = ["Incident", "KoboForm", "Person", "Submission", "submissions"]

_GIVEN = ["Amba", "Belo", "Cita", "Dorun", "Evra", "Falim", "Gora", "Hela", "Imer", "Jova"]
_FAMILY = ["Arnov", "Bexley", "Corrin", "Dastan", "Elwin", "Farro", "Gatz", "Hollin"]
_REGIONS = ("North", "South", "Lake")
_VIOLATIONS = ("killing", "torture", "unlawful_detention", "theft")
_SUBMISSION = [
    "_id",
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_notes",
    "_status",
    "_submitted_by",
    "__version__",
    "_tags",
]


@dataclass
class Person:
    """A victim, as told."""

    name: str
    age: str
    sex: str


@dataclass
class Incident:
    """What was done, as told."""

    day: str
    place: str
    violation: str
    people: list[Person]


@dataclass
class Submission:
    """One form that was filled in and sent."""

    number: int
    uuid: str
    witness: str
    region: str
    story: str
    incidents: list[Incident]
    photo: str = ""
    version: str = "v1"
    validation: str = ""


def submissions(n: int, seed: int) -> list[Submission]:
    """Return invented submissions."""
    rng = random.Random(seed)  # invented data

    def person() -> Person:
        name = f"{rng.choice(_GIVEN)} {rng.choice(_FAMILY)}"
        return Person(name, str(rng.randint(1, 80)), rng.choice(("male", "female")))

    def incident() -> Incident:
        day = f"2025-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        people = [person() for _ in range(rng.randint(1, 3))]
        return Incident(day, f"Village {rng.randint(1, 30)}", rng.choice(_VIOLATIONS[:3]), people)

    return [
        Submission(
            number=41_000 + each,
            uuid=f"{rng.getrandbits(32):08x}-{rng.getrandbits(16):04x}-4{rng.getrandbits(12):03x}"
            f"-a{rng.getrandbits(12):03x}-{rng.getrandbits(48):012x}",
            witness=f"W-{each:03}",
            region=rng.choice(_REGIONS),
            story=f"They came at dawn to house {each}.\nNobody was asked why.",
            incidents=[incident() for _ in range(rng.randint(1, 3))],
            photo=f"photo {each}.jpg" if each % 3 == 0 else "",
        )
        for each in range(1, n + 1)
    ]


@dataclass
class KoboForm:
    """Writes exports. `renamed`: the question `region` of the second version is called `area`."""

    title: str = "Testimonies of the lake"
    sent: Sequence[Submission] = ()
    split: bool = True
    summary: bool = True
    words: tuple[str, str] = ("1", "0")
    renamed: bool = False
    first_index: int = 1
    extra: dict[str, str] = field(default_factory=dict)

    def write(self, path: Path) -> Path:
        """Write the spreadsheet."""
        book = Workbook()
        sheets = {name: book.create_sheet(name[:31]) for name in (self.title, "incidents", "victims")}
        book.remove(book["Sheet"])
        for name, rows in self._tables().items():
            for row in rows:
                sheets[name].append(row)
        book.save(path)
        return path

    def write_media(self, path: Path, *, without: Sequence[str] = ()) -> Path:
        """Write the ZIP of files, in folders as KoBo has them."""
        with ZipFile(path, "w") as archive:
            for each in self.sent:
                if each.photo and each.photo not in without:
                    name = each.photo.replace(" ", "_")
                    place = f"collector/attachments/aBcD1234/{each.uuid}/{name}"
                    archive.writestr(place, b"\xff\xd8\xff\xe0 " + each.uuid.encode())
        return path

    def _tables(self) -> dict[str, list[list[str | int]]]:
        incidents, victims = [self._incident_names()], [self._victim_names()]
        main: list[list[str | int]] = [[*self._main_names()]]
        index = self.first_index
        for number, each in enumerate(self.sent, index):
            main.append([*self._main(each), number])
            for told in each.incidents:
                at = index + len(incidents) - 1
                tail = self._of_submission(each)
                incidents.append([told.day, told.place, *self._chosen(told), at, self.title, number, *tail])
                for person in told.people:
                    place = index + len(victims) - 1
                    cells: list[str | int] = [person.name, person.age, person.sex, place, "incidents", at]
                    victims.append([*cells, *tail])
        return {self.title: main, "incidents": incidents, "victims": victims}

    def _chosen(self, told: Incident) -> list[str]:
        yes, no = self.words
        columns = [yes if each == told.violation else no for each in _VIOLATIONS]
        return [*([told.violation] if self.summary else []), *(columns if self.split else [])]

    def _main_names(self) -> Iterator[str]:
        yield from ("start", "end", "today", "deviceid", "phonenumber", "username")
        yield from ("interview/witness_code", "interview/witness_phone", "interview/region")
        if self.renamed:
            yield "interview/area"
        yield from ("interview/gps", "_interview/gps_latitude", "_interview/gps_longitude")
        yield from ("_interview/gps_altitude", "_interview/gps_precision")
        yield from ("story", "photo", "photo_URL", *self.extra, "__version__")
        yield from ("_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status")
        yield from ("_submitted_by", "_tags", "_index")

    def _main(self, each: Submission) -> list[str | int]:
        place = "42.123456 44.654321 310.5 4.9"
        new = each.version != "v1"
        region = [each.region if not (self.renamed and new) else ""]
        area = [each.region if new else ""] if self.renamed else []
        link = f"https://kobo.example/media/{each.photo}" if each.photo else ""
        return [
            *("2026-01-05T09:12:44.120+03:00", "2026-01-05T10:02:00.001+03:00", "2026-01-05"),
            *("collect:Zx81", "+995 555 12 34 56", "collector_three"),
            *(each.witness, "+995 599 77 66 55", *region, *area),
            *(place, *place.split()),
            *(each.story, each.photo, link, *self.extra.values(), each.version),
            *(each.number, each.uuid, "2026-01-05T07:30:12", each.validation, "", "submitted_via_web"),
            *("collector_three", ""),
        ]

    def _of_submission(self, each: Submission) -> list[str | int]:
        return [
            *(each.number, each.uuid, "2026-01-05T07:30:12", each.validation, "", "submitted_via_web"),
            *("collector_three", each.version, ""),
        ]

    def _incident_names(self) -> list[str | int]:
        options = [f"incidents/what/violation/{each}" for each in _VIOLATIONS] if self.split else []
        summary = ["incidents/what/violation"] if self.summary else []
        return [
            *("incidents/when", "incidents/place", *summary, *options),
            *(
                "_index",
                "_parent_table_name",
                "_parent_index",
                *(f"_submission_{each}" for each in _SUBMISSION),
            ),
        ]

    def _victim_names(self) -> list[str | int]:
        return [
            *("victims/name", "victims/age", "victims/sex"),
            *(
                "_index",
                "_parent_table_name",
                "_parent_index",
                *(f"_submission_{each}" for each in _SUBMISSION),
            ),
        ]
