"""Ranges of bytes, as RFC 9110 writes them, and what is none."""

import pytest

from isthmus.web.base.byte_ranges import ByteRange, NoSuchRange, asked_range

SIZE = 1_000


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        ("", None),
        ("bytes=0-", ByteRange(0, SIZE)),
        ("bytes=0-0", ByteRange(0, 1)),
        ("bytes=500-600", ByteRange(500, 601)),
        ("bytes=999-5000", ByteRange(999, SIZE)),
        ("bytes=-1", ByteRange(999, SIZE)),
        ("bytes=-5000", ByteRange(0, SIZE)),
        ("lines=1-2", None),
    ],
)
def test_one_stretch_is_understood(header: str, asked: ByteRange | None) -> None:
    assert asked_range(header, SIZE) == asked


@pytest.mark.parametrize(
    "header",
    [
        "bytes=",
        "bytes=-",
        "bytes=1000-",
        "bytes=2-1",
        "bytes=-0",
        "bytes=--1",
        "bytes=a-b",
        "bytes=0-1,3-4",
        "bytes=" + ",".join(f"{n}-" for n in range(500)),
        "bytes=٠-١",
        "bytes=" + "9" * 40 + "-",
    ],
)
def test_what_lies_in_no_file_or_is_many_stretches_is_refused(header: str) -> None:
    with pytest.raises(NoSuchRange):
        asked_range(header, SIZE)


def test_nothing_lies_in_an_empty_file() -> None:
    with pytest.raises(NoSuchRange):
        asked_range("bytes=0-", 0)
