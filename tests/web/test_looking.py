"""A keeper looks: sealed things show in one session, while it is open, and nowhere else."""

import re
import threading
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pyrage import x25519

from isthmus.actions.desk.code_document import code_document
from isthmus.actions.desk.coding.draft import DraftBody, DraftDocument, NewSource
from isthmus.actions.desk.coding.drafts import save_draft, start_draft
from isthmus.actions.desk.copying import start_copy
from isthmus.actions.desk.import_workbook import apply_import, plan_import
from isthmus.actions.desk.jobs import run_next
from isthmus.actions.desk.keepers import add_keeper, remove_keeper
from isthmus.actions.desk.keepers.looks import LOOKS
from isthmus.actions.desk.kept_open import KeptOpen
from isthmus.actions.desk.linking import running
from isthmus.core.messages import Message
from isthmus.core.workbook.own_columns import gathered
from isthmus.core.workbook.rows import Document, Mention, Workbook
from isthmus.core.workbook.rows import Source as SourceRow
from isthmus.core.workbook.tokens import SEALED_TEXTS
from isthmus.files.age.identities import IdentityRefused, new_identity
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.keyring import KEYRING
from isthmus.store.desk.models import Event, KeyringOpening, LinkMemory, LinkRun, Source
from isthmus.store.desk.scratch.models import Draft
from isthmus.web.desk.attempts import ATTEMPTS
from isthmus.web.desk.shown import SHOWN
from tests.accounts import the_owner
from tests.actions.linking_case import fake_engine
from tests.files.document.printed_pages import saved
from tests.walls import reads_foreign_kinds
from tests.web.crawling import crawl
from tests.web.judged import STATES, WORKBOOK
from tests.web.reading.pages import load, signed_in

CANARY = "Kanarienvogel"
PASSPHRASE = "of the keeper alone"
# Two more victims, of whom nothing is sealed.
PIXEL = saved(Image.new("L", (4, 4)), "GIF")
TWO_OPEN = (
    Mention("m8", "a3", "victim", 1, 1, kind="individual", name="Adan Ivanov"),
    Mention("m9", "a2", "victim", 1, 1, kind="individual", name="A. Ivanov"),
)


@pytest.fixture(autouse=True)
def nothing_open():
    """No keyring, no look and no attempts before and after."""
    path = current_workspace().folder / KEYRING
    path.unlink(missing_ok=True)
    ATTEMPTS.clear()
    yield
    LOOKS.end_all()
    path.unlink(missing_ok=True)


@pytest.fixture
def key(monkeypatch):
    """A keeper's key, as it would come out of its file; the passphrase is looked at without its costly derivation."""
    made = x25519.Identity.generate()
    add_keeper(name="Mara", recipient=str(made.to_public()), actor=the_owner())

    def open_file(file, passphrase):
        if passphrase != PASSPHRASE:
            raise IdentityRefused(Message("age.identity_shut"))
        return x25519.Identity.from_str(file.decode())

    monkeypatch.setattr("isthmus.web.desk.writing.keepers.open_identity", open_file)
    return made


def sealed(text="<b>&{}"):
    """The workbook with a mark on every row that can have one, and a text of no other in every cell that closes."""

    def marked(sheet, row, at):
        changes = {
            name: f"{CANARY}{text.format('')} {sheet[0]}{name[0]}{at}"
            for name in SEALED_TEXTS[sheet]
            if name not in ("age", "born", "url", "file")
        }
        changes["own"] = gathered({"x_own": changes["own"]})
        if "identifiers" in changes:
            changes["identifiers"] = f"list:{changes['identifiers']}"
        return replace(row, protection="sealed", **changes)

    return replace(
        WORKBOOK,
        **{
            sheet: tuple(marked(sheet, row, at) for at, row in enumerate(getattr(WORKBOOK, sheet)))
            for sheet in SEALED_TEXTS
        },
    )


def given(key, secret=PASSPHRASE):
    return {"pasted": str(key), "secret": secret}


def looking(key, *, veil=False):
    browser = signed_in(veil=veil)
    answer = browser.post(reverse("keepers"), given(key))
    assert answer.status_code == 302, answer.content.decode()
    return browser


def pages_of(browser, monkeypatch):
    """Every page that a browser reaches, by address."""
    pages, get = {}, browser.get
    monkeypatch.setattr(browser, "get", lambda address: pages.setdefault(address, get(address)))
    crawl(browser, each_row=False, each_choice=False)
    monkeypatch.setattr(browser, "get", get)
    return pages


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def html_of(pages):
    return {
        at: answer.content.decode(errors="replace")
        for at, answer in pages.items()
        if not answer.streaming and answer.get("Content-Type", "").startswith("text/html")
    }


