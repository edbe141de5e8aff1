"""The inbox in a browser: letters brought in, read, answered, made a document, destroyed; shown inert."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from isthmus.core.seal.values import ReadAnswer
from isthmus.core.unseal.armour import sealed_bytes
from isthmus.core.unseal.letters import open_letter
from tests.e2e.desk import PASSPHRASE, Desk
from tests.e2e.looking import looked_at
from tests.letters_case import Codename, attachments, letter, new_keyring
from tests.passphrases import ANOTHER

pytestmark = pytest.mark.browser

MARA, NOOR, WIDE = Codename(1), Codename(2), Codename(99)
HOSTILE = (
    "<script>document.title='run'</script><svg onload=\"document.title='run'\"></svg>"
    '<a href="javascript:document.title=1">look</a> https://example.org \x1b[2J\0'
    + "\u202eoverridden\u202c" * 500
    + "<img src=x onerror=\"document.title='run'\">"
)
# Each is a letter of one thread: a word without an end, marks piled up on one another, letters from the right.
WIDE_LETTERS = ("w" * 31_000, "o\u0336\u0489\u0301" * 3_000, "\u0633\u0644\u0627\u0645 \u202e\u2066" * 900)
WIDE_NAMES = ("../../" + "x" * 240, "a\u202egpj.exe", "o\u0489\u0301" * 80, "\u0633" * 250)
REPORT = (
    "Two of them were taken from the market on Friday. I saw it from the stall across the street.\n\n"
    "The car had no number. A man I know from the school said that they were brought to the cellar of the old "
    "mill, where others are held, too.\n\nПожалуйста, не звоните."
)


@pytest.fixture(scope="module")
def post(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files as couriers bring them; the keyring of the workspace opens them."""
    new_keyring(desk.folder).close()
    folder = tmp_path_factory.mktemp("post")
    attached, sealed = attachments(("../picture of the mill.jpg", b"JPEG" * 60_000), ("missing.pdf", b"PDF"))
    (folder / "a.age").write_bytes(letter(REPORT, MARA, number=1, attached=attached))
    (folder / "b.age").write_bytes(sealed[0])
    (folder / "c.age").write_bytes(letter("A second one, a day later.", MARA, read=ReadAnswer(3, bytes(8))))
    (folder / "d.age").write_bytes(letter(HOSTILE, NOOR))
    hung, files = attachments(*((name, b"x") for name in WIDE_NAMES))
    for number, text in enumerate(WIDE_LETTERS):
        (folder / f"g{number}.age").write_bytes(letter(text, WIDE, attached=hung if number == 1 else None))
    for number, each in enumerate(files):
        (folder / f"h{number}.age").write_bytes(each)
    (folder / "e.age").write_bytes(letter("No answer, please: somebody may read my phone."))
    for number in range(3, 7):
        (folder / f"f{number}.age").write_bytes(letter("Earn money at home!", Codename(number)))
    return folder


def opened(seen, post: Path):
    assert post.exists()
    seen.go("/inbox/")
    if seen.page.locator("#secret").count():
        seen.page.locator("#secret").fill(ANOTHER)
        seen.page.get_by_role("button", name="Open the inbox").click()
    expect(seen.page.get_by_role("button", name="Close the inbox")).to_be_visible()
    return seen


def test_letters_come_in_and_are_listed(window, post):
    seen = window()
    seen.go("/inbox/")
    assert looked_at(seen, "inbox-shut") == {}
    seen.page.locator("#secret").fill("something else")
    seen.page.get_by_role("button", name="Open the inbox").click()
    expect(seen.page.locator("#problem")).to_be_visible()
    page = opened(seen, post).page
    assert looked_at(seen, "inbox-empty") == {}
    page.locator("#files").set_input_files(sorted(post.iterdir()))
    page.get_by_role("button", name="Bring in").click()
    expect(page.get_by_text("11 new letters.")).to_be_visible()
    expect(page.get_by_text("5 attachments were kept.")).to_be_visible()
    expect(page.get_by_text("and 3 equal ones")).to_be_visible()
    assert looked_at(seen, "inbox-list") == {}
    assert seen.complaints == [
        "Failed to load resource: the server responded with a status of 403 (Forbidden)"
    ]
    assert seen.elsewhere() == []


def test_a_thread_is_worked_through(window, post):
    seen = opened(window(), post)
    page = seen.page
    page.get_by_role("link", name="Thread 1", exact=True).click()
    expect(page.get_by_text("Somebody answers in your name.")).to_be_visible()
    expect(page.get_by_text("has not come yet")).to_be_visible()
    expect(page.get_by_text("image/jpeg by its name")).to_be_visible()
    assert looked_at(seen, "inbox-thread") == {}
    page.locator("#text").fill("Thank you. We know the mill.\nAre you safe?")
    page.get_by_role("button", name="Seal the answer").click()
    expect(page.get_by_text("The answer is sealed.")).to_be_visible()
    page.locator("article.ours summary").click()
    armour = page.locator("article.ours textarea").input_value()
    received = open_letter(sealed_bytes(armour.encode()), [MARA.identity]).content
    assert received.answer.text == "Thank you. We know the mill.\nAre you safe?"
    page.locator("#state").select_option("in_touch")
    page.locator("#needs").fill("a place to stay")
    page.locator("#destroy_by").fill("2027-01-31")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("Kept.")).to_be_visible()
    page.locator("#note").fill("Ask about the mill.")
    page.get_by_role("button", name="Add the note").click()
    expect(page.get_by_text("Ask about the mill.")).to_be_visible()
    assert looked_at(seen, "inbox-answered") == {}
    assert seen.complaints == []
    assert seen.elsewhere() == []


