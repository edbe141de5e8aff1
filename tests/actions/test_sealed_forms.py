"""A submission that a mapping marks as sealed lies under the keepers' key, and its words nowhere in clear."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyrage import x25519

from isthmus.actions.desk.keepers import add_keeper
from isthmus.actions.desk.lists import bring_in, plan_list
from isthmus.actions.desk.verification import verify
from isthmus.files.media_archive import open_media
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.keyring import KEYRING
from isthmus.store.desk.models import Arrival, Document
from tests.accounts import the_owner, who
from tests.actions.list_case import TODAY
from tests.actions.test_sealing import CANARY, everything
from tests.forms.completed import KOBO, completed
from tests.forms.kobo import KoboForm, submissions


@pytest.fixture
def keeper() -> Iterator[None]:
    path = current_workspace().folder / KEYRING
    path.unlink(missing_ok=True)
    add_keeper(name="Mara", recipient=str(x25519.Identity.generate().to_public()), actor=the_owner())
    yield
    path.unlink(missing_ok=True)


def form() -> KoboForm:
    sent = submissions(3, seed=12)
    for each in sent:
        each.story = f"{CANARY} told it."
        each.photo = f"{CANARY} {each.number}.jpg"
        for told in each.incidents:
            for person in told.people:
                person.name = f"{CANARY} {person.name}"
    return KoboForm(sent=sent)


@pytest.mark.usefixtures("keeper")
def test_no_word_of_a_sealed_submission_lies_in_clear(tmp_path: Path) -> None:
    export = form()
    path, media = export.write(tmp_path / "kobo.xlsx"), export.write_media(tmp_path / "media.zip")
    mapping = completed(path, KOBO).replace(
        "  - role: victim\n", "  - role: victim\n    protection: sealed\n"
    )
    actor = who("tests")
    for _ in range(2):
        with open_media(media) as files:
            bring_in(plan_list(path, mapping, TODAY), actor=actor, media=files)
        assert CANARY.casefold() not in everything().casefold()
    for document in Document.objects.all():
        assert (document.protection, document.content, document.sha256) == ("sealed", "", "")
        assert document.arrivals.count() == 2  # its photograph, and the mapping
    blobs = current_workspace().blobs
    held = b"".join(blobs.read(each.content) for each in _arrivals())
    assert CANARY.encode() not in held
    assert verify().sound


def _arrivals() -> list[Arrival]:
    return [each for document in Document.objects.all() for each in document.arrivals.all()]