def in_tables():
    """What of it lies in any table, sessions and jobs included, that the passphrase of the workspace opens."""
    return [
        f"{model._meta.label}.{name}"
        for model in apps.get_models(include_auto_created=True)
        for row in model._default_manager.values()
        for name, value in row.items()
        if CANARY.casefold()
        in (
            bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else repr(value)
        ).casefold()
    ]


@pytest.mark.any_database
@pytest.mark.usefixtures("pseudo")
def test_a_keeper_sees_it_on_pages_and_nobody_else_does(key, monkeypatch):
    load(sealed())
    next(iter(STATES.values()))()
    browser = looking(key)
    pages = pages_of(browser, monkeypatch)
    html, files = html_of(pages), {at: each for at, each in pages.items() if at not in html_of(pages)}
    showing = {at for at, page in html.items() if CANARY in page}
    assert {at.split("/")[1] for at in showing} >= {
        "source",
        "document",
        "person",
        "incident",
        "people",
        "history",
        "judge",
    }
    whole = {at: page for at, page in html.items() if pages[at].status_code == 200 and "<body" in page}
    assert [at for at, page in whole.items() if "data-looking" not in page] == []
    # As text alone: what was typed as markup is none.
    assert sum(f"{CANARY}<b>" in page for page in html.values()) == 0
    assert any(f"{CANARY}&lt;b&gt;&amp;" in page for page in html.values())
    assert len(files) >= 3
    assert [at for at, each in files.items() if CANARY.encode() in body(each)] == []
    assert [
        at for at, page in html.items() if CANARY in " ".join(re.findall(r"<title>.*?</title>", page))
    ] == []
    assert [at for at, page in html.items() if "\ufdd1" in page] == []
    assert in_tables() == []
    others = html_of(pages_of(signed_in(veil=False), monkeypatch))
    assert [at for at, page in others.items() if CANARY in page or "data-looking" in page] == []


ENDS = {
    "closing": lambda browser: browser.post(reverse("close_sealed")),
    "locking": lambda browser: browser.post(reverse("lock")),
    "signing out": lambda browser: browser.post(reverse("sign_out")),
    "signing in anew": lambda browser: browser.post(
        reverse("sign_in"), {"name": "second", "secret": "right one"}
    ),
    "time": lambda _: LOOKS.sweep(),
    "the end of the program": lambda _: LOOKS.end_all(),
}


@pytest.mark.parametrize("end", ENDS)
def test_it_ends_with(end, key, settings, monkeypatch):
    settings.DESK_PASSPHRASE_HOLDS = lambda given: given == "right"
    load(sealed())
    browser = looking(key)
    address = reverse("source", args=[Source.objects.get(ref="s1").uid])
    assert CANARY in browser.get(address).content.decode()
    [place] = LOOKS._places.values()
    look = place.kept
    if end == "signing in anew":
        monkeypatch.setattr(
            "isthmus.web.desk.authentication.authenticate", lambda *_, **__: account_of_owner()
        )
    if end == "time":
        place.until = 0.0
    ENDS[end](browser)
    # The process itself has nothing left of it, under whatever session.
    assert (LOOKS._places, look.keyring.identities, look._texts, look.search) == ({}, (), {}, "")
    assert CANARY not in browser.get(address, follow=True).content.decode()
    browser.post(reverse("unlock"), {"secret": "right"})
    assert CANARY not in browser.get(address, follow=True).content.decode()


def account_of_owner():
    from isthmus.store.desk.models import Account

    return Account.objects.get(pk=the_owner().number)


def test_a_session_that_was_left_alone_closes_it_with_the_lock(key):
    load(sealed())
    browser = looking(key)
    session = browser.session
    session["seen"] = 0
    session.save()
    assert browser.get("/")["Location"] == reverse("lock")
    assert LOOKS._places == {}


def test_a_page_that_asks_for_itself_keeps_nothing_open(key):
    browser = looking(key)
    [place] = LOOKS._places.values()
    place.until = 1e12
    browser.get("/jobs/?still=1")
    assert place.until == 1e12
    browser.get("/jobs/")
    assert place.until < 1e12


def test_another_session_of_the_same_account_sees_nothing(key):
    load(sealed())
    looking(key)
    other = signed_in(veil=False)
    for address in ("/", "/people/", reverse("source", args=[Source.objects.get(ref="s1").uid])):
        page = other.get(address).content.decode()
        assert CANARY not in page
        assert "data-looking" not in page


