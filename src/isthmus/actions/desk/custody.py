"""The signed head of the log: read, and handed out to be kept elsewhere."""

from isthmus.core.custody.checkpoint import Checkpoint, open_checkpoint
from isthmus.store.base.keys import verify_signature
from isthmus.store.desk.django_setup import current_workspace
from isthmus.store.desk.models.custody import Head

__all__ = ["log_size", "read_head", "signed_head"]


def log_size() -> int:
    """How many events the log holds; whatever follows from the register can be kept under it."""
    return Head.objects.values_list("size", flat=True).first() or 0


def signed_head() -> str:
    """The latest head as a signed note, to be kept elsewhere; empty before the first event."""
    return Head.objects.values_list("note", flat=True).first() or ""


def read_head(note: str) -> Checkpoint:
    """The head in a note signed by this workspace; raises CheckpointError."""
    signer = current_workspace().signer
    return open_checkpoint(
        note, signer.origin, signer.public, lambda *signed: verify_signature(signer.public, *signed)
    )
