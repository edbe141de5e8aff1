"""The history of a corrected row in a browser: read, and its earlier version destroyed."""

import csv
import json
import subprocess
from collections.abc import Iterator
from uuid import UUID

import pytest
from playwright.sync_api import expect

from tests.e2e.desk import PASSPHRASE, Desk, done, isthmus, open_desk, sample_with_names, workspace
from tests.e2e.window import NARROW, WIDE

pytestmark = pytest.mark.browser

SLIP = "The Vally Courier"


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, str]]:
    """A desk in which the name of a source was typed wrong, and put right; and the number of that source."""
    folder = tmp_path_factory.mktemp("desk")
    sample = sample_with_names(folder)
    with (sample / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    at = next(at for at, row in enumerate(rows) if row["protection"] != "sealed")

    def write(name: str) -> None:
        with (sample / "sources.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows([*rows[:at], {**rows[at], "name": name}, *rows[at + 1 :]])

    right = rows[at]["name"]
    write(SLIP)
    case, secret = workspace(folder, sample)
    write(right)
    why, opened = "Spelled as on its own front page.", ("--passphrase-file", secret)
    done("import", sample, "--workspace", case, *opened, "--accept-changes", why)
    asked = isthmus("custody", "history", case, f"sources:{rows[at]['id']}", "--json", *opened)
    found = subprocess.run(asked, capture_output=True, check=True, stdin=subprocess.DEVNULL)
    with open_desk(case, secret) as running:
        yield running, json.loads(found.stdout)["row"]


@pytest.fixture(scope="module")
def desk(corrected: tuple[Desk, str]) -> Desk:
    return corrected[0]


def test_a_history_is_read_and_an_earlier_version_destroyed(window, corrected):
    seen = window()
    seen.go(f"/source/{UUID(corrected[1])}/")
    page = seen.page
    page.locator(".kicker").get_by_role("link", name="history").click()
    expect(page.get_by_role("heading", name="Changed as it is now")).to_be_visible()
    expect(page.locator("del")).to_have_text(SLIP)
    for size, name in ((WIDE, "history-1280"), (NARROW, "history-320")):
        seen.look(size)
        assert seen.violations() == ""
        seen.picture(name)
    page.get_by_text("Destroy this version").first.click()
    page.get_by_label("Why").fill("It was no name of anything.")
    page.get_by_label("Passphrase of the workspace").fill(PASSPHRASE)
    seen.picture("history-destroy-320")
    page.get_by_role("button", name="Destroy this version").click()
    expect(page.get_by_text("1 earlier version was destroyed.")).to_be_visible()
    assert SLIP not in seen.content()
    assert seen.violations() == ""
    seen.look(WIDE)
    seen.picture("history-destroyed-1280")
    assert seen.complaints == []
