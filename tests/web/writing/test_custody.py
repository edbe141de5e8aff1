"""The Custody page: the head to keep elsewhere, the events, and verification."""

import ast

import pytest
from django.db import connection
from django.test import Client

from isthmus.actions.desk import jobs
from isthmus.actions.desk.custody import signed_head
from isthmus.actions.desk.importing import import_sample
from isthmus.actions.desk.judge import judge
from isthmus.actions.desk.recorded import LogBlocked
from isthmus.core.custody.actors import Action
from isthmus.language import english
from isthmus.store.base.database_errors import error_message, is_of_the_store
from isthmus.store.desk.models import Judgement, Source
from isthmus.web.desk.writing.custody import ACTION_WORDS
from tests.accounts import who
from tests.house.sentences import SOURCE


def verified(signed_in: Client, kept: str = "") -> str:
    answer = signed_in.post("/custody/verify/", {"kept": kept})
    jobs.run_next()
    return signed_in.get(answer["Location"]).content.decode()


def test_the_page_shows_the_head_and_the_events(signed_in: Client) -> None:
    import_sample(actor=who("importer"))
    page = signed_in.get("/custody/").content.decode()
    assert signed_head().splitlines()[0] in page
    assert "workbook imported" in page
    assert "importer" in page
    assert "never verified" in page
    assert signed_in.get("/custody/head/").content.decode() == signed_head()


def test_the_page_says_what_sealed_is_worth_without_a_keeper(signed_in: Client) -> None:
    assert "Nobody keeps a key of this workspace." in signed_in.get("/custody/").content.decode()


def test_events_name_no_person(signed_in: Client) -> None:
    import_sample(actor=who("importer"))
    page = signed_in.get("/custody/").content.decode()
    assert not [name for name in Source.objects.values_list("name", flat=True) if name in page]


def test_older_events_are_on_the_next_page(signed_in: Client) -> None:
    import_sample(actor=who("importer"))
    for decision in ["same", "different"] * 26:
        judge(kind="incident", left="a6", right="a7", decision=decision, actor=who("A"), because="so")
    page = signed_in.get("/custody/").content.decode()
    assert "workbook imported" not in page
    older = page.split('href="?before=')[1].split("#")[0]
    assert "workbook imported" in signed_in.get(f"/custody/?before={older}").content.decode()
    assert signed_in.get("/custody/?before=nonsense").status_code == 200


def test_a_sound_log_is_said_to_be_sound(signed_in: Client) -> None:
    import_sample(actor=who("importer"))
    assert "Nothing was changed" in verified(signed_in)
    assert "everything fits" in signed_in.get("/custody/").content.decode()


def test_a_log_that_continues_a_kept_head_is_said_to(signed_in: Client) -> None:
    import_sample(actor=who("importer"))
    kept = signed_head()
    judge(kind="incident", left="a6", right="a7", decision="unsure", actor=who("A"), because="so")
    assert "continues the head" in verified(signed_in, kept.replace("\n", "\r\n"))


def test_a_row_changed_behind_the_log_is_found(signed_in: Client) -> None:
    import_sample(actor=who("importer"))
    changed = Judgement.objects.order_by("pk").first()
    assert changed
    with connection.cursor() as cursor:
        cursor.execute("UPDATE desk_judgement SET because = 'another reason' WHERE id = %s", [changed.pk])
    page = verified(signed_in)
    assert "1 thing does not fit" in page
    assert str(changed.uid) in page
    assert "not everything fits" in signed_in.get("/custody/").content.decode()


def test_a_head_of_another_log_is_told_apart(signed_in: Client) -> None:
    import_sample(actor=who("importer"))
    assert "does not fit" in verified(signed_in, "nonsense")


@pytest.mark.skipif("connection.vendor != 'sqlite'")
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE desk_head SET size = 'many'",
        "UPDATE desk_head SET size = -1",
        "UPDATE desk_head SET edge = x'00'",
        "UPDATE desk_head SET note = x'ff'",
        "UPDATE desk_event SET at = 'never'",
        "UPDATE desk_event SET action = x'00'",
        "DELETE FROM desk_head",
    ],
)
def test_a_log_that_was_altered_is_shown_and_verified_without_an_error_page(
    signed_in: Client, sql: str
) -> None:
    import_sample(actor=who("importer"))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute(sql)
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
    assert "Verify now" in signed_in.get("/custody/").content.decode()
    page = verified(signed_in)
    assert "not fit" in page, page


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_trigger_that_forbids_writing_is_said_where_somebody_writes(signed_in: Client) -> None:
    import_sample(actor=who("importer"))
    actor = who("A")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER aside BEFORE INSERT ON desk_event BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    with pytest.raises(LogBlocked) as refused:
        judge(kind="incident", left="a6", right="a7", decision="unsure", actor=actor, because="so")
    assert "isthmus custody verify" in english(error_message(refused.value))
    assert is_of_the_store(refused.value)
    assert "the trigger aside is not ours" in verified(signed_in)


def test_every_action_that_the_log_names_has_words() -> None:
    named = {
        each.value
        for path in (SOURCE / "actions").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.keyword) and node.arg == "action"
        for each in ast.walk(node.value)
        if isinstance(each, ast.Constant)
    }
    assert len(named) > 10  # most are named by the members of `Action`
    assert named - ACTION_WORDS.keys() == set()
    assert set(Action) == ACTION_WORDS.keys()
