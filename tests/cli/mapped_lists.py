"""Lists in a folder with their mappings, for tests of what becomes of them."""

import csv
import json
from pathlib import Path

from click.testing import CliRunner, Result

from isthmus.cli.count import command as count
from isthmus.cli.mapping import command

HEAD = """\
mapping: 1
name: A list
row: {row}
{table}
document: {{title: A list, author: Network, held: yes, lists_once: {once}}}
sources: {{kinds: {{Network: organisation}}, other: outlet}}
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, list(map(str, arguments)))


class List:
    """A list and its mapping in a folder."""

    def __init__(self, folder: Path, table: str, mapping: str) -> None:
        self.list, self.mapping = folder / "list.csv", folder / "mapping.yaml"
        self.out, self.aside = folder / "workbook", folder / "aside.csv"
        self.list.write_text(table, encoding="utf-8")
        self.mapping.write_text(mapping, encoding="utf-8")

    def applied(self) -> dict[str, object]:
        """What the command says of it."""
        options = ("--mapping", self.mapping, "--out", self.out, "--aside", self.aside, "--json")
        ran = run("apply", self.list, *options)
        assert ran.exit_code == 0, ran.output
        found: dict[str, object] = json.loads(ran.stdout)
        assert found["rows"] == len(self.rows()) == self.accounted(found)
        return found

    def rows(self) -> list[list[str]]:
        with self.list.open(encoding="utf-8", newline="") as file:
            return [row for row in list(csv.reader(file))[1:] if any(row)]

    def accounted(self, found: dict[str, object]) -> int:
        assert isinstance(found["understood"], int)
        return found["understood"] + len(self.set_aside())

    def set_aside(self) -> list[dict[str, str]]:
        with self.aside.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def sheet(self, name: str) -> list[dict[str, str]]:
        with (self.out / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def minimum(self) -> int:
        ran = CliRunner().invoke(count, [str(self.out), "--json"])
        assert ran.exit_code == 0, ran.output
        found: int = json.loads(ran.stdout)["k"]["1"]["documented_minimum"]
        return found


DEAD = """\
no,name,age,date,place,remark
1,Amba Arnov,31,2017-03-05,Hill Village,by shelling
2,Belo Bexley,24,5 March 2017,Hill Village,
3,Cita Corrin,58,9.3.2017,River Village,
4,N.N.,,09/03/2017,River Village,
5,Dorun Dastan,7 months,April 2017,River Village,
6,Belo Bexley,63,2017-04-11,hill village,
,Total,,,,
"""
DEAD_MAPPING = (
    HEAD.format(row="person", table="table: {key: [no]}", once="people")
    + """\
statement: {speaker: Network, basis: record, locator: {column: no, prefix: "no. "}}
acts:
  - type: killing
    outcome: death
    date: {column: date}
    place: {column: place}
    people:
      - role: victim
        name: {column: name}
        age: {column: age}
"""
)

NUMBERS = """\
found dead,number,names,cause,source
05/01/2016,2,"N.N. (2 men)",drowned,"Agency A, Daily B"
in Jan 2016,1,"Amba Arnov (woman, 24)",shot,Agency A
late Jan 2016,5,"N.N. (3 men); Belo Bexley (boy, 6)",suffocated,Group C
15/02/2016,4,,train,Agency A
22 Feb 2016,0,,,
11/02/2016,at least 20,"Cita Corrin (m, 30)",boat,Agency A
13/02/2016,1,"N.N. (3 men)",boat,Agency A
14/02/2016,some,,boat,
"""
NUMBERS_MAPPING = (
    HEAD.format(row="incident", table="", once="incidents")
    + """\
statement:
  speaker: Network
  basis: told
  told_by: {column: source, split: ","}
acts:
  - type: killing
    where: number
    date: {column: found dead, dates: day_first}
    people:
      - role: victim
        number: {column: number}
        names: {column: names, split: ";"}
"""
)