def test_a_stolen_key_of_the_session_before_opens_nothing(key):
    browser = signed_in(veil=False)
    before = browser.session.session_key
    browser.post(reverse("keepers"), given(key))
    assert list(LOOKS._places) == [browser.session.session_key] != [before]


def test_what_answered_a_form_is_kept_with_tokens_and_shows_nothing_once_it_is_closed(key):
    load(sealed())
    browser = looking(key)
    words = {"words": Source.objects.get(ref="s1").ref}
    address = browser.post(reverse("judge_choose", args=["source"]), words, headers={"Accept": "text/html"})[
        "Location"
    ]
    assert CANARY in browser.get(address).content.decode()
    assert not any(CANARY.encode() in each.content for each in SHOWN._kept.values())
    LOOKS.end_all()
    assert CANARY not in browser.get(address).content.decode()


def test_the_log_keeps_that_it_was_opened_and_by_whom_and_nothing_else(key):
    load(sealed())
    browser = looking(key)
    browser.get("/people/")
    event = Event.objects.order_by("-sequence").first()
    assert (event.action, event.actor.actor) == ("open_sealed", the_owner())
    [opening] = KeyringOpening.objects.all()
    assert (opening.keeper.name, opening.by_id) == ("Mara", the_owner().number)
    assert in_tables() == []
    page = browser.get(reverse("keepers")).content.decode()
    assert "with the key of <bdi>Mara</bdi>" in page


def test_what_was_given_comes_back_in_no_page(key):
    browser = signed_in(veil=False)
    answer = browser.post(reverse("keepers"), given(key, "qzvx wrong"))
    assert (answer.status_code, LOOKS._places) == (403, {})
    page = answer.content.decode()
    assert "passphrase does not open this identity" in page.replace("&#x27;", "'")
    assert str(key) not in page
    assert "qzvx wrong" not in page
    assert Event.objects.filter(action="open_sealed").count() == 0


def test_nothing_given_somebody_elses_key_and_no_keyring_are_each_said(key):
    browser = signed_in(veil=False)

    def told(identity):
        answer = browser.post(reverse("keepers"), given(identity))
        assert LOOKS._places == {}
        return answer.status_code, answer.content.decode()

    status, page = told("")
    assert (status, "No key was given" in page) == (422, True)
    status, page = told(x25519.Identity.generate())
    assert (status, "not a keeper" in page) == (403, True)
    (current_workspace().folder / KEYRING).unlink()
    status, page = told(key)
    assert (status, "put back its backup" in page) == (403, True)


def test_six_wrong_passphrases_in_a_minute_are_too_many(key):
    browser = signed_in(veil=False)
    statuses = [browser.post(reverse("keepers"), given(key, "wrong")).status_code for _ in range(6)]
    assert statuses == [403] * 5 + [429]
    assert browser.post(reverse("keepers"), given(key)).status_code == 429


def test_a_workspace_without_a_keeper_says_what_sealed_is_worth_then():
    browser = signed_in(veil=False)
    page = browser.get(reverse("keepers")).content.decode()
    assert "anyone who has the passphrase of the workspace can read it" in page
    assert "isthmus keys new keeper" in page
    assert 'name="secret"' not in page
    answer = browser.post(reverse("keepers"), {"pasted": "AGE-SECRET-KEY-1", "secret": "x"})
    assert answer.status_code == 403


def test_a_keeper_who_is_removed_looks_no_longer(key):
    load(sealed())
    noor = x25519.Identity.generate()
    add_keeper(name="Noor", recipient=str(noor.to_public()), actor=the_owner(), opened_by=key)
    browser = looking(key)
    remove_keeper(name="Mara", actor=the_owner(), opened_by=noor)
    assert CANARY not in browser.get("/people/").content.decode()
    assert LOOKS._places == {}


def test_under_the_veil_it_shows_as_initials(key):
    load(sealed(" Muster{}"))
    browser = looking(key, veil=True)
    page = browser.get(reverse("source", args=[Source.objects.get(ref="s1").uid])).content.decode()
    assert "K. M." in page
    assert CANARY not in page


def test_no_export_holds_any_of_it_while_a_keeper_looks(key, settings):
    settings.DESK_PASSPHRASE_HOLDS = lambda given: given == "right"
    load(sealed())
    browser = looking(key)
    closed = {"form": "zip"}
    named = {"form": "zip", "names": "yes", "purpose": "court", "secret": "right"}
    for fields in (closed, named):
        answer = browser.post(reverse("export"), fields)
        assert answer.status_code == 200
        with ZipFile(BytesIO(answer.content)) as archive:
            texts = {name: archive.read(name).decode() for name in archive.namelist()}
        assert any("sealed-" in text for text in texts.values())
        assert [name for name, text in texts.items() if CANARY in text] == []


