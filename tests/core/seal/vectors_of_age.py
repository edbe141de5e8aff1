"""C2SP's vectors of the age format: what each holds, and what is expected of a reader."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tests.core.seal.bech32_letters import data_of

VECTORS = Path(__file__).parents[2] / "vectors" / "age" / "cctv-age.zip"


@dataclass(frozen=True)
class Vector:
    """A file, what a reader must say of it, and the identities it is tried with, 32 bytes each."""

    name: str
    expect: str
    payload: str
    is_armoured: bool
    identities: tuple[bytes, ...]
    file: bytes

    def is_payload(self, plaintext: bytes) -> bool:
        return sha256(plaintext).hexdigest() == self.payload


def vectors() -> Iterator[Vector]:
    with zipfile.ZipFile(VECTORS) as archive:
        for name in archive.namelist():
            head, _, body = archive.read(name).partition(b"\n\n")
            fields = [line.split(": ", 1) for line in head.decode().splitlines()]
            known = dict(fields)
            if known.get("compressed") == "zlib":
                body = zlib.decompress(body)
            keys = [value for field, value in fields if field == "identity"]
            yield Vector(
                name,
                known["expect"],
                known.get("payload", ""),
                known.get("armored") == "yes",
                tuple(data_of(key) for key in keys if key.startswith("AGE-SECRET-KEY-1")),
                body,
            )
