"""What is coded to measure the desk: a testimony of our own invention, and an article that lies elsewhere.

The article is named by a path and never copied: its quotes are said by paragraph and words.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Coded", "CodedDocument", "Who", "article", "testimony"]


@dataclass(frozen=True)
class Who:
    """Somebody in a statement. `row`: of the form; `same`: the number of the statement whose they are."""

    row: int = 0
    low: str = ""
    high: str = ""
    as_said: str = ""
    name: str = ""
    description: str = ""
    age: str = ""
    status: str = ""
    same: int = 0


@dataclass(frozen=True)
class Coded:
    """One statement as it is coded. `as_before`: what can be carried over is; `further`: another act of it."""

    quote: str = ""
    speaker: str = ""
    basis: str = "unknown"
    told_by: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    stance: str = "asserts"
    contests: int = 0
    type: str = ""
    place: str = ""
    date: str = ""
    ground: str = ""
    method: str = ""
    outcome: str = ""
    people: tuple[Who, ...] = ()
    as_before: bool = False
    further: bool = False


@dataclass(frozen=True)
class CodedDocument:
    """A document, and everything that is coded from it."""

    title: str
    author: str
    text: str
    statements: tuple[Coded, ...]
    kinds: dict[str, str] = field(default_factory=dict)
    published: str = ""


def _words(text: str) -> "dict[tuple[int, int, int], str]":
    """Return a passage by paragraph, first word and last word, counted from one."""

    class Passages(dict[tuple[int, int, int], str]):
        def __missing__(self, at: tuple[int, int, int]) -> str:
            paragraph, first, last = at
            part = [each for each in re.split(r"\n\s*\n", text) if each.strip()][paragraph - 1]
            words = list(re.finditer(r"\S+", part))
            last = last or len(words)
            return part[words[first - 1].start() : words[last - 1].end()]

    return Passages()


def article(path: Path) -> CodedDocument:
    """Return the article of the trial that found 205 clicks, 960 keys and 19 page loads."""
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n").strip()
    said = _words(text)
    paper, times = "Novaya Gazeta", "The New York Times"
    republic, by = "Chechnya", "by 1 April 2017"
    ground = "sexual orientation"
    authorities = Who(1, description="Chechen authorities")
    told = ("police sources", "government sources")
    held = "unlawful detention"
    statements = (
        Coded(
            said[2, 23, 0],
            paper,
            "told",
            told,
            (times,),
            type=held,
            place=republic,
            date=by,
            ground=ground,
            people=(Who(low="2", description="gay men"), authorities),
        ),
        Coded(further=True, type="killing", people=()),
        Coded(
            said[3, 1, 15],
            paper,
            "told",
            told,
            (times,),
            type=held,
            place=republic,
            date=by,
            ground=ground,
            people=(Who(same=1),),
            as_before=True,
        ),
        Coded(
            said[4, 14, 35],
            times,
            type="enforced disappearance",
            place=republic,
            date=by,
            people=(Who(as_said="dozens", description="gay men", age="16/50"),),
        ),
        Coded(
            said[5, 7, 25],
            "the analyst",
            "told",
            ("her own sources",),
            (times,),
            type=held,
            place=republic,
            date=by,
            ground=ground,
            people=(Who(low="100", as_said="more than 100", same=1),),
        ),
        Coded(
            said[5, 1, 25],
            paper,
            "told",
            told,
            (times,),
            type=held,
            place=republic,
            date=by,
            ground=ground,
            people=(Who(low="100", as_said="more than 100", same=5), authorities),
            as_before=True,
        ),
        Coded(
            said[5, 26, 33],
            paper,
            "told",
            told,
            (times,),
            type="killing",
            place=republic,
            date=by,
            ground=ground,
            people=(Who(low="3", high="3"),),
            as_before=True,
        ),
        Coded(
            said[5, 34, 0],
            paper,
            via=(times,),
            stance="suspects",
            type="killing",
            place=republic,
            date=by,
            people=(Who(as_said="many others"),),
            as_before=True,
        ),
        Coded(
            said[6, 1, 0],
            "the spokesman",
            via=("Interfax",),
            stance="denies",
            contests=1,
        ),
        Coded(
            said[11, 6, 20],
            paper,
            via=(times,),
            type="killing",
            place=republic,
            date=by,
            people=(Who(low="1"),),
        ),
        Coded(
            said[12, 1, 0],
            times,
            type=held,
            place=republic,
            date=by,
            ground=ground,
            method="lure",
            people=(Who(low="2", description="closeted gay men"), authorities),
        ),
        Coded(said[13, 16, 25], paper, via=(times,), place="the Caucasus"),
        Coded(
            said[14, 1, 0],
            times,
            type=held,
            place=republic,
            date=by,
            people=(Who(low="2", description=said[14, 7, 9]),),
        ),
        Coded(
            said[15, 1, 17],
            "the news site",
            type="forced displacement",
            place=republic,
            date="April 2017",
            ground=ground,
            people=(Who(low="2", description="Gay men", status="fled"),),
        ),
        Coded(said[16, 1, 5], "the analyst", via=(times,), place=republic),
        Coded(
            said[18, 1, 21],
            "a user of Vkontakte",
            via=(times,),
            type=held,
            place="a village in Chechnya",
            date="March 2017",
            people=(Who(age="16", status="released"),),
        ),
        Coded(further=True, type="torture", people=()),
    )
    kinds = {
        paper: "outlet",
        times: "outlet",
        "Interfax": "outlet",
        "the news site": "outlet",
        "police sources": "protected",
        "government sources": "protected",
        "her own sources": "protected",
        "the analyst": "person",
        "the spokesman": "authority",
        "a user of Vkontakte": "anonymous",
    }
    return CodedDocument("Report of the news site", "the news site", text, statements, kinds, "1 April 2017")


def testimony() -> CodedDocument:
    """Return six pages of somebody who saw some of it, and was told of some: nobody's, and made up."""
    text = (Path(__file__).parent / "coding_testimony.txt").read_text(encoding="utf-8").strip()

    def said(first: str, last: str) -> str:
        start = text.index(first)
        return text[start : text.index(last, start) + len(last)]

    driver, town, bridge = "the driver", "the river town", "the stone bridge"
    militia = Who(1, description="the militia")
    held = "unlawful detention"
    statements = (
        Coded(
            said("On 12 October", "the miller"),
            driver,
            "first_hand",
            type="enforced disappearance",
            place=bridge,
            date="12 October 2014",
            people=(Who(low="2", high="2", description="two brothers"), militia),
        ),
        Coded(
            said("men of the militia had", "the radio"),
            "the miller's wife",
            "first_hand",
            via=(driver,),
            type="house raid",
            place="the mill",
            date="12 October 2014",
            people=(Who(low="1"), Who(1, same=1)),
        ),
        Coded(
            said("Between October", "by the militia"),
            driver,
            "first_hand",
            type=held,
            place=bridge,
            date="2014-10/2014-12",
            people=(Who(low="9", high="9", description="nine men"), Who(1, same=1)),
        ),
        Coded(
            said("The teacher was held", "eleven days"),
            "the teacher",
            "first_hand",
            via=(driver,),
            type=held,
            place="the grain store",
            date="November 2014",
            people=(Who(description="The teacher"), Who(1, same=1)),
        ),
        Coded(further=True, type="torture", method="beating", people=()),
        Coded(
            said("She heard a man", "first week of November"),
            "the teacher",
            "first_hand",
            via=(driver,),
            type="death in custody",
            place="the grain store",
            date="2014-11-01/2014-11-07",
            as_before=True,
            people=(Who(low="1", description="one of the lake people"),),
        ),
        Coded(said("People were afraid", "the town."), driver, "first_hand", place=town),
        Coded(
            said("The governor's office", "January 2015"),
            driver,
            "record",
            type="forced displacement",
            place=town,
            date="by 31 January 2015",
            ground="ethnicity",
            people=(
                Who(low="2", description="families of the lake people"),
                Who(1, description="The governor's office"),
            ),
        ),
        Coded(
            said("there were about sixty", "on it"),
            "the clerk",
            "record",
            via=(driver,),
            place=town,
        ),
        Coded(
            said("Some forty families", "last days of January"),
            driver,
            "first_hand",
            type="forced displacement",
            place=town,
            date="2015-01-25/2015-01-31",
            ground="ethnicity",
            people=(Who(low="40", as_said="Some forty families", status="fled"),),
        ),
        Coded(
            said("On the night of 2", "lower street"),
            driver,
            "first_hand",
            type="property destruction",
            place="the lower street",
            date="2 February 2015",
            people=(Who(low="11"), Who(1, same=1)),
        ),
        Coded(
            said("the militia had fired", "on the bank"),
            "the widow",
            "first_hand",
            via=(driver,),
            type="killing",
            place="the lower street",
            date="2 February 2015",
            people=(Who(low="5", high="5"), Who(1, same=1)),
        ),
        Coded(
            said("nobody had been killed", "lower street"),
            "the commander",
            via=("the priest",),
            stance="denies",
            contests=11,
        ),
        Coded(
            said("a stove had fallen", "the rest"),
            "The radio of the capital",
            via=(driver,),
            place="the lower street",
        ),
        Coded(
            said("On 9 March", "at the bridge"),
            driver,
            "first_hand",
            type=held,
            place=bridge,
            date="9 March 2015",
            people=(Who(low="1", description="the driver", status="released"), Who(1, same=1)),
        ),
        Coded(
            said("A boy of about", "let go"),
            driver,
            "first_hand",
            type=held,
            place=bridge,
            date="March 2015",
            people=(Who(description="the grandson of the beekeeper", age="15"),),
            as_before=True,
        ),
        Coded(
            said("The company dismissed", "a reason"),
            driver,
            "first_hand",
            type="denial of a right",
            place=town,
            date="13 March 2015",
            people=(Who(description="the driver", same=15), Who(1, description="The company")),
        ),
        Coded(
            said("he had been given a list", "that winter"),
            "the lawyer",
            "record",
            via=(driver,),
            type=held,
            place=town,
            date="2014-10/2015-03",
            people=(Who(low="31", as_said="thirty-one people"),),
        ),
        Coded(
            said("he was ordered to stop", "the governor"),
            driver,
            stance="suspects",
            place=bridge,
        ),
    )
    kinds = dict.fromkeys(
        (driver, "the miller's wife", "the teacher", "the clerk", "the widow", "the priest", "the lawyer"),
        "person",
    )
    kinds |= {"the commander": "authority", "The radio of the capital": "outlet"}
    return CodedDocument("Testimony of a driver", driver, text, statements, kinds, "April 2015")
