"""Looks at a page as its readers see it: wide and narrow, light and dark, from left and from right."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Route

from isthmus.web.desk.access import REFRESHED
from tests.e2e.window import NARROW, WIDE, Window

WIDTHS = {"1280": WIDE, "320": NARROW}


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
    """Hold back the page's refreshing of itself, which would end a look that takes longer than its interval.

    The page is opened once more while refreshing is held back: what was on its way before would else arrive in the
    middle of the look. Afterwards the page refreshes itself again: to reload it as well would set two navigations
    against each other.
    """
    held: list[Route] = []
    address = urlsplit(seen.page.url)

    def hold(route: Route) -> None:
        asked = urlsplit(route.request.url)
        if route.request.is_navigation_request() and asked.path == address.path and REFRESHED in asked.query:
            held.append(route)
        else:
            route.continue_()

    seen.page.route("**/*", hold)
    seen.go(address.path)
    try:
        yield
    finally:
        for route in held:
            route.continue_()
        seen.page.unroute("**/*", hold)
