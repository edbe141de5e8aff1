"""The database server of the tests is their own, local and gone afterwards."""

import psycopg
import pytest


@pytest.mark.postgresql
def test_the_tests_start_a_postgresql_of_their_own(postgresql_server):
    with psycopg.connect(postgresql_server) as connection:
        version, address = connection.execute(
            "select current_setting('server_version_num')::int, host(inet_server_addr())"
        ).fetchone()
    assert version >= 150000
    assert address == "127.0.0.1"
