"""Following what a figure rests on: from a statement to its quote, and what would remain without a source."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.core.workbook.rows import Statement as StatementRow
from isthmus.core.workbook.rows import Workbook
from isthmus.store.desk.models import Act, Document, Event, Incident, Source, Statement
from isthmus.store.desk.scratch.models import Draft, Job
from tests.accounts import the_owner
from tests.web.reading.case import GROUND, NAMES, SEALED_NAME, small_case
from tests.web.reading.pages import text_of
from tests.web.reading.test_every_link import put_text

pytestmark = pytest.mark.usefixtures("case")
TEXT = "On Monday. Two people were taken. Nothing happened. A house was searched."


def uid(model: type, ref: str) -> str:
    return str(model.objects.get(ref=ref).uid)  # type: ignore[attr-defined]


def change(workbook: Workbook) -> None:
    """Put a workbook into the register in which rows differ."""
    apply_import(plan_import(workbook), actor=the_owner("tester"), accept_because="They were mistyped.")


def words(browser: Client, address: str) -> str:
    return " ".join(text_of(browser.get(address).content).split())


def without(*refs: str, control: bool = False) -> str:
    sources = "&".join(f"source={uid(Source, ref)}" for ref in refs)
    return f"{sources}&control=1" if control else sources


def incident(act: str, *refs: str) -> str:
    return reverse("incident_what_if", args=[uid(Act, act)]) + "?" + without(*refs)


class TestQuotes:
    """A link to a statement lands on its quote."""

    def test_statements_stand_in_the_order_of_the_text(self, browser: Client) -> None:
        document = put_text("d1", "A house was searched. Nothing happened. Two people were taken.")
        body = browser.get(reverse("document", args=[document.uid])).content.decode()
        listed = re.findall(r'<li id="s-([0-9a-f-]+)"', body)
        assert listed == [uid(Statement, ref) for ref in ("t6", "t3", "t1")]
        assert re.findall(r'id="quote-([0-9a-f-]+)"', body) == listed

    def test_a_link_to_a_statement_lands_on_its_quote_highlighted(self, browser: Client) -> None:
        document, statement = put_text("d1", TEXT), uid(Statement, "t1")
        page = browser.get(reverse("incident", args=[uid(Act, "a1")])).content.decode()
        address = f"{reverse('document', args=[document.uid])}?statement={statement}"
        assert f'href="{address}#quote-{statement}"' in page
        body = browser.get(address).content.decode()
        assert re.search(rf'id="quote-{statement}"[^>]*><sup>1</sup><mark class="asked">Two people', body)
        assert re.search(rf'<li id="s-{statement}" data-row class="asked">', body)

    def test_the_list_opens_at_the_page_of_the_statement(
        self, browser: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("isthmus.web.desk.reading.paging.SIZE", 1)
        document, statement = put_text("d1", TEXT), uid(Statement, "t6")
        address = f"{reverse('document', args=[document.uid])}?statement={statement}"
        body = browser.get(address).content.decode()
        assert f'<li id="s-{statement}"' in body
        assert body.count('id="quote-') == 3
        first = uid(Statement, "t1")
        assert f'href="?statement={first}#s-{first}"' in body

    def test_without_its_text_a_link_lands_on_the_statement_in_the_list(self, browser: Client) -> None:
        statement = uid(Statement, "t5")
        address = f"{reverse('document', args=[uid(Document, 'd3')])}?statement={statement}"
        body = browser.get(address).content.decode()
        assert f'<span id="quote-{statement}"></span>' in body

    def test_without_its_text_the_list_opens_at_the_page_of_the_statement_too(
        self, browser: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("isthmus.web.desk.reading.paging.SIZE", 1)
        document = uid(Document, "d1")
        for ref in Statement.objects.filter(document__ref="d1").values_list("ref", flat=True):
            address = f"{reverse('document', args=[document])}?statement={uid(Statement, ref)}"
            assert (
                f'<li id="s-{uid(Statement, ref)}" data-row class="asked">'
                in browser.get(address).content.decode()
            )
        assert Statement.objects.filter(document__ref="d1").count() > 1

    def test_an_address_that_names_no_statement_highlights_nothing(self, browser: Client) -> None:
        document = put_text("d1", TEXT)
        for asked in ("", "x", uid(Statement, "t2")):
            body = browser.get(
                f"{reverse('document', args=[document.uid])}?statement={asked}"
            ).content.decode()
            assert "asked" not in body.partition("<main")[2]

    def test_under_the_veil_a_name_across_the_end_of_a_quote_stays_hidden(self, veiled: Client) -> None:
        document = put_text("d2", "I was there, says Delta Witnessperson.")
        Statement.objects.filter(ref="t2").update(quote="says Delta Witness")
        page = words(veiled, reverse("document", args=[document.uid]))
        assert "Witness" not in page.partition("The document")[2].partition("Incidents")[0]

    def test_what_is_known_of_a_document_stands_above_its_text(self, browser: Client) -> None:
        page = words(browser, reverse("document", args=[put_text("d2", "I was there.").uid]))
        assert page.index("confidential") < page.index("Code more from it") < page.index("I was there.")


class TestOneIncident:
    """What would remain of one incident."""

    def test_the_drawing_leads_to_what_would_remain_without_each_source(self, browser: Client) -> None:
        page = browser.get(reverse("incident", args=[uid(Act, "a1")])).content.decode()
        address = incident("a1", "s1").replace(uid(Act, "a1"), str(Incident.objects.get(ref="a1").uid))
        assert page.count(f'href="{address}"') == 3  # both drawings, and the table
        assert "what if it is wrong?" in page

    def test_it_says_how_many_lines_are_left_and_which_statements_fall(self, browser: Client) -> None:
        page = words(browser, incident("a1", "s2"))
        assert "A supposition. What if Delta Witnessperson were wrong?" in page
        assert "Without this, 1 independent line would be left, not 2." in page
        assert "What is left would rest on sealed source" in page
        assert "1 statement would count for nothing." in page
        assert "I was there, says" in page.partition("Statements that would count for nothing")[2]
        assert "Two people" not in page.partition("Statements that would count for nothing")[2]

    def test_without_both_no_line_is_left_and_the_drawing_marks_what_is_supposed(
        self, browser: Client
    ) -> None:
        body = browser.get(incident("a1", "s2", "s3")).content.decode()
        assert "no line would be left" in body
        assert "supposed wrong" in body
        assert "sg-away" in body

    def test_whose_part_loses_lines_is_listed(self, browser: Client) -> None:
        part = words(browser, incident("a1", "s1")).partition("Whose part would lose lines")[2]
        assert NAMES[0] in part
        assert "2 independent lines" in part

    @pytest.mark.parametrize("query", ["", "?source=x", "?source=00000000-0000-4000-8000-000000000000"])
    def test_an_address_without_a_source_is_not_found(self, browser: Client, query: str) -> None:
        address = reverse("incident_what_if", args=[uid(Act, "a1")])
        assert browser.get(address + query).status_code == 404


class TestTheRecord:
    """What would remain of the whole record."""

    def test_it_says_what_would_be_lost_and_what_the_count_would_be(self, browser: Client) -> None:
        page = words(browser, f"{reverse('what_if')}?{without('s1')}")
        assert "1 incident would lose an independent line." in page
        assert "None of them would lose its only one." in page
        assert "The count would be at least 1 person, not 2." in page
        assert "in brackets as it is" in page

    def test_incidents_that_would_lose_their_only_line_can_be_shown_alone(self, browser: Client) -> None:
        both = without("s1", "s2")
        page = browser.get(f"{reverse('what_if')}?{both}").content.decode()
        assert f"{both}&amp;unsupported=1#incidents".replace("&source", "&amp;source") in page
        alone = words(browser, f"{reverse('what_if')}?{both}&unsupported=1")
        assert "Incidents that would lose their only line" in alone
        assert "Show all that would lose a line" in alone

    def test_all_under_one_control_are_taken_away_together(self, browser: Client) -> None:
        case = small_case()
        change(
            replace(
                case,
                sources=tuple(
                    replace(each, affiliation="s1") if each.id == "s2" else each for each in case.sources
                ),
            )
        )
        alone = words(browser, f"{reverse('what_if')}?{without('s1')}")
        assert "Take away 1 more that is under one control with it" in alone
        together = words(browser, f"{reverse('what_if')}?{without('s1', control=True)}")
        assert "All under one control with it are taken away." in together
        assert "What if The Valley Courier and Delta Witnessperson were wrong?" in together

    def test_a_source_is_chosen_from_all_of_them(self, browser: Client) -> None:
        body = browser.get(reverse("what_if")).content.decode()
        for ref in ("s1", "s2", "s3", "s4"):
            assert f"source={uid(Source, ref)}" in body
        assert SEALED_NAME not in body

    def test_a_change_of_the_register_changes_what_would_remain(self, browser: Client) -> None:
        address = f"{reverse('what_if')}?{without('s2')}"
        assert "1 incident would lose an independent line." in words(browser, address)
        case = small_case()
        more = StatementRow("t9", "d1", ("s4",), "asserts", "first_hand")
        change(
            replace(
                case,
                statements=(*case.statements, more),
                acts=(*case.acts, replace(case.acts[4], id="a9", statement="t9")),
            )
        )
        assert "1 incident would lose an independent line." in words(browser, address)
        assert "2 incidents would be left" not in words(browser, address)
        one = f"{reverse('what_if')}?{without('s4')}"
        assert "1 of them would lose its only one." in words(browser, one)

    def test_nothing_is_stored(self, browser: Client) -> None:
        before = [model.objects.count() for model in (Event, Job, Draft)]
        for address in (incident("a1", "s1"), f"{reverse('what_if')}?{without('s1', control=True)}"):
            assert browser.get(address).status_code == 200
            assert browser.post(address).status_code == 405
        assert [model.objects.count() for model in (Event, Job, Draft)] == before

    def test_each_page_of_a_supposition_is_marked_as_one(self, browser: Client) -> None:
        for address in (incident("a1", "s1"), f"{reverse('what_if')}?{without('s1')}"):
            body = browser.get(address).content.decode()
            assert '<aside class="supposition"' in body
            assert "Nothing is stored, and nobody is judged." in body

    def test_no_page_of_it_shows_a_sealed_name_or_a_ground(self, browser: Client, veiled: Client) -> None:
        for address in (incident("a1", "s3"), f"{reverse('what_if')}?{without('s3')}", reverse("what_if")):
            for client in (browser, veiled):
                body = client.get(address).content.decode()
                assert SEALED_NAME not in body
            assert not any(name in veiled.get(address).content.decode() for name in NAMES)
        assert GROUND not in browser.get(f"{reverse('what_if')}?{without('s1')}").content.decode()


class TestASource:
    """Each source's page says how much rests on it alone."""

    def test_it_leads_to_the_incidents_that_rest_on_it_alone(self, browser: Client) -> None:
        page = words(browser, reverse("source", args=[uid(Source, "s1")]))
        assert "No incident rests on it alone." in page
        assert "What if it is wrong?" in page
        case = small_case()
        change(
            replace(
                case,
                statements=tuple(
                    replace(each, basis="record") if each.id == "t6" else each for each in case.statements
                ),
            )
        )
        page = words(browser, reverse("source", args=[uid(Source, "s1")]))
        assert "1 incident rests on it alone." in page
        listed = words(browser, f"/?source={uid(Source, 's1')}&alone=1")
        assert "Only incidents that rest on this source alone:" in listed
        assert "house raid" in listed.partition("contested")[2]
        assert "detention" not in listed.partition("contested")[2]


