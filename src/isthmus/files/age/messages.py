"""What is told about an encrypted file."""

from isthmus.core.messages import text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "age.altered": text("An encrypted file was altered, or belongs to another workspace."),
    "age.header": text(
        "An encrypted file is not an age file, or its header is longer than any that Isthmus writes."
    ),
}