def test_an_attachment_is_saved_sealed_or_after_the_passphrase(window, post):
    seen = opened(window(), post)
    page = seen.page
    page.get_by_role("link", name="Thread 1", exact=True).click()
    page.get_by_text("Save it", exact=True).first.click()
    form = page.locator("ul.files form")
    form.get_by_role("button").click()
    expect(page.locator("ul.files .problem")).to_be_visible()
    form.locator("input[name=secret]").fill(PASSPHRASE)
    with page.expect_download() as download:
        form.get_by_role("button").click()
    assert download.value.suggested_filename == "picture of the mill.jpg"
    assert Path(download.value.path()).read_bytes() == b"JPEG" * 60_000


def test_a_hostile_letter_is_inert(window, post):
    seen = opened(window(), post)
    page = seen.page
    page.locator("tr[data-row]", has_text="<script>").get_by_role("link").click()
    expect(page.locator("article.letter .said")).to_contain_text("⟨U+202E⟩overridden")
    title = page.title()
    assert "run" not in title
    assert page.locator("article.letter .said *").count() == 0
    assert page.locator("article.letter a").count() == 0
    assert looked_at(seen, "inbox-hostile") == {}
    assert page.title() == title
    assert seen.complaints == []
    assert seen.elsewhere() == []


def test_letters_that_are_made_to_burst_a_page_stay_within_it(window, post):
    seen = opened(window(), post)
    page = seen.page
    page.locator("tr[data-row]", has_text="known codename").filter(has_text="Thread").last.get_by_role(
        "link"
    ).click()
    expect(page.locator("article.letter")).to_have_count(3)
    assert looked_at(seen, "inbox-bursting") == {}
    page.get_by_role("link", name="Destroy").click()
    assert looked_at(seen, "inbox-bursting-destroy") == {}
    assert seen.complaints == []
    assert seen.elsewhere() == []


def test_unwanted_ones_are_put_away_by_keyboard_and_come_back(window, post):
    seen = opened(window(), post)
    page = seen.page
    row = page.locator("tr[data-row]", has_text="Earn money")
    for _ in range(page.locator("tr[data-row]").count()):
        page.keyboard.press("j")
        if row.evaluate("row => row.contains(document.activeElement)"):
            break
    page.keyboard.press("Space")
    expect(row.locator("input")).to_be_checked()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Put chosen ones away":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("4 threads were put away.")).to_be_visible()
    expect(page.get_by_text("Earn money")).to_have_count(0)
    page.get_by_role("link", name=re.compile("Put away 4")).click()
    page.locator("tr[data-row] input").check()
    page.get_by_role("button", name="Take chosen ones back").click()
    expect(page.get_by_text("4 threads are back.")).to_be_visible()


def test_a_document_is_made_and_the_thread_destroyed(window, post):
    seen = opened(window(), post)
    page = seen.page
    page.get_by_role("link", name="Thread 1", exact=True).click()
    address = page.url
    page.get_by_text("Make a document of it").first.click()
    page.get_by_role("button", name="Code it").first.click()
    page.wait_for_url(re.compile("/code/"))
    expect(page.locator("#text")).to_contain_text("taken from the market")
    seen.open(address)
    page.get_by_role("link", name="Destroy").click()
    assert looked_at(seen, "inbox-destroy") == {}
    page.locator("input[name=sure]").check()
    page.get_by_role("button", name="Destroy all of this").click()
    expect(page.get_by_text("The thread is destroyed")).to_be_visible()
    assert seen.open(address).status == 404


def test_a_locked_desk_has_closed_the_inbox(window, post):
    seen = opened(window(), post)
    seen.page.get_by_role("button", name="Close the inbox").click()
    expect(seen.page.locator("#secret")).to_be_visible()
    opened(seen, post)
    seen.page.get_by_role("button", name="Lock").first.click()
    seen.page.locator("input[type=password]").fill(PASSPHRASE)
    seen.page.keyboard.press("Enter")
    expect(seen.page.get_by_role("button", name="Lock").first).to_be_visible()
    seen.go("/inbox/")
    expect(seen.page.get_by_role("button", name="Open the inbox")).to_be_visible()


def test_it_works_without_script(window, post):
    seen = window(java_script_enabled=False)
    seen.go("/inbox/")
    seen.page.locator("#secret").fill(ANOTHER)
    seen.page.get_by_role("button", name="Open the inbox").click()
    seen.page.get_by_text("Bring in letters").click()
    seen.page.locator("#pasted").fill("nothing of a letter")
    seen.page.get_by_role("button", name="Bring in").click()
    expect(seen.page.get_by_text("It does not begin as an age file does", exact=False)).to_be_visible()
