"""Every kind of work that the desk does in the background: whoever imports this knows them all.

A kind is registered as its module is imported. What a killed desk left is looked at before any page was asked for, and
then whether it may be taken up again must be known.
"""

from isthmus.actions.desk import copying, counting, importing, verifying
from isthmus.actions.desk.coding import read_draft, transcription
from isthmus.actions.desk.estimating import running as estimating
from isthmus.actions.desk.linking import running as linking
from isthmus.actions.desk.lists import from_upload
from isthmus.actions.desk.recognition import of_documents, of_drafts
from isthmus.actions.desk.undoing import long_work

__all__ = ["MODULES"]

MODULES = (
    copying,
    counting,
    estimating,
    from_upload,
    importing,
    linking,
    long_work,
    of_documents,
    of_drafts,
    read_draft,
    transcription,
    verifying,
)
