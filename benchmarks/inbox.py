"""Letters in numbers: opened, brought in, and the pages of an inbox with 5,000 of them."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from benchmarks.measure import Measure
from benchmarks.visiting import visited

if TYPE_CHECKING:
    from collections.abc import Sequence

    from isthmus.cli.demo_check import Visitor

__all__ = ["measures"]

LETTERS = int(os.environ.get("ISTHMUS_BENCH_LETTERS", "5000"))
OPENED = min(2000, LETTERS)
VISITS = 20
# Letters of one codename: every tenth is of one that wrote before.
_OF_ONE = 10


def measures() -> Iterator[Measure]:
    """Measure with the real server, encrypted, in time of the processor, which other work does not lengthen."""
    from benchmarks.desk import open_desk

    with tempfile.TemporaryDirectory() as folder, ExitStack() as held:
        link = open_desk(Path(folder) / "workspace", held)
        from isthmus.core.unseal.letters import open_letter
        from tests.letters_case import YEAR, new_keyring

        new_keyring(Path(folder) / "workspace").close()
        sealed = _sealed(LETTERS)
        yield _processor(
            f"opening {OPENED:,} letters: CPU",
            lambda: [open_letter(each, [YEAR]) for each in sealed[:OPENED]],
        )
        yield from _brought_in(sealed)
        yield from _pages(link)


def _sealed(count: int) -> "Sequence[bytes]":
    from tests.letters_case import Codename, letter

    return [
        letter(f"Letter {at}. " + "What was seen. " * 40, Codename(1 + at - at % _OF_ONE // 9))
        for at in range(count)
    ]


def _brought_in(sealed: "Sequence[bytes]") -> Iterator[Measure]:
    from isthmus.actions.desk.accounts import owner
    from isthmus.actions.desk.inbox.bringing_in import ArrivedItem, bring_in
    from isthmus.actions.desk.inbox.opened import OpenInbox
    from isthmus.store.desk.django_setup import current_workspace
    from isthmus.store.desk.letter_keyring import open_letter_keyring
    from tests.passphrases import ANOTHER

    def came(some: "Sequence[bytes]") -> None:
        bring_in(inbox, [ArrivedItem.of("letter", each) for each in some])

    def opened() -> OpenInbox:
        return OpenInbox(owner().number, open_letter_keyring(current_workspace().folder, ANOTHER))

    inbox = opened()
    rest = sealed[OPENED:]
    came(rest)
    yield _processor(
        f"  opened, sealed anew and kept, beside {len(rest):,}: CPU",
        lambda: came(sealed[:OPENED]),
        target=None,
    )
    yield _processor("  the same letters once more: CPU", lambda: came(sealed[:OPENED]), target=None)
    yield _processor(f"opening an inbox of {LETTERS:,} letters: CPU", lambda: opened().threads(), target=None)


def _processor(name: str, work: Callable[[], object], target: float | None = 3) -> Measure:
    began = time.process_time()
    work()
    return Measure(name, time.process_time() - began, "s", target)


def _pages(link: str) -> Iterator[Measure]:
    from isthmus.cli.demo_check import Visitor
    from tests.passphrases import ANOTHER

    visitor = Visitor()
    home = visitor.get(link).url
    shut = visitor.get(urljoin(home, "/inbox/"))
    visitor.get(urljoin(home, "/inbox/open/"), {"secret": ANOTHER, "csrfmiddlewaretoken": _token(shut.html)})
    listed = visitor.get(urljoin(home, "/inbox/"))
    threads = [each for each in dict.fromkeys(listed.links("inbox")) if each.count("/") > 4]
    for name, urls in (
        ("the list", [urljoin(home, "/inbox/")]),
        ("its last page", [urljoin(home, "/inbox/?page=99999")]),
        ("unread ones", [urljoin(home, "/inbox/?show=unread")]),
        ("a thread, read for the first time", threads[: VISITS // 2]),
        ("a thread, read before", threads[: VISITS // 2]),
    ):
        yield _page(visitor, name, urls)


def _page(visitor: "Visitor", name: str, urls: "Sequence[str]") -> Measure:
    rounds = VISITS // len(urls) or 1
    if "first" in name:
        rounds = 1
    times = [visited(partial(visitor.get, url)) for _ in range(rounds) for url in urls]
    cpu = [each.cpu for each in times]
    wall = statistics.median(each.wall for each in times)
    told = f"median of {len(times)}, slowest {max(cpu):.0f}, clock {wall:.0f}"
    return Measure(f"  page: {name} ({told}): CPU", statistics.median(cpu), "ms", 300)


def _token(page: str) -> str:
    return page.split('name="csrfmiddlewaretoken" value="', 1)[1].split('"', 1)[0]
