"""Accounts are rows that the log vouches for; each keeps its number, and every action asks who acts."""

import pytest

from isthmus.actions.desk.accounts import AccountError, accounts, actor_numbered, add_account, remove_account
from isthmus.actions.desk.judge import judge
from isthmus.actions.desk.recorded import recorded
from isthmus.actions.desk.verification import verify
from isthmus.core.custody.actors import PROGRAM, ActionRefused, ActorKind
from isthmus.store.desk.models import Account, Judgement, Place
from isthmus.store.desk.models.custody import Event
from tests.accounts import the_owner, who
from tests.actions.cases import bring_in
from tests.english import told
from tests.passphrases import PASSWORD


def added(name="mara"):
    add_account(name=name, password=PASSWORD, actor=the_owner())
    return Account.objects.get(name=name, removed=None).actor


def test_adding_and_removing_an_account_are_events_that_the_log_vouches_for():
    mara = added()
    assert accounts() == ["mara"]
    remove_account(name="mara", actor=the_owner())
    assert accounts() == []
    last = Event.objects.order_by("-sequence")[:2]
    assert [(each.action, each.actor.actor, each.size) for each in last] == [
        ("remove_account", the_owner(), 1),
        ("add_account", the_owner(), 1),
    ]
    assert actor_numbered(mara.number) == mara
    assert verify().sound


def test_a_new_account_of_an_old_name_is_somebody_else():
    first = added()
    remove_account(name="mara", actor=the_owner())
    assert added().number > first.number
    assert Account.objects.filter(name="mara").count() == 2


def test_an_account_slipped_in_behind_the_logs_back_is_found():
    added()
    Account.objects.create(name="intruder", kind="account", added=Account.objects.get(name="mara").added)
    assert [each.kind for each in verify().findings.first] == ["row_inserted"]


def test_an_account_renamed_behind_the_logs_back_is_found():
    added()
    Account.objects.filter(name="mara").update(name="anna")
    assert [each.kind for each in verify().findings.first] == ["row_changed"]


@pytest.mark.parametrize(
    ("name", "password", "words"),
    [
        ("", PASSWORD, "1 to 60 characters"),
        ("  ", PASSWORD, "1 to 60 characters"),
        ("x" * 61, PASSWORD, "1 to 60 characters"),
        ("anna", "short", "fewer than a million million tries"),
        ("anna", "a long password", "fewer than a million million tries"),
        ("long and plain name", "long and plain name", "fewer than a million million tries"),
        ("MARA", PASSWORD, "reads like the account mara"),
        ("mаrа", PASSWORD, "reads like the account mara"),  # with Cyrillic а
        ("rnara", PASSWORD, "reads like the account mara"),
        ("ｍａｒａ", PASSWORD, "reads like the account mara"),
        ("0wner", PASSWORD, "reads like the account owner"),
        ("an\u200bna", PASSWORD, "signs that cannot be seen"),
        ("an\u202ena", PASSWORD, "signs that cannot be seen"),
        ("an\0na", PASSWORD, "signs that cannot be seen"),
        ("an\ud800na", PASSWORD, "signs that cannot be seen"),
        ("--", PASSWORD, "1 to 60 characters"),
        ("mara", PASSWORD, "has this name already"),
        ("owner", PASSWORD, "has this name already"),
    ],
)
def test_an_account_that_can_not_be_is_refused_in_words(name, password, words):
    added()
    before = Event.objects.count()
    with pytest.raises(AccountError) as refused:
        add_account(name=name, password=password, actor=the_owner())
    assert words in told(refused.value)
    assert Event.objects.count() == before


@pytest.mark.parametrize("name", ["nobody", "owner", "isthmus"])
def test_only_an_account_that_signs_in_can_be_removed(name):
    the_owner()
    with pytest.raises(AccountError) as refused:
        remove_account(name=name, actor=the_owner())
    assert "No account has this name" in told(refused.value)


def test_an_account_that_was_removed_can_not_act_any_more():
    mara = added()
    remove_account(name="mara", actor=the_owner())
    before = Event.objects.count()
    with pytest.raises(ActionRefused) as refused, recorded(action="code_document", actor=mara) as event:
        event.commit(Place(ref="p1", name="Village"))
    assert "The account mara was removed" in told(refused.value)
    assert (Event.objects.count(), Place.objects.count()) == (before, 0)


def test_who_may_not_leaves_neither_rows_nor_event():
    mara = added()
    before = Event.objects.count()
    with pytest.raises(ActionRefused), recorded(action="restore_backup", actor=mara) as event:
        event.commit(Place(ref="p1", name="Village"))
    with pytest.raises(ActionRefused), recorded(action="judge", actor=PROGRAM):
        pass
    assert (Event.objects.count(), Place.objects.count()) == (before, 0)


def test_an_action_that_nobody_listed_is_an_error_and_leaves_nothing():
    coder = who()
    before = Event.objects.count()
    with pytest.raises(ValueError, match="is not a valid Action"), recorded(action="try", actor=coder):
        pass
    assert Event.objects.count() == before


def test_a_judgement_made_here_knows_its_actor_and_one_from_elsewhere_does_not():
    bring_in()
    made = judge(kind="person", left="m1", right="m3", decision="same", actor=who("B"), because="so")
    assert (made.by, made.actor.actor, made.made) == ("B", who("B"), "one_by_one")
    elsewhere = {each.ref: (each.by, each.actor, each.made) for each in Judgement.objects.exclude(pk=made.pk)}
    assert elsewhere["j2"] == ("B", None, "")
    assert elsewhere["j3"] == ("link run 1", None, "")


def test_there_is_one_owner_who_can_not_be_removed_by_name():
    assert the_owner().kind == ActorKind.OWNER
    assert the_owner("another") == the_owner()
