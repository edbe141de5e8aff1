"""What the inbox says."""

from isthmus.core.messages import text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "inbox.altered": text(
        "This was altered since it was kept, and does not open any more. A backup of the workspace may have it whole."
    ),
    "inbox.answer_empty": text("The answer is empty. Write it first."),
    "inbox.changed": text(
        "Somebody else changed or destroyed this meanwhile. Nothing of yours was kept. Look at it again."
    ),
    "inbox.codes_missing": text(
        "Of a letter in codes only one is here. Two of its three are needed, and are brought in together."
    ),
    "inbox.is_answer": text(
        "This is an answer, as an organisation writes it, and no letter. Only its reader's codename opens it."
    ),
    "inbox.neither": text("This is larger than any letter, and not of a size that attachments have."),
    "inbox.no_answer_wanted": text("Its writer wants no answer: nothing could reach them."),
    "inbox.no_letter_names_it": text(
        "No letter here names this file as an attachment. Bring in the letter that it came with, and the file again."
    ),
    "inbox.no_signing_key": text(
        "The organisation's signing key is not known here, and an answer names it. "
        "Say `isthmus keys rotate` with the key first."
    ),
}
