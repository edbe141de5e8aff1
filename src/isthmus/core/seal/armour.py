"""The armour of age files: base64 within two marks, for messages. It is written in one way only."""

import base64

__all__ = ["BEGIN", "END", "armoured"]

BEGIN, END = "-----BEGIN AGE ENCRYPTED FILE-----", "-----END AGE ENCRYPTED FILE-----"
_COLUMNS = 64


def armoured(sealed: bytes) -> str:
    """Return an age file as armour, ending in an end of line."""
    letters = base64.b64encode(sealed).decode()
    lines = [letters[at : at + _COLUMNS] for at in range(0, len(letters), _COLUMNS)]
    return "\n".join([BEGIN, *lines, END, ""])
