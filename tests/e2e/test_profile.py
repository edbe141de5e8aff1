"""Nothing typed in the desk reaches the browser's profile: neither while it runs, nor once it is closed."""

import re
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.e2e.desk import PASSPHRASE, Desk, open_desk
from tests.e2e.profiles import BROWSERS, CANARY, SECONDS_TO_WRITE, Driven, places_of
from tests.e2e.sealed_case import KEY_PASSPHRASE, SEALED_CANARY, KeeperCase, keeper_case

# That every field has the attributes which keep it out of there is tests/house/test_fields, which runs always.
pytestmark = [pytest.mark.browser, pytest.mark.long]

CONTROL = "qzvxcontrol"
FEWEST_FIELDS = 60
# Also those of a drawing, whose address is no text.
LINKS = """
const links = [...document.querySelectorAll("a[href]")];
return links.map((each) => new URL(each.getAttribute("href"), location.href).href);
"""
# Types into every field, as far as its kind takes words; gives how many there were.
FILL = """
const kinds = ["text", "search", "password", "url", "email", "tel"];
const fields = [...document.querySelectorAll("input, textarea")].filter(
  (each) => (each.localName === "textarea" || kinds.includes(each.type)) && !each.readOnly);
fields.forEach((each, at) => {
  each.value = `${arguments[0]}${at}`;
  each.dispatchEvent(new Event("input", { bubbles: true }));
});
return fields.length;
"""
FORMS = """
const typed = (form) => form.method === "post" && form.querySelector("input:not([type=hidden]), textarea");
return [...document.forms].map((form, at) => at).filter((at) => typed(document.forms[at]))
"""
SUBMIT = "window.left = true; HTMLFormElement.prototype.submit.call(document.forms[arguments[0]])"
ARRIVED = "return !window.left && document.readyState === 'complete'"
STRIP = "document.querySelectorAll('[autocomplete]').forEach((each) => each.removeAttribute('autocomplete'))"


@dataclass
class Visit:
    """Goes through the desk and types into everything."""

    browser: Driven
    address: str
    fields: int = 0
    paths: dict[str, str] = field(default_factory=dict)

    def go(self, path: str) -> None:
        self.browser.go(self.address + path)

    def everywhere(self) -> None:
        """Type into every field of every page that links lead to, and send every form."""
        self.find(["/", "/search/", "/jobs/", "/sign-in/"])
        for path in list(self.paths.values()):
            self.type_into(path)

    def find(self, waiting: list[str]) -> None:
        """Follow links to one page of each kind."""
        while waiting:
            path = waiting.pop(0)
            name = name_of(path)
            if name is None or name in self.paths:
                continue
            self.go(path)
            self.paths[name] = path
            parts = [urlsplit(url) for url in self.browser.run(LINKS)]
            waiting += [each.path for each in parts if f"{each.scheme}://{each.netloc}" == self.address]

    def type_into(self, path: str) -> None:
        """Type into a page, and send each of its forms."""
        self.go(path)
        for form in self.browser.run(FORMS):
            self.go(path)
            self.fields += self.browser.run(FILL, f"{CANARY}{self.fields}x")
            self.send(form)
            self.fields += self.browser.run(FILL, f"{CANARY}{self.fields}x")

    def send(self, form: int) -> None:
        """Send a form and wait for what answers it; a file is no page, and is not waited for longer."""
        self.browser.run(SUBMIT, form)
        self.arrived(5)

    def send_for_page(self, form: int) -> None:
        """Send a form that a page answers, however long a busy machine takes: opening a key is slow by design."""
        self.browser.run(SUBMIT, form)
        assert self.arrived(60), "No page answered the form."

    def arrived(self, seconds: float) -> bool:
        """Wait for the page that answers a form; tell whether it came."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            time.sleep(0.2)
            with suppress(Exception):  # asked in between two pages
                if self.browser.run(ARRIVED):
                    return True
        return False

    def where(self) -> str:
        return urlsplit(self.browser.run("return location.href")).path


def name_of(path: str) -> str | None:
    try:
        name = resolve(path, urlconf="isthmus.web.desk.urls").url_name
    except Resolver404:
        return None
    if name is None:
        return None
    no_page = name.endswith(("_csv", "_template", "_file")) or name in ("asset", "head", "enter", "backup")
    return None if no_page else name


@pytest.fixture
def case(tmp_path_factory: pytest.TempPathFactory) -> KeeperCase:
    """A workspace with the sample case, in which something is sealed to a keeper; each browser changes it."""
    return keeper_case(tmp_path_factory.mktemp("profile"))


@pytest.mark.parametrize("name", BROWSERS)
def test_nothing_typed_reaches_the_profile_of(name, case, tmp_path):
    profile, copy = tmp_path / "profile", tmp_path / "copy"
    sought = (CANARY, PASSPHRASE, KEY_PASSPHRASE, SEALED_CANARY, a_part_of(case.key))
    with open_desk(case.folder, case.secret) as desk:
        with BROWSERS[name](profile) as browser:
            visit = typed_everywhere(browser, desk)
            look_at_sealed_things(visit, case)
            time.sleep(SECONDS_TO_WRITE)
            assert places_of(sought, profile, copy) == []
            visit.go("/code/")
            browser.run(STRIP)
            browser.run(FILL, CONTROL)
            time.sleep(SECONDS_TO_WRITE)
            assert places_of([CONTROL], profile, copy), (
                "Without the attributes it is found, or the check is blind."
            )
        assert places_of([CONTROL], profile, copy)
        assert places_of(sought, profile, copy) == []
    assert visit.fields >= FEWEST_FIELDS


def a_part_of(key: Path) -> str:
    """Return letters of a key's file that stand in no other."""
    found = re.findall("[A-Za-z0-9]{16,}", key.read_text().split("\n", 1)[1])
    return str(found[0])


def look_at_sealed_things(visit: Visit, case: KeeperCase) -> None:
    """Open what is sealed with a pasted key, and leave it on the screen."""
    browser = visit.browser
    visit.go("/keepers/")
    given = (case.key.read_text(), KEY_PASSPHRASE)
    browser.run(
        "['pasted', 'secret'].forEach((id, at) => document.getElementById(id).value = arguments[at])", *given
    )
    visit.send_for_page(browser.run(FORMS)[-1])
    for path in ("/people/", "/search/"):
        visit.go(path)
    browser.run("document.getElementById('words').value = arguments[0]", SEALED_CANARY)
    visit.send_for_page(browser.run(FORMS)[-1])
    assert SEALED_CANARY in browser.run("return document.querySelector('main').innerText")


def typed_everywhere(browser: Driven, desk: Desk) -> Visit:
    """Go through the desk, through its lock, and out of it."""
    visit = Visit(browser, desk.address)
    browser.go(desk.link)
    visit.everywhere()
    visit.go("/code/")
    browser.run(FILL, f"{CANARY}begun")
    visit.send_for_page(browser.run(FORMS)[-1])
    draft = visit.where()
    assert name_of(draft) == "draft"
    visit.type_into(draft)
    visit.go("/keys/")
    browser.run("document.querySelector('#lock button').click()")
    time.sleep(1)
    assert visit.where() == "/lock/"
    visit.type_into("/lock/")
    visit.go("/lock/")
    browser.run("document.getElementById('secret').value = arguments[0]", PASSPHRASE)
    visit.send_for_page(0)
    assert visit.where() != "/lock/"
    return visit
