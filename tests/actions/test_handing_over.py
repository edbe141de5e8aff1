"""Handing over one incident: what is in it, what is closed, and that nothing joins names to grounds."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from isthmus.actions.desk.custody import signed_head
from isthmus.actions.desk.export import PurposeMissing
from isthmus.actions.desk.handing_over import HandedIncident, IncidentUnknown, hand_over
from isthmus.core.workbook.closing import Quotes
from isthmus.core.workbook.rows import Act, Judgement, Mention, Statement
from isthmus.language import PAGE_ENGLISH
from isthmus.store.desk.models import Act as StoredAct
from isthmus.store.desk.models import Event, NamedExport
from tests.accounts import who
from tests.actions.cases import CASE, bring_in

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def handed(incident: str = "a1", **how: object) -> HandedIncident:
    return hand_over(incident, form="html", actor=who("tester"), at=AT, **how)


def page(incident: str = "a1", **how: object) -> str:
    return handed(incident, **how).written("html", PAGE_ENGLISH).decode()


def test_it_holds_the_sentence_the_statements_the_denials_and_the_judgements() -> None:
    bring_in()
    text = page(names=True, purpose="a court asked")
    for words in (
        "Torture: at least 100 people",
        "independent line",
        "2 statements assert it",
        '“ "Quoted", and;',
        "Denied by Ministry M: that it happened.",
        "A denial stands beside the lines.",
        "Retraction made under pressure".lower(),
        "“the weeks”",
        "It left for: a court asked",
        "<svg",
    ):
        assert words in text, words


def test_without_names_names_quotes_titles_and_reasons_are_closed_and_listed_with_their_tokens() -> None:
    bring_in()
    found, text = handed().dossier, page()
    for words in ("Ӏалиев", "Aliev", "Quoted", "An article", "the weeks", "broken"):
        assert words not in text, words
    assert "name closed" in text
    assert "Person P" in text  # who is neither a victim nor a witness has a name
    assert {each.token for each in found.closed} <= {
        each for each in text.split("<") for each in each.split(">")
    }
    assert not NamedExport.objects.exists()


def test_quotes_left_open_are_those_without_a_name_of_anybody_in_the_whole_register() -> None:
    named = Mention("m9", "a9", "victim", 1, 1, kind="individual", name="Zelim Khasan")
    elsewhere = (Statement("t9", "d1", ("s1",), "asserts", "first_hand"), Act("a9", "t9", "killing"), named)
    with_quote = replace(CASE.statements[1], quote="They also took Zelimkhan. Zelim was seen.")
    bring_in(
        replace(
            CASE,
            statements=(CASE.statements[0], with_quote, *CASE.statements[2:], elsewhere[0]),
            acts=(*CASE.acts, elsewhere[1]),
            mentions=(*CASE.mentions, elsewhere[2]),
        )
    )
    text = page(quotes=Quotes.CLOSE_NAMED)
    assert "Zelim" not in text
    assert "Quoted" in text


@pytest.mark.parametrize("names", [True, False])
def test_no_ground_no_note_and_nothing_sealed_is_in_it(names: bool) -> None:
    denied = replace(CASE.statements[2], denies="ground")
    bring_in(replace(CASE, statements=(*CASE.statements[:2], denied, CASE.statements[3])))
    text = page(names=names, purpose="a court asked" if names else "", quotes=Quotes.CLOSE_NAMED)
    for words in ("religion", "what ground it was done.", "lives in Town B", "1+1", "Person W"):
        assert words not in text.replace("On what ground it was done, as alleged", ""), words
    assert "Denied by Ministry M." in text or "closed in this" in text


def test_names_leave_for_a_purpose_and_are_logged() -> None:
    bring_in()
    with pytest.raises(PurposeMissing):
        handed(names=True, purpose=" ")
    events = Event.objects.count()
    found = handed(names=True, purpose=" a court asked ")
    [logged] = NamedExport.objects.all()
    assert (logged.form, logged.purpose, Event.objects.count()) == ("html", "a court asked", events + 1)
    assert found.terms.head == signed_head()


def test_any_act_of_an_incident_names_it_and_nothing_else_does() -> None:
    bring_in()
    number = StoredAct.objects.get(ref="a2").uid
    assert (
        handed("a2").dossier
        == handed("a1").dossier
        == hand_over(number, form="pdf", actor=who("tester"), at=AT).dossier
    )
    for unknown in ("a3", "t1", "", "nothing"):  # a3 denies in general: it is of no incident
        with pytest.raises(IncidentUnknown):
            handed(unknown)


def test_all_statements_are_in_it_and_what_is_judged_the_same_is_one_person() -> None:
    many = range(10, 110)
    statements = [
        Statement(f"t{n}", "d1", ("s1",), "asserts", "first_hand", quote=f"Saying {n}.") for n in many
    ]
    acts = [Act(f"b{n}", f"t{n}", "torture") for n in many]
    mentions = [Mention(f"n{n}", f"b{n}", "victim", 1, 1, kind="individual", name="Person Q") for n in many]
    judged = [
        judgement
        for n in many[:-1]
        for judgement in (
            Judgement(f"i{n}", "incident", f"b{n}", f"b{n + 1}", "same", "B", "2020-01-02T00:00:00Z"),
            Judgement(f"p{n}", "person", f"n{n}", f"n{n + 1}", "same", "B", "2020-01-02T00:00:00Z"),
        )
    ]
    bring_in(
        replace(
            CASE,
            statements=(*CASE.statements, *statements),
            acts=(*CASE.acts, *acts),
            mentions=(*CASE.mentions, *mentions),
            judgements=(*CASE.judgements, *judged),
        )
    )
    found = handed("b50", names=True, purpose="a court asked").dossier
    assert len(found.asserting) == 100
    assert {person.number for each in found.asserting for act in each.acts for person in act.people} == {1}
    assert len(found.judgements) == len(judged) + 1  # and that the outlets are two
