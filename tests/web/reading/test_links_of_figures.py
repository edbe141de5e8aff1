"""Every number that a page links leads to as many rows; where it counts no rows, the test says why."""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import urljoin

import pytest
from django.test import Client
from django.urls import reverse

from isthmus.core.workbook.rows import Act, Document, Judgement, Mention, Statement, Workbook
from isthmus.store.desk.models import Document as DocumentRow
from isthmus.store.desk.models import Source as SourceRow
from tests.web.reading.case import GROUND, small_case
from tests.web.reading.pages import load

AT = "2026-01-02T10:00:00Z"

# What counts no rows that could be listed, by the words of its link.
NOT_ROWS = {
    r"^(At least|On two or more lines).*": "a minimum: the least number of people behind the rows to which it leads",
    r"named, and yet the minimum": "its first number counts rows; the test looks at it by the table",
    r"pairs? of single people": "pairs: there are too many to list, the link leads to the people",
    r"pairs? (was|were) judged|without looking at each, .* (judged|left)": "pairs, of which several may judge one",
    r"judged \d+ pairs? to be two": "pairs: one can be judged by several, and the link leads to the judgements",
    r"^events? of the custody log|events? of the custody log$": "events: the page of custody has them all, 50 a page",
    r"^CSV$": "a file",
}
# Columns of Count that are no number of rows.
BOUNDS = ("people documented, at least", "recorded, at most")


def rich_case() -> Workbook:
    """Return a case with withdrawn, suspected and denied statements, groups, a list, sealed rows, opposing voices."""
    case = small_case()
    listed = range(6)
    return replace(
        case,
        documents=(*case.documents, Document("d4", "A list", ("s4",), "yes", lists_once="people")),
        statements=(
            *case.statements,
            Statement("u1", "d1", ("s1",), "suspects", "unknown", quote="Perhaps others."),
            Statement("u2", "d1", ("s4",), "denies", "unknown", denies="occurrence"),
            Statement("u3", "d1", ("s1",), "asserts", "first_hand"),
            Statement("u4", "d2", ("s2",), "asserts", "first_hand", via=("s1",)),
            *(Statement(f"w{n}", "d4", ("s4",), "asserts", "record") for n in listed),
        ),
        acts=(
            *case.acts,
            Act("b1", "u1", "killing", "this", "2021", "p1"),
            Act("b2", "u2", "torture", "this", "2021-03", "p3"),
            Act("b3", "u3", "killing", "this", "2021", "p2"),
            Act("b4", "u4", "unlawful_detention", "this", "2020-05-01", "p3"),
            *(Act(f"c{n}", f"w{n}", "killing", "this", "2022-01", "p2") for n in listed),
        ),
        mentions=(
            *case.mentions,
            Mention("n1", "b1", "victim", 2, None, kind="group"),
            Mention("n2", "b2", "victim", 1, 1, kind="individual"),
            Mention("n3", "b3", "victim", 1, 1, kind="individual", name="Eta Testperson"),
            Mention("n4", "b4", "victim", 1, 1, kind="individual", name="Theta Testperson"),
            *(
                Mention(f"o{n}", f"c{n}", "victim", 1, 1, kind="individual", name=f"Listed {'ABCDEF'[n]}")
                for n in listed
            ),
        ),
        judgements=(
            *case.judgements,
            Judgement("k1", "statement", "u3", "", "withdrawn", "analyst", AT, "one_by_one", "By mistake."),
            Judgement("k2", "person", "o0", "o1", "same", "analyst", AT, "one_by_one", "Twice in the list."),
            Judgement("k3", "person", "m1", "o2", "unsure", "R.", AT, "in_one_go", "No time."),
            Judgement("k4", "person", "m3", "n4", "different", "R.", AT, "in_one_go", "No time."),
        ),
    )


@pytest.fixture
def rich() -> None:
    load(rich_case())


def links(body: str) -> list[tuple[str, str]]:
    """Return each link of the page itself with its words."""
    main = body.partition("<main")[2].partition("</main>")[0]
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', main, re.DOTALL)
    return [(unescape(href), " ".join(re.sub(r"<[^>]+>", " ", words).split())) for href, words in found]


