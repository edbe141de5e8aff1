"""What is told about signing keys."""

from isthmus.core.messages import text

__all__ = ["CATALOGUE"]

CATALOGUE = {
    "signing_key.file": text(
        "This is no signing key. It is the file that `isthmus keys new signing` wrote, or `minisign -G`."
    ),
    "signing_key.memory": text(
        "A signing key needs {mebibytes} MiB of free memory each time it is made or opened: guessing its passphrase "
        "then costs as much. Close other programs, or use another machine."
    ),
    "signing_key.open": text(
        "This signing key lies under no passphrase. Give it one with `minisign -C -s FILE`, then do this again."
    ),
    "signing_key.shut": text(
        "The passphrase does not open this signing key. It has one of its own, which is not that of the workspace."
    ),
}
