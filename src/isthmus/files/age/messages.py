"""What is told about an encrypted file."""

from isthmus.core.messages import text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "age.altered": text("An encrypted file was altered, or belongs to another workspace."),
    "age.header": text(
        "An encrypted file is not an age file, or its header is longer than any that Isthmus writes."
    ),
    "age.identity_file": text(
        "This is not the file of an identity under a passphrase. Give the file that `isthmus keys new keeper` wrote, "
        "or an age identity that `age -p` encrypted."
    ),
    "age.identity_other": text(
        "The file opens, but holds no age identity. A keeper's identity is one line that begins with AGE-SECRET-KEY-1."
    ),
    "age.identity_shut": text(
        "The passphrase does not open this identity. Each identity has a passphrase of its own, which is not that of "
        "the workspace."
    ),
    "age.recipient": text(
        "This is not the public half of an age identity. It begins with age1, and `isthmus keys new keeper` prints it."
    ),
}
