"""Nothing typed in the desk reaches the browser's profile: neither while it runs, nor once it is closed."""

import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.e2e.desk import PASSPHRASE, Desk, open_desk, sample_with_names, workspace
from tests.e2e.profiles import BROWSERS, CANARY, SECONDS_TO_WRITE, Driven, places_of

pytestmark = pytest.mark.browser

CONTROL = "qzvxcontrol"
FEWEST_FIELDS = 60
LINKS = "return [...document.querySelectorAll('a[href]')].map(each => each.href)"
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
        """Send a form and wait for what answers it; a file is no page."""
        self.browser.run(SUBMIT, form)
        until = time.monotonic() + 5
        while time.monotonic() < until:
            time.sleep(0.2)
            with suppress(Exception):  # asked in between two pages
                if self.browser.run(ARRIVED):
                    return

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


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A workspace with the sample case."""
    base = tmp_path_factory.mktemp("profile")
    return workspace(base, sample_with_names(base))


@pytest.mark.parametrize("name", BROWSERS)
def test_nothing_typed_reaches_the_profile_of(name, folder, tmp_path):
    profile, copy = tmp_path / "profile", tmp_path / "copy"
    with open_desk(*folder) as desk:
        with BROWSERS[name](profile) as browser:
            visit = typed_everywhere(browser, desk)
            time.sleep(SECONDS_TO_WRITE)
            live = [*places_of(CANARY, profile, copy), *places_of(PASSPHRASE, profile, copy)]
            assert live == []
            visit.go("/code/")
            browser.run(STRIP)
            browser.run(FILL, CONTROL)
            time.sleep(SECONDS_TO_WRITE)
            assert places_of(CONTROL, profile, copy), (
                "Without the attributes it is found, or the check is blind."
            )
        assert places_of(CONTROL, profile, copy)
        assert [*places_of(CANARY, profile, copy), *places_of(PASSPHRASE, profile, copy)] == []
    assert visit.fields >= FEWEST_FIELDS


def typed_everywhere(browser: Driven, desk: Desk) -> Visit:
    """Go through the desk, through its lock, and out of it."""
    visit = Visit(browser, desk.address)
    browser.go(desk.link)
    visit.everywhere()
    visit.go("/code/")
    browser.run(FILL, f"{CANARY}begun")
    visit.send(browser.run(FORMS)[-1])
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
    visit.send(0)
    assert visit.where() != "/lock/"
    return visit
