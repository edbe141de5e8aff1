"""RTF as Outlook packs it ([MS-OXRTFCP]): pieces of what came in the last 4,096 bytes, told by place and length."""

from isthmus.files.document.program import ProgramFault

__all__ = ["unpacked"]

# What every packed text begins with, though it is not in it, as the format sets it.
_BEFORE = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_WINDOW = 4096
_MOST = 64 << 20
_PACKED, _AS_IT_STANDS = b"LZFu", b"MELA"


def unpacked(packed: bytes) -> bytes:
    """Return the RTF. Raises `ProgramFault` where it is packed in no way that is known, or is too long."""
    if packed[8:12] == _AS_IT_STANDS:
        return packed[16:]
    if packed[8:12] != _PACKED:
        raise ProgramFault("document.damaged")
    window = bytearray(_BEFORE.ljust(_WINDOW, b"\0"))
    place, at, found = len(_BEFORE), 16, bytearray()
    while at < len(packed) and len(found) < _MOST:
        flags = packed[at]
        at += 1
        for bit in range(8):
            if not flags >> bit & 1:
                piece = packed[at : at + 1]
                at += 1
            else:
                told = int.from_bytes(packed[at : at + 2], "big")
                at += 2
                begin, length = told >> 4, (told & 15) + 2
                if begin == place:
                    return bytes(found)
                piece = _from_window(window, begin, length, place)
            for byte in piece:
                window[place] = byte
                place = (place + 1) % _WINDOW
            found += piece
            if at >= len(packed):
                break
    return bytes(found)


def _from_window(window: bytearray, begin: int, length: int, place: int) -> bytes:
    """Return what stands in the window; it may go on into what it writes itself."""
    piece = bytearray()
    for step in range(length):
        at = (begin + step) % _WINDOW
        behind = (at - place) % _WINDOW
        piece.append(piece[behind] if behind < len(piece) else window[at])
    return bytes(piece)