def rows_at(browser: Client, address: str) -> int:
    """Return how many rows an address shows, in all pages; in its section, where it names one."""
    path, _, fragment = address.partition("#")
    body = browser.get(path).content.decode().partition("<main")[2]
    total = re.search(r"\d+ to \d+ of (\d+)", body)
    if fragment:
        body = body.partition(f'id="{fragment}"')[2].partition("</section>")[0]
    return int(total[1]) if total else body.count("data-row")


def numbered(address: str, body: str) -> list[tuple[str, int, str]]:
    """Return each link of a page that has a number in its words: where it leads, the number, the words."""
    found = []
    for href, words in links(body):
        number = re.search(r"(?<![\w.,≥-])(\d[\d,]*)(?![\w-])", words)
        a_row = re.match(
            r"/(person|incident|source|document)/[^#?]*$", href
        )  # its words describe one row, whatever numbers they hold
        if number and not a_row and not any(re.search(each, words) for each in NOT_ROWS):
            n = 0 if words.startswith("None") else int(number[1].replace(",", ""))
            found.append((urljoin(address, href), n, words))
    return found


def follow(browser: Client, address: str) -> int:
    """Follow every number of a page; return how many there were."""
    found = numbered(address, browser.get(address).content.decode())
    wrong = [(href, n, words, rows) for href, n, words in found if (rows := rows_at(browser, href)) != n]
    assert wrong == []
    return len(found)


RECORDS = [
    "/",
    "/?type=killing",
    "/?lines=1",
    "/?said=denied",
    "/?from=2021",
    "/?place=PLACE",
    "/?said=asserted",
]


@pytest.mark.usefixtures("rich")
@pytest.mark.parametrize("address", RECORDS)
def test_each_sentence_of_the_record_leads_to_its_incidents(browser: Client, address: str) -> None:
    from isthmus.store.desk.models import Place

    assert follow(browser, address.replace("PLACE", str(Place.objects.get(ref="p1").uid)))


@pytest.mark.usefixtures("rich")
@pytest.mark.parametrize("address", ["/people/", "/people/?lines=1", "/people/?who=named"])
def test_each_number_of_people_leads_to_them(browser: Client, address: str) -> None:
    assert follow(browser, address)


COUNTS = [
    "/count/",
    "/count/?type=killing",
    "/count/?from=2020&to=2021",
    "/count/?place=PLACE",
    "/count/?to=2020-05",
]


@pytest.mark.usefixtures("rich")
@pytest.mark.parametrize("address", COUNTS)
def test_each_figure_of_the_count_leads_to_what_it_counts(browser: Client, address: str) -> None:
    from isthmus.store.desk.models import Place

    address = address.replace("PLACE", str(Place.objects.get(ref="p1").uid))
    body = browser.get(address).content.decode()
    cells = re.findall(
        r'<td data-label="([^"]*)">\s*(?:<span>)?\s*<a href="([^"]*)">(.*?)</a>', body, re.DOTALL
    )
    looked_at = [
        (urljoin(address, unescape(href)), int(re.sub(r"<[^>]+>|,", "", words)), label)
        for label, href, words in cells
        if label not in (*BOUNDS, "by what")
    ]
    assert looked_at
    assert len(looked_at) == 4 * len({href.partition("lines=")[2][:1] for href, _n, _label in looked_at})
    figures = re.sub(r"<tbody>.*?</tbody>", "", body, count=1, flags=re.DOTALL)
    looked_at += numbered(address, figures)
    wrong = [(href, n, words, rows) for href, n, words in looked_at if (rows := rows_at(browser, href)) != n]
    assert wrong == []


@pytest.mark.usefixtures("rich")
def test_each_number_of_a_source_leads_to_its_statements_and_incidents(browser: Client) -> None:
    followed = [follow(browser, reverse("source", args=[source.uid])) for source in SourceRow.objects.all()]
    assert min(followed) >= 3  # of what is nothing the page is silent


@pytest.mark.usefixtures("rich")
def test_each_number_of_a_document_leads_to_its_statements_and_incidents(browser: Client) -> None:
    for document in DocumentRow.objects.all():
        assert follow(browser, reverse("document", args=[document.uid])) >= 2