def test_a_key_made_elsewhere_opens_one_sealed_source_in_the_desk():
    """The workspace knows the public half alone; the file comes with the keeper, and is opened by its passphrase."""
    file, recipient = new_identity("Mara", PASSPHRASE)
    add_keeper(name="Mara", recipient=recipient, actor=the_owner())
    load(sealed())
    browser = signed_in(veil=False)
    address = reverse("source", args=[Source.objects.get(ref="s1").uid])
    assert CANARY not in browser.get(address).content.decode()
    browser.post(reverse("keepers"), {"identity": SimpleUploadedFile("mara.key", file), "secret": PASSPHRASE})
    assert f"{CANARY}&lt;b&gt;&amp; sn0" in browser.get(address).content.decode()


def test_a_look_that_nobody_asks_about_ends_by_itself(monkeypatch):
    monkeypatch.setattr("isthmus.actions.desk.kept_open._SECONDS_BETWEEN_SWEEPS", 0.01)
    ended, looks = threading.Event(), KeptOpen()

    class Look:
        account, end = 1, staticmethod(ended.set)

    looks.begin("a session", Look(), idle=0.05)
    assert ended.wait(timeout=60)
    assert looks._places == {}


def hits(browser, words):
    browser.post(reverse("search"), {"words": words})
    page = browser.get(reverse("search")).content.decode()
    return len(re.findall(r'<li id="s-', page)), page


def test_search_finds_it_while_a_keeper_looks_and_else_says_in_how_many_it_did_not(key):
    load(sealed(" Muster{}"))
    browser = signed_in(veil=False)
    found, page = hits(browser, "kanarienvogel muster")
    assert found == 0
    rows = sum(len(getattr(WORKBOOK, sheet)) for sheet in SEALED_TEXTS)
    assert f"sealed in {rows} rows was not searched" in page, re.findall(r"sealed in .{20}", page)
    browser = looking(key)
    for words, n in (
        ("kanarienvogel muster", 4),
        ("KANARIEN sq0", 1),
        ("kanarienvogel nowhere", 0),
        ("mn0", 1),
    ):
        found, page = hits(browser, words)
        assert (words, found) == (words, n)
        assert "not searched" not in page
    # What was searched for may be the name itself: it is in no table either.
    assert in_tables() == []
    browser.post(reverse("close_sealed"))
    assert 'value=""' in browser.get(reverse("search")).content.decode()


def test_a_sealed_source_is_found_to_be_judged_while_a_keeper_looks(key):
    load(sealed(" Muster{}"))

    def found(browser):
        page = browser.post(
            reverse("judge_choose", args=["source"]), {"words": "vogel must"}
        ).content.decode()
        return page.count("<li data-row"), "not searched" in page

    assert found(signed_in(veil=False)) == (0, True)
    assert found(looking(key)) == (3, False)


def linked(browser):
    answer = browser.post(reverse("link_start"), {"kind": "person"})
    run_next()
    return browser.get(answer["Location"]).content.decode()


def test_linking_takes_sealed_mentions_while_a_keeper_looks_and_says_how_many_it_left_out(key, monkeypatch):
    engine = fake_engine(monkeypatch)
    workbook = sealed(" Muster{}")
    load(replace(workbook, mentions=(*workbook.mentions, *TWO_OPEN)))
    browser = signed_in(veil=False)
    assert "7 sealed mentions were left out" in linked(browser)
    [(given, _)] = engine.given
    assert (len(given.ids), given.left_out) == (2, 7)
    keeper = looking(key)
    page = linked(keeper)
    assert "7 sealed mentions were compared, while a keeper looked" in page
    given, _ = engine.given[-1]
    assert any(CANARY in name for name in given.columns["name"])
    assert CANARY not in repr(given.closed)
    assert "7 sealed mentions were compared" in keeper.get(reverse("link")).content.decode()
    # Nothing of it stays, neither a text nor what a name could be tried against.
    assert in_tables() == []
    assert not LinkMemory.objects.exists()
    run = LinkRun.objects.get(sealed_compared=7)
    assert run.input_digest == replace_texts(given).digest
    # A second session may ask for the same work, and has it without.
    keeper.post(reverse("close_sealed"))
    assert "were left out" in linked(browser) or "still holds" in linked(browser)


def test_where_everything_is_sealed_and_closed_linking_says_why_it_compares_nothing(key, monkeypatch):
    fake_engine(monkeypatch)
    load(sealed())
    assert "7 sealed mentions are left out: they are compared while a keeper looks" in linked(
        signed_in(veil=False)
    )


