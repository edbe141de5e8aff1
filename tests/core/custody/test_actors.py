import pytest

from isthmus.core.custody.actors import (
    PROGRAM,
    Action,
    ActionRefused,
    Actor,
    ActorKind,
    may,
    refuse_unless_allowed,
)
from tests.english import told

PEOPLE = [Actor(1, "anna", ActorKind.OWNER), Actor(2, "mara", ActorKind.ACCOUNT)]


# What makes a workspace is the program's; whose keys open what is sealed, the owner's.
OF_NOBODY = {Action.MAKE_WORKSPACE, Action.RESTORE_BACKUP}
OF_THE_OWNER = {Action.ADD_KEEPER, Action.REMOVE_KEEPER}


@pytest.mark.parametrize(
    ("actor", "refused"), [(PEOPLE[0], OF_NOBODY), (PEOPLE[1], OF_NOBODY | OF_THE_OWNER)]
)
def test_people_may_do_everything_but_what_makes_a_workspace_or_a_keeper(actor, refused):
    assert {each for each in Action if not may(actor, each)} == refused


def test_the_program_may_do_nothing_else_by_itself():
    assert {each for each in Action if may(PROGRAM, each)} == {Action.MAKE_WORKSPACE, Action.RESTORE_BACKUP}


def test_who_may_not_is_told_so_without_a_name_in_the_log():
    with pytest.raises(ActionRefused) as refused:
        refuse_unless_allowed(PEOPLE[1], "make_workspace")
    assert "mara may not do this" in told(refused.value)
    assert "mara" not in str(refused.value)


@pytest.mark.parametrize("action", ["", "try", "JUDGE", "judge "])
def test_an_action_that_is_in_no_list_is_an_error(action):
    with pytest.raises(ValueError, match="is not a valid Action"):
        may(PEOPLE[0], action)


def test_an_actor_is_shown_by_the_name():
    assert str(PEOPLE[0]) == "anna"
