"""The one-time link, and that nothing is shown without it."""

import uuid

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from isthmus.web.desk.one_time_link import LINK_SECONDS, LINKS, OneTimeLinks
from tests.accounts import the_owner


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_link_signs_its_actor_in_and_leaves_the_address(client: Client) -> None:
    answer = client.get(f"/enter/{LINKS.issue(the_owner('coder'))}/")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(the_owner().number)


def test_a_link_opens_the_desk_only_once(client: Client) -> None:
    token = LINKS.issue(the_owner("coder"))
    client.get(f"/enter/{token}/")
    second = Client().get(f"/enter/{token}/")
    assert second.status_code == 403
    assert "opens nothing any more" in second.content.decode()


def test_a_preview_of_the_link_does_not_use_it_up(client: Client) -> None:
    token = LINKS.issue(the_owner("coder"))
    assert client.head(f"/enter/{token}/").status_code == 405
    assert client.get(f"/enter/{token}/").status_code == 302


def test_a_link_is_too_old_after_ten_minutes() -> None:
    clock = Clock()
    links = OneTimeLinks(clock)
    in_time, too_late = links.issue(the_owner()), links.issue(the_owner())
    clock.now = LINK_SECONDS
    assert links.use(in_time) == the_owner().number
    clock.now += 1
    assert links.use(too_late) is None


def test_a_link_that_was_never_given_opens_nothing(client: Client) -> None:
    assert client.get("/enter/made-up/").status_code == 403
    assert "_auth_user_id" not in client.session


def test_the_desk_keeps_no_token_only_its_hash() -> None:
    links = OneTimeLinks()
    token = links.issue(the_owner())
    assert token not in repr(vars(links))


def every_address() -> list[str]:
    def walk(patterns: list[URLPattern | URLResolver], before: str) -> list[str]:
        found = []
        for each in patterns:
            route = before + str(each.pattern)
            found += walk(each.url_patterns, route) if isinstance(each, URLResolver) else [route]
        return found

    spare, words = str(uuid.UUID(int=1)), {"<str:token>": "x", "<path:name>": "x", "<slug:page>": "record"}
    routes = walk(get_resolver().url_patterns, "/")
    words |= dict.fromkeys(("<uuid:uid>", "<uuid:letter>", "<uuid:item>"), spare)
    words |= {"<int:event>": "1", "<int:number>": "1"}
    return [_filled(route, words) for route in routes]


def _filled(route: str, words: dict[str, str]) -> str:
    for part, word in words.items():
        route = route.replace(part, word)
    return route


PUBLIC = ("/enter/", "/static/", "/sign-in/", "/lock/", "/unlock/")


@pytest.mark.parametrize("address", [each for each in every_address() if not each.startswith(PUBLIC)])
def test_nobody_sees_a_page_without_being_signed_in(client: Client, address: str) -> None:
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 403, address
        assert b'id="search"' not in answer.content
