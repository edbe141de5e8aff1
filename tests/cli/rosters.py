"""A roster in files, linked by the command, and what it wrote."""

from pathlib import Path

import pyarrow.parquet as pq
from click.testing import CliRunner, Result

from isthmus.cli.link.roster import command

HEAD = "id,given,father,family,born,place\n"
ROWS = (
    "1,Ali,Musa,Umarov,1990-02-03,Upper village\n"
    "2,Али,Муса,Умаров,1990-02-03,Upper village\n"
    "3,Said,Musa,Umarov,1992-05-06,Upper village\n"
    "4,Aslan,Isa,Dadaev,1985,Lower village\n"
    "5,Aslan,Isa,Dadaev,1985-07-08,Lower village\n"
    "6,Vakha,Adam,Betirov,1970-01-02,Third village\n"
)


def link(folder: Path, *files: Path, options: tuple[str, ...] = ()) -> Result:
    """Run the command on these files; it writes to `folder`/out."""
    return CliRunner().invoke(command, [*map(str, files), "--out", str(folder / "out"), *options])


def written(folder: Path, content: str | bytes, name: str = "list.csv") -> Path:
    """Write a file, and return its path."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def table(folder: Path, name: str) -> list[dict[str, object]]:
    """Return the rows of a table that the command wrote."""
    return pq.ParquetFile(folder / "out" / name).read().to_pylist()


def persons(folder: Path) -> dict[str, str]:
    """Return the person of each id."""
    return {str(row["id"]): str(row["person"]) for row in table(folder, "people.parquet")}
