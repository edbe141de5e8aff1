"""`isthmus letter page` writes a page for a key and an organisation, or says what is wrong with what it was given."""

import base64
import gzip
import json
import re
import subprocess
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from click.testing import CliRunner

from isthmus.cli import main
from isthmus.core.seal.age_file import public_half
from isthmus.core.seal.organisation import organisation_id, organisation_words
from isthmus.core.seal.strings import recipient_text
from isthmus.core.unseal.minisign import public_key_from
from isthmus.files.letter_signing.signing_key import new_signing_key
from isthmus.language.codename_words import word_list

KEY = bytes(range(32))
LINE = base64.b64encode(b"Ed" + bytes(8) + KEY).decode()
RECIPIENT = recipient_text(public_half(KEY))
UNTIL = f"{datetime.now(UTC) + timedelta(days=300):%Y-%m-%d}"
MOST_PACKED = 60 * 1024


def made(folder, **changes):
    """Run the command; give what it said, and the page."""
    given = {"to": RECIPIENT, "organisation": LINE, "until": UNTIL, "out": str(folder / "notes.html")}
    chosen = {name: value for name, value in (given | changes).items() if value is not None}
    options = [part for name, value in chosen.items() for part in (f"--{name}", value)]
    done = CliRunner().invoke(main, ["letter", "page", *options])
    page = folder / "notes.html"
    return done, page.read_text(encoding="utf-8") if page.exists() else ""


def settings_of(page):
    return json.loads(re.search(r'id="settings">(.*?)</script>', page)[1])


def test_a_page_holds_its_key_and_organisation(tmp_path):
    done, page = made(
        tmp_path, name="Фонарь <b>", title="Recipes & more", reach='Ask "Anna"</script>', words="ru"
    )
    assert done.exit_code == 0, done.output
    settings = settings_of(page)
    assert settings["recipient"] == public_half(KEY).hex()
    assert settings["organisation"] == organisation_id(KEY).hex()
    assert settings["organisationWords"] == organisation_words(KEY)
    assert (settings["name"], settings["reach"]) == ("Фонарь <b>", 'Ask "Anna"</script>')
    assert settings["file"] == "recipes-more"
    assert settings["words"] == {"ru": " ".join(word_list("ru").words)}
    assert "<title>Recipes &amp; more</title>" in page
    assert page.count("</script>") == 4
    assert "ru: " + " ".join(word_list("ru").as_words(organisation_words(KEY))) in done.output


def test_the_key_of_an_organisation_is_read_from_the_file_of_minisign(tmp_path):
    subprocess.run(
        ["minisign", "-G", "-W", "-p", tmp_path / "org.pub", "-s", tmp_path / "org.key"],
        check=True,
        capture_output=True,
    )
    done, page = made(tmp_path, organisation=str(tmp_path / "org.pub"))
    assert done.exit_code == 0, done.output
    key = base64.b64decode((tmp_path / "org.pub").read_text().splitlines()[1])[-32:]
    assert settings_of(page)["organisation"] == organisation_id(key).hex()


def test_a_page_is_signed_by_the_key_whose_words_it_shows(tmp_path):
    secret, public = new_signing_key("six words of a test passphrase", memory=16 * 1024**2)
    (tmp_path / "org").write_bytes(secret)
    (tmp_path / "org.pub").write_bytes(public)
    (tmp_path / "passphrase").write_text("six words of a test passphrase\n")
    signing = {"signing-key": str(tmp_path / "org"), "signing-passphrase-file": str(tmp_path / "passphrase")}
    done, page = made(tmp_path, organisation=None, **signing)
    assert done.exit_code == 0, done.output
    assert settings_of(page)["organisation"] == organisation_id(public_key_from(public)[-32:]).hex()
    check = ["minisign", "-V", "-p", tmp_path / "org.pub", "-m", tmp_path / "notes.html"]
    said = subprocess.run(check, check=True, capture_output=True, text=True).stdout
    assert f"notes.html, seals until {UNTIL}" in said
    (tmp_path / "notes.html").write_text(page.replace("Notes", "notes", 1), encoding="utf-8")
    assert subprocess.run(check, check=False, capture_output=True).returncode == 1
    other, _ = made(tmp_path, **signing)
    assert other.exit_code == 1
    assert "is not the signing key of" in other.output
    made(tmp_path)
    assert not (tmp_path / "notes.html.minisig").exists()  # which would be of another page
    assert made(tmp_path, organisation=None)[0].exit_code == 2


def test_scripts_and_style_are_those_that_the_policy_names_and_nothing_else_runs(tmp_path):
    _, page = made(tmp_path)
    policy = dict(
        each.split(" ", 1)
        for each in re.search(r'Policy" content="(.*?)"', page)[1].replace("&#x27;", "'").split("; ")
    )

    def hashed(text):
        return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"

    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert policy["script-src"].split() == [hashed(each) for each in scripts]
    assert policy["style-src"] == hashed(re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1])
    assert policy["default-src"] == policy["form-action"] == policy["base-uri"] == "'none'"
    assert (
        re.findall(r"\son\w+=|style=|https?://", re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL))
        == []
    )


@pytest.mark.parametrize("words", ["en", "ru"])
def test_a_page_with_one_list_is_small(tmp_path, words):
    _, page = made(tmp_path, words=words)
    assert len(gzip.compress(page.encode(), 9)) <= MOST_PACKED


def test_the_licences_of_all_that_is_in_it_stand_in_the_page(tmp_path):
    _, page = made(tmp_path)
    assert page.count("The above copyright notice and this permission notice shall be included") == 4


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"to": RECIPIENT[:-1] + "x"}, "no key that anything can be sealed to"),
        ({"organisation": "RWnothing"}, "no public key of minisign"),
        ({"organisation": base64.b64encode(b"ED" + bytes(40)).decode()}, "no public key of minisign"),
        ({"until": "2020-01-01"}, "is over"),
        ({"until": "2199-01-01"}, "more than a year"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(tmp_path, changes, said):
    done, page = made(tmp_path, **changes)
    assert (done.exit_code, page) == (1, "")
    assert said in done.output
