"""Text of somebody unknown, with all that could steer a terminal or turn the order of letters shown as a sign."""

import re

__all__ = ["visible"]

# Controls but tabs and ends of lines; marks that override the order of letters; line ends that only some programs see.
_STEERING = re.compile(r"\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f]")
_PICTURES = 0x2400  # Unicode's pictures of controls, in their order
_DELETE, _PICTURE_OF_DELETE = "\x7f", "\u2421"


def visible(text: str) -> str:
    """Return a text of which nothing is run: controls are shown as their pictures, other marks by their numbers."""
    return _STEERING.sub(lambda found: _sign(found[0]), text)


def _sign(mark: str) -> str:
    if mark == _DELETE:
        return _PICTURE_OF_DELETE
    return chr(_PICTURES + ord(mark)) if mark < " " else f"\u27e8U+{ord(mark):04X}\u27e9"
