"""Rosters of invented people, with the truth of who is who, to judge record linkage by; never to tune it on.

They are of another hand than `benchmarks.rosters`, which linking was tuned on, and share no code with it, nor with
Isthmus. The same arguments give the same bytes. The truth is `id,person`, a line for each row that has a truth; a
number of people counts persons, not rows (`allequal`: rows). Given names are common ones, families and places are
made of roots or syllables.

The people: events strike one person (mostly men near 28) or a household; an eighth (Slavic) to a fifth (Arab) of
events strike households, which hold 28 % and 55 % of all people. Siblings share father, grandfather and family;
brothers' households give cousins; eldest sons bear the grandfather's name; twins 2 %. Arab wives keep their family (a
list may give the husband's), Slavic and Bosnian wives take it. People of one event tend to be on the same lists. Each
list has facts off by its own shares: age by 1 (5 to 15 %) or more (3 %), heaped on fives, missing (5 %); sex wrong
0.8 %, missing 2 %; date of death off 6 %, missing 3 %, month only 1 %; place of home for place of death 15 %, district
for town 10 to 25 %, missing 4 %; 2 % of Arabic rows say little more than a name.

- `patronymics`: A full Cyrillic names with the day of birth; B `Семёнов А. П.` with the year, mostly without ё; C Latin
  in the habit of passports or of the press, with an age. Lost patronymics, -ьевич and -иевич, Ukrainian forms, pet
  names, maiden names. 30 % on two or three lists.
- `fourpart`: two Arabic lists of name, sex and age; three clerks each with habits of their own (hamza, ة and ه, ى and
  ي, عبد and أبو glued, article dropped or split). Grandfather missing 12 % in A, 28 % in B; 45 % on both.
- `pdf`: `fourpart`, where three of four pages (40 rows) of B are damaged: لا to ال, الله to هللا or هلل, letters
  exchanged, words joined or broken, digits of ages reversed (6 %).
- `acrossscripts`: A Arabic, B Latin by three of six habits; name, sex, age, date, place; 45 %.
- `agesbirths`: Bosnian names in parts; A states an age, B a birth (day 67 %, year 30 %, month); 40 %.
- `subset`: Latin names; B holds 35 % of A's people, 60 % typed off A with slips, 40 % anew; A repeats 5 %.
- `clean`: nobody twice; very few families, many namesakes.
- `repeats`: one Arabic list with 20 % repeats unless told otherwise, 12 % of them copied as they stood.
- `columns`: Bosnian names; all columns in both lists, to be taken away and added to.
- Bad input, Arabic, two lists, 40 % on both, of name, sex, age, date and place: `moved` (30 % of the cells of a column
  stand in the next, whose cell is lost), `big` (two people with 200 records each), `allequal`, `namesonly`,
  `numbersonly` (body numbers for names; no truth), `sexes` (written in five ways), `firstofjanuary` (each birth is said
  to be on 1 January), `birthyears` (`age` holds years of birth in A).
"""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.judged import bad, worlds
from benchmarks.judged.core import Options, Roster, write
from benchmarks.judged.patronymics import patronymics

__all__ = ["WORLDS", "Options", "Roster", "make", "write"]

type World = Callable[[int, random.Random, Options], Roster]

WORLDS: dict[str, World] = {
    "patronymics": patronymics,
    "fourpart": worlds.fourpart,
    "pdf": worlds.pdf,
    "acrossscripts": worlds.acrossscripts,
    "agesbirths": worlds.agesbirths,
    "subset": worlds.subset,
    "clean": worlds.clean,
    "repeats": worlds.repeats,
    "columns": worlds.columns,
    "moved": bad.moved,
    "big": bad.big,
    "allequal": bad.allequal,
    "namesonly": bad.namesonly,
    "numbersonly": bad.numbersonly,
    "sexes": bad.sexes,
    "firstofjanuary": bad.firstofjanuary,
    "birthyears": bad.birthyears,
}


def make(world: str, people: int, seed: int, options: Options | None = None) -> Roster:
    """Return the roster of a world: the same for the same arguments."""
    rng = random.Random(f"{world}/{people}/{seed}")
    return WORLDS[world](people, rng, options or Options())