def replace_texts(given):
    """What linking was given, with other texts in the place of the sealed ones."""
    columns = {name: cells if name == "id" else ["x"] * len(cells) for name, cells in given.columns.items()}
    return replace(given, columns=columns)


def test_a_run_ends_with_the_look_that_it_reads_with(key, monkeypatch):
    engine = fake_engine(monkeypatch)
    load(sealed(" Muster{}"))
    browser = looking(key)
    answer = browser.post(reverse("link_start"), {"kind": "person"})
    whole = engine.linked

    def closed_meanwhile(given, before, seed, tell):
        LOOKS.end_all()
        return whole(given, before, seed, tell)

    monkeypatch.setattr(running, "linked", closed_meanwhile)
    run_next()
    page = browser.get(answer["Location"]).content.decode()
    assert "was closed while the run compared it: nothing was written" in page
    assert not LinkRun.objects.exists()


def test_a_ticket_serves_one_run_of_one_account(key):
    browser = looking(key)
    session = browser.session.session_key
    owner = the_owner().number
    ticket = LOOKS.ticket(session, owner)
    assert LOOKS.admit(ticket, owner + 1) is None
    assert LOOKS.admit("", owner) is None
    assert LOOKS.admit(ticket, owner) is not None
    assert LOOKS.admit(ticket, owner) is None
    assert LOOKS.ticket("another session", owner) == ""


def test_history_shows_sealed_earlier_versions_to_a_keeper_who_looks(key):
    workbook = sealed(" Muster{}")
    load(replace(WORKBOOK, sources=tuple(replace(each, note=f"{CANARY} once") for each in WORKBOOK.sources)))
    apply_import(plan_import(workbook), actor=the_owner(), accept_because="asked for")
    address = reverse("history", args=[Source.objects.get(ref="s1").uid])
    page = signed_in(veil=False).get(address).content.decode()
    assert "What it held then is sealed." in page
    assert CANARY not in page
    page = looking(key).get(address).content.decode()
    assert f"{CANARY} once" in page
    assert f"{CANARY} Muster sn0" in page
    assert CANARY not in looking(key, veil=True).get(address).content.decode()


def test_where_sealed_is_chosen_it_is_said_what_it_is_worth():
    browser = signed_in(veil=False)
    browser.post(reverse("code"), {"text": "A text."})
    draft = reverse("draft", args=[Draft.objects.get().pk])
    for address in (reverse("import"), draft):
        assert "Nobody keeps a key of this workspace" in browser.get(address).content.decode()
    add_keeper(name="Mara", recipient=str(x25519.Identity.generate().to_public()), actor=the_owner())
    for address, until in (
        (reverse("import"), "when the workbook is imported. Until it is imported or given up"),
        (draft, "Until then the draft"),
    ):
        page = browser.get(address).content.decode()
        assert until in page
        assert "Only one keeper has a key" in page


@reads_foreign_kinds
def test_a_picture_of_a_sealed_document_shows_while_a_keeper_looks(key):
    rows = Workbook(
        sources=(SourceRow("s9", "Outlet", "outlet"),),
        documents=(Document("d9", f"{CANARY} T", ("s9",), "yes", protection="sealed"),),
    )
    made = code_document(rows=rows, content=PIXEL, content_type="image/gif", actor=the_owner())
    start_copy(made, owner=the_owner())
    run_next()
    address, page = reverse("document_page_picture", args=[made.uid, 1]), reverse("document", args=[made.uid])
    assert signed_in(veil=False).get(address).status_code == 404
    browser = looking(key)
    assert f'src="{address}"' in browser.get(page).content.decode()
    assert browser.get(address).content[:8] == b"\x89PNG\r\n\x1a\n"
    browser.post(reverse("close_sealed"))
    assert browser.get(address).status_code == 404


def test_a_sealed_name_that_a_keeper_types_as_that_of_a_new_source_is_told(key):
    load(sealed(" Muster{}"))
    browser = looking(key)
    name = f"{CANARY} muster sn0"
    draft = start_draft(actor=the_owner(), text="A text.")
    body = DraftBody(DraftDocument(title="T", author=name), sources=(NewSource(name, kind="outlet"),))
    save_draft(draft, body, revision=0)
    address = reverse("draft", args=[draft.pk])
    assert "write the id instead: <bdi>s1</bdi>" in " ".join(browser.get(address).content.decode().split())
    browser.post(reverse("close_sealed"))
    assert "write the id instead" not in browser.get(address).content.decode()
