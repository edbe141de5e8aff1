"""Entities as JSON lines."""

import json
from collections.abc import Iterable
from pathlib import Path

from isthmus.files.atomic_write import whole_file
from isthmus.files.ftm.entities import Entity

__all__ = ["write_ftm"]


def write_ftm(written: Iterable[Entity], path: Path) -> None:
    """Write one entity a line; the file is there whole or not at all."""
    with whole_file(path) as stream:
        for entity in written:
            properties = {name: list(values) for name, values in entity.properties.items()}
            line = {"id": entity.id, "schema": entity.schema, "properties": properties}
            stream.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
