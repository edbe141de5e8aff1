"""Exports of forms by the mapping that is proposed for them: what is true of them is what comes out."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml
from openpyxl import Workbook, load_workbook

from isthmus.files.import_mapping.applying import AppliedMapping, apply_mapping, new_list
from isthmus.files.import_mapping.mapping_file import UnsoundMapping, mapping_of
from isthmus.files.import_mapping.writing import proposal_for
from isthmus.files.table import TableError, TablePlace
from tests.english import told
from tests.forms.completed import KOBO, ODK, completed
from tests.forms.kobo import KoboForm, Submission, submissions
from tests.forms.odk import OdkForm, calls

TODAY = date(2026, 11, 1)
SENT = submissions(12, seed=3)


def kobo(folder: Path, **how: object) -> Path:
    return KoboForm(**{"sent": SENT, **how}).write(folder / "kobo.xlsx")


def applied(path: Path, mapping: str) -> AppliedMapping:
    found = apply_mapping(path, mapping_of(mapping), TODAY, new_list("r"))
    assert found.is_whole, [told_rule.rule for told_rule in found.problems.first]
    return found


def sent_as(statement: str) -> Submission:
    """Return the submission of a statement: its id has the number of the row."""
    return SENT[int(statement[1:]) - 2]


def people_of(found: AppliedMapping) -> Counter[tuple[str, str, str, str]]:
    acts = {each.id: each for each in found.workbook.acts}
    mentions = found.workbook.mentions
    return Counter((acts[each.act].type, acts[each.act].date, each.name, each.age) for each in mentions)


def true_people(sent: list[Submission]) -> Counter[tuple[str, str, str, str]]:
    return Counter(
        (told.violation, told.day, person.name, person.age)
        for each in sent
        for told in each.incidents
        for person in told.people
    )


def test_kobo_gives_each_incident_its_own_victims(tmp_path: Path) -> None:
    path = kobo(tmp_path)
    found = applied(path, completed(path, KOBO))
    assert (found.found.rows, len(found.found.passages), found.found.aside) == (12, 12, [])
    assert people_of(found) == true_people(SENT)
    assert len(found.workbook.documents) == len(found.workbook.statements) == 12
    names = {each.id: each.name for each in found.workbook.sources}
    assert {names[each.speaker[0]] for each in found.workbook.statements} == {
        f"Witness {each.witness}" for each in SENT
    }


@pytest.mark.parametrize("how", [{"split": False}, {"summary": False}, {"words": ("TRUE", "FALSE")}])
def test_kobo_may_split_its_answers_or_not(tmp_path: Path, how: dict[str, object]) -> None:
    path = kobo(tmp_path, **how)
    of_type = {"type": "{column: incidents/what/violation}"}
    # In one column alone nothing tells that several answers may be chosen.
    answers = KOBO | of_type if "split" in how else KOBO
    assert people_of(applied(path, completed(path, answers))) == true_people(SENT)


def test_who_collected_and_where_somebody_stood_come_in_nowhere(tmp_path: Path) -> None:
    path = kobo(tmp_path)
    found = applied(path, completed(path, KOBO))
    held = repr((found.found, found.workbook))
    for secret in ("collector_three", "collect:Zx81", "555 12", "599 77", "42.123", "09:12:44", "07:30:12"):
        assert secret not in held
    proposal, _ = proposal_for(path, TablePlace())
    assert {"deviceid", "username", "_submitted_by", "interview/gps", "interview/witness_phone"} <= set(
        proposal.protected
    )
    assert {"statement.speaker", "statement.basis", "document.author"} <= set(proposal.asked)


def test_the_text_of_a_submission_is_its_cells_and_holds_its_quote(tmp_path: Path) -> None:
    path = kobo(tmp_path)
    found = applied(path, completed(path, KOBO))
    for statement in found.workbook.statements:
        sent, text = sent_as(statement.id), found.found.texts[statement.document]
        assert statement.quote in text
        assert f"story: {sent.story}" in text
        for number, each in enumerate(sent.incidents, 1):
            assert f"incidents {number}\nincidents/when: {each.day}" in text
        assert "_index" not in text


def test_a_submission_is_marked_as_strictly_as_its_people(tmp_path: Path) -> None:
    path = kobo(tmp_path)
    words = completed(path, KOBO).replace("  - role: victim\n", "  - role: victim\n    protection: sealed\n")
    found = applied(path, words)
    assert {each.protection for each in found.workbook.documents} == {"sealed"}
    assert found.found.texts == {}


def test_repeats_are_tied_by_their_submission_and_not_by_their_number(tmp_path: Path) -> None:
    path = kobo(tmp_path)
    book = load_workbook(path)
    for row in book["incidents"].iter_rows(min_row=2, max_row=3):
        row[9].value = 99  # _parent_index: of no submission
    sheet = book["victims"]
    place = next(cell.column for cell in sheet[1] if cell.value == "_submission__uuid")
    sheet.cell(2, place).value = "of another submission"
    book.save(path)
    found = applied(path, completed(path, KOBO))
    (aside,) = found.found.aside
    assert aside.reasons[0].column == "victims"
    assert aside.reasons[0].message.code == "mapped.orphan"
    assert sum(people_of(found).values()) == sum(true_people(SENT).values()) - 1


def test_a_question_that_was_renamed_is_named_with_what_to_do(tmp_path: Path) -> None:
    path = kobo(tmp_path)
    words = completed(path, KOBO).replace("interview/witness_code", "interview/code_of_witness")
    with pytest.raises(TableError) as refused:
        applied(path, words)
    assert "“interview/code_of_witness” that the table does not have" in told(refused.value)
    assert "first_of: [new, old]" in told(refused.value)


def test_a_question_that_is_only_kept_is_missed_too(tmp_path: Path) -> None:
    path = kobo(tmp_path)
    words = completed(path, KOBO).replace("- story\n", "- account\n")
    with pytest.raises(TableError) as refused:
        applied(path, words)
    assert "“account” that the table does not have" in told(refused.value)


def test_sheets_of_repeats_are_not_said_to_be_left_unread(tmp_path: Path) -> None:
    path = kobo(tmp_path)
    assert [each.code for each in applied(path, completed(path, KOBO)).notices] == []


def test_two_versions_of_a_form_are_read_by_both_of_their_columns(tmp_path: Path) -> None:
    two = [*SENT[:6], *(Submission(**{**vars(each), "version": "v2"}) for each in SENT[6:])]
    path = kobo(tmp_path, sent=two, renamed=True)
    words = completed(path, KOBO).replace(
        "  people:", "  note: {first_of: [interview/area, interview/region, interview/older]}\n  people:"
    )
    found = applied(path, words)
    assert all(each.note == sent_as(each.statement).region for each in found.workbook.acts)


def test_a_question_that_the_mapping_does_not_know_is_said(tmp_path: Path) -> None:
    words = completed(kobo(tmp_path), KOBO)
    found = applied(kobo(tmp_path, extra={"new question": "answer"}), words)
    assert found.unknown == ("new question",)
    assert "answer" not in repr(found.found.texts)


def test_words_of_forms_belong_to_forms(tmp_path: Path) -> None:
    words = completed(kobo(tmp_path), KOBO).replace("row: interview", "row: incident")
    with pytest.raises(UnsoundMapping) as refused:
        mapping_of(words)
    assert {each.rule.code for each in refused.value.problems} == {"mapping_file.of_forms"}


def test_odk_gives_each_event_its_people(tmp_path: Path) -> None:
    sent = calls(15, seed=11)
    path = OdkForm(sent=sent).write(tmp_path / "odk.zip")
    words = completed(path, ODK)
    found = applied(path, words)
    told_people = Counter((each.name, each.born) for each in found.workbook.mentions)
    assert told_people == Counter((one.name, one.born) for each in sent for one in each.people)
    assert {each.date for each in found.workbook.acts} == {each.day for each in sent}
    held = repr((found.found, found.workbook))
    for secret in ("Officer One", "collect:AbC", "961 3", "33.8938"):
        assert secret not in held
    ties = {each["sheet"]: each.get("of", "") for each in yaml.safe_load(words)["table"]["repeats"]}
    assert ties == {"helpline-detained": "", "helpline-visits": "helpline-detained"}


def test_no_account_is_lost_to_commas_quotes_and_lines(tmp_path: Path) -> None:
    sent = calls(4, seed=2)
    path = OdkForm(sent=sent).write(tmp_path / "odk.zip")
    found = applied(path, completed(path, ODK))
    for each in sent:
        assert any(f"event-account: {each.account}" in text for text in found.found.texts.values())


def test_labels_as_headers_are_read_as_far_as_they_differ(tmp_path: Path) -> None:
    title = "Register of killings and disappearances 2026 (final)"
    book = Workbook()
    book.remove(book["Sheet"])
    main, family, visits = (book.create_sheet(each) for each in (title[:31], "family", "visits"))
    main.append(
        ["Date of the interview", "Name", "Where?", "_Where?_latitude", "Name", "_id", "_uuid", "_index"]
    )
    for number in (1, 2, 3):
        place = ["43.10 44.20 0 0", "43.10"]
        main.append([date(2026, 1, number), "One", *place, "Collector", 500 + number, f"u{number}", number])
    ties = ["_index", "_parent_table_name", "_parent_index", "_submission__uuid"]
    family.append(["Full name", "Age", "Date of death", *ties])
    family.append(["Amba Arnov", "45 years", date(2025, 12, 3), 1, title, 1, "u1"])
    family.append(["Belo Bexley", "3 months", date(2025, 12, 4), 2, title, 2, "u2"])
    family.append(["Nobody's", "1", None, 3, title, 9, ""])
    visits.append(["Where", *ties])
    visits.append(["hospital", 1, "family", 2, "u2"])
    visits.append(["police", 2, "family", 2, "u1"])
    path = tmp_path / "labels.xlsx"
    book.save(path)
    answers = {"author": "Monitor", "other": "person", "basis": "told", "type": "killing", "role": "victim"}
    found = applied(path, completed(path, {**answers, "speaker": "Monitor"}))
    assert people_of(found) == Counter(
        [("killing", "2025-12-03", "Amba Arnov", "45"), ("killing", "2025-12-04", "Belo Bexley", "3m")]
    )
    assert {each.said for each in found.workbook.statements} == {"2026-01-01", "2026-01-02"}
    assert "visits 1\nWhere: hospital" in "".join(found.found.texts.values())
    why = [(each.reasons[0].column, each.reasons[0].message.code) for each in found.found.aside]
    # The third submission tells of nobody; one of the dead and one visit belong to nothing.
    assert sorted(why) == [("", "mapped.no_act"), ("family", "mapped.orphan"), ("visits", "mapped.orphan")]
    assert "Collector" not in repr(found.found)
