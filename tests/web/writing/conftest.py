"""A browser that is signed in, as the one-time link signs it in."""

import pytest
from django.test import Client

from tests.accounts import the_owner


@pytest.fixture
def signed_in(client: Client) -> Client:
    """Django is set up after this file is read: what needs it is imported on use."""
    from isthmus.web.desk.one_time_link import LINKS

    client.get(f"/enter/{LINKS.issue(the_owner('coder'))}/")
    return client