class TestTheTimeline:
    """A range is a range, and an open end is open."""

    def test_it_says_what_is_a_day_a_range_and_without_a_date(self, browser: Client) -> None:
        page = words(browser, reverse("timeline"))
        assert "3 incidents." in page
        assert "2 lie somewhere in a range of days." in page
        assert "1 without a date is not shown." in page

    def test_the_drawing_and_the_table_have_the_same_incidents_and_lead_to_them(
        self, browser: Client
    ) -> None:
        body = browser.get(reverse("timeline")).content.decode()
        for ref in ("a1", "a5"):
            address = reverse("incident", args=[Incident.objects.get(ref=ref).uid])
            assert body.count(f'href="{address}"') == 3
        assert body.count("chart-row") >= 4

    def test_an_open_end_is_drawn_and_told_as_one(self, browser: Client) -> None:
        case = small_case()
        acts = tuple(replace(each, date="../2020-04-01") if each.id == "a5" else each for each in case.acts)
        change(replace(case, acts=acts))
        body = browser.get(reverse("timeline")).content.decode()
        assert "chart-open" in body
        page = " ".join(text_of(body.encode()).split())
        assert "1 has an open end." in page
        assert "by 1 Apr 2020" in page
        assert "open 1 Apr 2020" in page

    def test_the_filters_of_the_record_apply(self, browser: Client) -> None:
        page = words(browser, reverse("timeline") + "?type=house_raid")
        assert "1 incident." in page
        assert "unlawful detention:" not in page

    def test_by_ground_there_are_periods_and_nothing_else(self, browser: Client) -> None:
        body = browser.get(f"{reverse('timeline')}?ground={GROUND}").content.decode()
        main = body.partition("<main")[2]
        assert "incidents are not shown one by one" in main
        assert "/incident/" not in main
        assert "2020-05" in main
        assert "2020-05-01" not in main
