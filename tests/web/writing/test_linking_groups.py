"""The pages of linking for groups and units."""

from django.test import Client

from isthmus.actions.desk.linking import run_link
from isthmus.store.desk.models import Identity, Judgement, Proposal
from tests.accounts import who
from tests.actions.test_linking_groups import units  # noqa: F401  a fixture


def text_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_groups_have_a_place_of_their_own_among_link_reports(signed_in):
    assert "Groups and units" in text_of(signed_in, "/link/")
    run_link(kind="group", actor=who("tester"))
    page = text_of(signed_in, "/link/")
    assert "6 mentions of groups and units with a name were compared" in page
    assert "nothing is joined until you say so" in page
    assert page.count("Set for later runs") == 0  # no other kind ran, and groups are never joined
    assert 'href="/link/group/review/proposed/"' in page


def test_a_pair_of_units_is_reviewed_blind_and_then_explained(signed_in):
    run_link(kind="group", actor=who("tester"))
    page = text_of(signed_in, "/link/group/review/proposed/")
    assert "The same group or unit?" in page
    first = Proposal.objects.get(left_mention__ref="u0")
    sent = signed_in.post(
        "/link/group/review/proposed/", {"pair": str(first.uid), "decision": "same"}, follow=True
    )
    assert sent.status_code == 200
    assert Judgement.objects.get().kind == "person"
    assert "another spelling of the name" in text_of(signed_in, f"/link/pair/{first.uid}/")


def test_proposed_groups_and_their_reviewers_have_pages(signed_in):
    run_link(kind="group", actor=who("tester"))
    assert "2 proposed groups and units are mentioned more than once." in text_of(
        signed_in, "/link/group/together/"
    )
    several = Identity.objects.filter(kind="group", members__mention__ref="u0").get()
    assert "2 mentions, proposed as one group or unit." in text_of(
        signed_in, f"/link/together/{several.uid}/"
    )
    assert signed_in.get("/link/group/reviewers/").status_code == 200
    assert signed_in.get("/link/ids/").status_code == 200
