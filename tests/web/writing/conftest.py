"""A browser that is signed in, as the one-time link signs it in."""

import pytest
from django.test import Client

from isthmus.web.desk.one_time_link import LINKS


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.get(f"/enter/{LINKS.issue('coder')}/")
    return client
