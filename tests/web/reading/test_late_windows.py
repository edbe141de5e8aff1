"""Windows of one browser that ask, with the key that the session had before, after another window locked it."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.web.reading.pages import PASSPHRASE, signed_in


@pytest.mark.parametrize(
    ("name", "method"),
    [("lock", "post"), ("lock", "get"), ("people", "get"), ("keys", "get"), ("unlock", "post")],
)
def test_an_answer_to_a_window_that_is_late_does_not_sign_the_others_out(name: str, method: str) -> None:
    browser = signed_in(veil=False)
    late = Client()
    late.cookies[settings.SESSION_COOKIE_NAME] = browser.cookies[settings.SESSION_COOKIE_NAME].value
    browser.post(reverse("lock"))
    answer = getattr(late, method)(reverse(name))
    assert settings.SESSION_COOKIE_NAME not in answer.cookies
    assert browser.post(reverse("unlock"), {"secret": PASSPHRASE}).status_code == 302
    assert browser.get(reverse("people")).status_code == 200


def test_signing_out_still_takes_the_cookie_away() -> None:
    answer = signed_in(veil=False).post(reverse("sign_out"))
    assert answer.cookies[settings.SESSION_COOKIE_NAME].value == ""
