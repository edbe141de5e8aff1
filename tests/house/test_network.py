"""The block on the network is itself tested."""

import socket
import urllib.request

import pytest

from tests.network import NetworkBlocked

ELSEWHERE = "192.0.2.1"  # an address kept for documentation


def test_a_connection_to_another_machine_is_refused():
    with socket.socket() as client, pytest.raises(NetworkBlocked):
        client.connect((ELSEWHERE, 443))


def test_a_packet_to_another_machine_is_refused():
    with socket.socket(type=socket.SOCK_DGRAM) as client, pytest.raises(NetworkBlocked):
        client.sendto(b"anything", (ELSEWHERE, 53))


def test_a_name_is_not_looked_up():
    with pytest.raises(NetworkBlocked):
        socket.getaddrinfo("register.example", 443)


def test_a_library_that_fetches_is_refused():
    with pytest.raises(NetworkBlocked):
        urllib.request.urlopen("http://register.example/")


def test_this_machine_may_be_reached():
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5) as client,
    ):
        assert client.getpeername() == server.getsockname()
