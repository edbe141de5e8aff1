"""Exports of a form as ODK Central writes them: a ZIP with a CSV of submissions, one for each repeat, and `media/`.

The form: an officer of a helpline is told of detentions. Each submission is one event with its people (a repeat), and
of each person their visits (a repeat within it). Columns are called, and stand in the order, as Central has them.
"""

import csv
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

__all__ = ["Call", "Detained", "OdkForm", "calls"]

_NAMES = ["Нарек Осипян", "Лейла Гасанова", "Omar Haddad", "Salma Idris", "Тимур Валеев", "رنا حداد"]
_CENTRAL = (
    "SubmitterID SubmitterName AttachmentsPresent AttachmentsExpected Status ReviewState DeviceID Edits"
)


@dataclass
class Detained:
    """Somebody who was detained, with the days on which they were visited."""

    name: str
    born: str
    visits: list[str] = field(default_factory=list)


@dataclass
class Call:
    """One submission."""

    key: str
    day: str
    town: str
    account: str
    people: list[Detained]
    record: str = ""
    edits: int = 0


def calls(n: int, seed: int) -> list[Call]:
    """Return invented submissions."""
    rng = random.Random(seed)  # invented data

    def detained() -> Detained:
        visits = [f"2026-02-{rng.randint(1, 28):02}" for _ in range(rng.randint(0, 2))]
        return Detained(rng.choice(_NAMES), f"{rng.randint(1950, 2004)}-0{rng.randint(1, 9)}-11", visits)

    return [
        Call(
            key=f"uuid:{rng.getrandbits(32):08x}-{rng.getrandbits(16):04x}-4aaa-b{rng.getrandbits(12):03x}"
            f"-{rng.getrandbits(48):012x}",
            day=f"2026-01-{rng.randint(1, 28):02}",
            town=f"Town {rng.randint(1, 9)}",
            account=f'"They took him from the shop", she said; call {each}, with commas,\nand lines.',
            people=[detained() for _ in range(rng.randint(1, 4))],
            record=f"17{rng.getrandbits(36)}.m4a" if each % 2 else "",
        )
        for each in range(n)
    ]


@dataclass
class OdkForm:
    """Writes exports. `newest_first`: as Central lists submissions."""

    name: str = "helpline"
    sent: Sequence[Call] = ()
    question: str = "event-account"
    newest_first: bool = True

    def write(self, path: Path, *, media: bool = True) -> Path:
        """Write the ZIP."""
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            for name, rows in self._tables().items():
                archive.writestr(name, _csv(rows))
            records = {each.record: each.key for each in self.sent if each.record and media}
            for name, key in records.items():
                archive.writestr(f"media/{name}", b"\0\0\0\x18ftypM4A " + key.encode())
        return path

    def _tables(self) -> dict[str, list[list[str]]]:
        main = [self._header()]
        people = [["detained_name", "date_of_birth", "PARENT_KEY", "KEY"]]
        visits = [["visit_date", "PARENT_KEY", "KEY"]]
        for each in reversed(self.sent) if self.newest_first else self.sent:
            main.append(self._row(each))
            for number, person in enumerate(each.people, 1):
                key = f"{each.key}/detained[{number}]"
                people.append([person.name, person.born, each.key, key])
                for at, day in enumerate(person.visits, 1):
                    visits.append([day, key, f"{key}/visits[{at}]"])
        folder = self.name
        return {
            f"{folder}.csv": main,
            f"{folder}-detained.csv": people,
            f"{folder}-visits.csv": visits,
        }

    def _header(self) -> list[str]:
        return [
            *("SubmissionDate", "start", "end", "today", "deviceid", "caller_phone", "officer_username"),
            *("event-date", "event-town", "event-point-Latitude", "event-point-Longitude"),
            *("event-point-Altitude", "event-point-Accuracy", self.question, "recording"),
            *("meta-instanceID", "KEY", *_CENTRAL.split(), "FormVersion"),
        ]

    def _row(self, each: Call) -> list[str]:
        files = "1" if each.record else "0"
        return [
            *("2026-02-01T10:11:12.123Z", "2026-02-01T13:00:00.000+03:00", "2026-02-01T13:05:00.000+03:00"),
            *("2026-02-01", "collect:AbC", "+961 3 123 456", "officer.one"),
            *(each.day, each.town, "33.8938", "35.5018", "12", "4.1", each.account, each.record),
            *(
                each.key,
                each.key,
                "17",
                "Officer One",
                files,
                files,
                "",
                "",
                "collect:AbC",
                str(each.edits),
                "3",
            ),
        ]


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