@pytest.mark.usefixtures("rich")
def test_each_number_of_a_supposition_leads_to_its_incidents(browser: Client) -> None:
    followed = [
        follow(browser, f"{reverse('what_if')}?source={source.uid}") for source in SourceRow.objects.all()
    ]
    assert sum(followed) >= 4


@pytest.mark.usefixtures("rich")
def test_the_timeline_leads_to_the_list_of_all_that_it_shows(browser: Client) -> None:
    body = browser.get(reverse("timeline")).content.decode()
    words = next(words for href, words in links(body) if href == "/?")
    shown = sum(int(number) for number in re.findall(r"\d+", words))
    assert rows_at(browser, "/") == shown


@pytest.mark.usefixtures("rich")
def test_custody_has_a_row_for_each_event(browser: Client) -> None:
    body = browser.get(reverse("custody")).content.decode()
    size = int(re.search(r"holds (\d+) event", body)[1])  # type: ignore[index]
    assert (
        body.partition('id="events"')[2].partition("<tbody>")[2].partition("</tbody>")[0].count("<tr") == size
    )


@pytest.mark.usefixtures("rich")
def test_what_nobody_asserts_is_told_beside_the_incidents(browser: Client) -> None:
    page = " ".join(re.sub(r"<[^>]+>", " ", browser.get("/").content.decode()).split())
    assert "1 more is only suspected." in page
    assert "1 more is only denied." in page


@pytest.mark.usefixtures("rich")
def test_people_who_are_right_against_a_list_are_told_on_the_page_of_judgements(browser: Client) -> None:
    page = " ".join(re.sub(r"<[^>]+>", " ", browser.get("/judge/").content.decode()).split())
    assert "people are right and the list is not" in page
    assert "Told apart by A list" in page


@pytest.mark.usefixtures("rich")
def test_a_list_says_who_entered_that_it_names_each_once(browser: Client) -> None:
    document = DocumentRow.objects.get(ref="d4")
    page = " ".join(
        re.sub(
            r"<[^>]+>", " ", browser.get(reverse("document", args=[document.uid])).content.decode()
        ).split()
    )
    assert re.search(r"Entered by tester on \d+ \w+ \d{4}\.", page)
    assert "1 person in it was judged to be named twice." in page


@pytest.mark.usefixtures("rich")
def test_the_count_names_the_lists_that_tell_people_apart(browser: Client) -> None:
    body = browser.get("/count/").content.decode().partition('id="apart"')[2]
    page = " ".join(re.sub(r"<[^>]+>", " ", body).split())
    assert "A list names each person once" in page
    assert "R. judged 1 pair to be two." in page


@pytest.mark.usefixtures("rich")
def test_nothing_leads_from_a_ground_to_people(browser: Client) -> None:
    page = browser.get(f"/count/?ground={GROUND}").content.decode()
    assert 'id="apart"' not in page
    assert "/judge/?" not in page
    for address in (
        "/people/?who=named",
        "/people/?who=mentioned&said=asserted",
        "/people/?who=single&lines=1",
    ):
        shown = browser.get(f"{address}&ground={GROUND}").content.decode()
        assert "without names" in shown or "without a name" in shown
        assert "/person/" not in shown.partition("<main")[2]
    narrowed = browser.get(f"/judge/?ground={GROUND}&made=one_by_one").content.decode()
    assert narrowed.partition("<main")[2].count("data-row") == browser.get(
        "/judge/?made=one_by_one"
    ).content.decode().partition("<main")[2].count("data-row")


def test_places_judged_both_ways_are_a_conflict_in_words(browser: Client) -> None:
    case = small_case()
    judged = (
        ("p1", "p3", "same"),
        ("p3", "p2", "same"),
        ("p1", "p2", "different"),
    )
    rows = (Judgement(f"z{n}", "place", *each, "A.", AT) for n, each in enumerate(judged))
    places = tuple(replace(each, parent="") for each in case.places)
    load(replace(case, places=places, judgements=(*case.judgements, *rows)))
    page = " ".join(re.sub(r"<[^>]+>", " ", browser.get("/judge/").content.decode()).split())
    assert "1 conflict is open." in page
    assert "a chain of judgements makes them the same" in page
    assert "pair is judged both ways" not in page
