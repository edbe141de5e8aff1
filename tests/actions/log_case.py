"""A small log, and what somebody can do to it who has the key."""

from isthmus.actions.desk.recorded import recorded
from isthmus.actions.desk.verification import verify
from isthmus.core.custody.checkpoint import Checkpoint, sign_checkpoint
from isthmus.core.custody.events import event_leaf
from isthmus.core.custody.merkle import Frontier
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models import Place
from isthmus.store.desk.models.custody import Commitment, Event, Head
from tests.accounts import who


def log_of_six():
    """Record six events, the last of which removes a row and changes another."""
    for number in range(5):
        with recorded(action="code_document", actor=who("coder")) as event:
            event.commit(Place(ref=f"p{number}", name=f"Village {number}"))
    with recorded(action="code_document", actor=who("coder")) as event:
        event.remove(Place.objects.get(ref="p4"))
        changed = Place.objects.get(ref="p3")
        changed.name = "Village 3 b"
        event.commit(changed)


def found(kept=None):
    return [(finding.kind, finding.event) for finding in verify(kept=kept).findings.first]


def sign_again():
    """What somebody who holds the workspace's key can do: make the head fit a log that was tampered with."""
    frontier = Frontier.empty()
    for event in Event.objects.order_by("sequence"):
        frontier.append(event_leaf(event.value()))
    signer = current_workspace().signer
    note = sign_checkpoint(
        Checkpoint(signer.origin, frontier.size, frontier.root()), signer.public, signer.sign
    )
    Head.objects.update(size=frontier.size, edge=frontier.as_bytes(), note=note)


def rehash(event):
    event.leaf = event_leaf(event.value())
    event.save()


def enter(event, place, root):
    Commitment.objects.create(
        event_id=event, position=99, operation="change", table="place/1", row=place.uid.bytes, root=root
    )
