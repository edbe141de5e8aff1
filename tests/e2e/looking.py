"""Looks at a page as its readers see it: wide and narrow, light and dark, from left and from right."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Route

from tests.e2e.window import NARROW, WIDE, Window

WIDTHS = {"1280": WIDE, "320": NARROW}
ASKS = "refresh"  # the header with which a page asks for itself after some seconds
TRIES = 5


def looked_at(seen: Window, name: str) -> dict[str, tuple[int, str]]:
    """Look at the page in both widths, both colours and from right to left; give what is wrong with it."""
    wrong = {}
    for width, viewport in WIDTHS.items():
        for colours in ("light", "dark"):
            seen.look(viewport, colours)
            look = f"{name}-{width}" + ("-dark" if colours == "dark" else "")
            seen.picture(look)
            wrong[look] = (seen.overflow(), seen.violations(colours))
    seen.look(WIDE)
    seen.page.evaluate("document.documentElement.dir = 'rtl'")
    for width, viewport in WIDTHS.items():
        seen.look(viewport)
        seen.picture(f"{name}-{width}-rtl")
        wrong[f"{name}-{width}-rtl"] = (seen.overflow(), "")
    seen.look(WIDE)
    return {look: what for look, what in wrong.items() if what != (0, "")}


@contextmanager
def standing_still(seen: Window) -> Iterator[None]:
    """Show the page without its asking for itself, which would end a look that takes longer than its interval.

    The page is opened once more without the header that asks: to hold back what the page asks for leaves the browser
    half on its way to another page, and it may not answer until the desk locks. Afterwards it asks for itself again.
    """
    address = seen.address + urlsplit(seen.page.url).path

    def still(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, headers={name: value for name, value in answer.headers.items() if name != ASKS}
        )

    seen.page.route(address, still)
    _opened(seen, address)
    seen.page.unroute(address, still)
    yield
    seen.open(address)


def _opened(seen: Window, address: str) -> None:
    """Open the page; where its asking for itself came in between, once more."""
    for _ in range(TRIES):
        try:
            seen.open(address)
        except PlaywrightError as error:
            if "interrupted" not in error.message and "ERR_ABORTED" not in error.message:
                raise
        else:
            return
    raise AssertionError(f"{address} did not stand still.")
