"""Recordings of sound and pictures in motion: their kinds, as the first bytes of a file show them."""

from collections.abc import Callable

__all__ = ["PLAYED", "is_recording", "recording_kind"]

PLAYED = frozenset(
    {
        "audio/aac",
        "audio/flac",
        "audio/mp4",
        "audio/mpeg",
        "audio/ogg",
        "audio/wav",
        "audio/webm",
        "video/3gpp",
        "video/mp4",
        "video/ogg",
        "video/quicktime",
        "video/webm",
        "video/x-matroska",
    }
)
"""What browsers play, or try to: what is in such a file may still be of a kind that one of them does not know."""

# Beginnings that their formats define; what follows within a container is looked at by its own function.
_BEGINNINGS = (
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"ID3", "audio/mpeg"),
    (b"caff\0\x01", "audio/x-caf"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"),
    (b"\0\0\x01\xba", "video/mpeg"),
)
# Of MP4 and its relatives: the brand says whose rules a file keeps. What begins so is a picture, and no video.
_PICTURES = {
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"heim": "image/heic",
    b"heis": "image/heic",
    b"hevc": "image/heic",
    b"hevx": "image/heic",
    b"heif": "image/heic",
    b"mif1": "image/heic",
    b"msf1": "image/heic",
    b"avif": "image/avif",
    b"avis": "image/avif",
}
_SOUND = (b"M4A ", b"M4B ", b"M4P ", b"F4A ", b"F4B ")
# Bits of a second by layer of MPEG-1 and of MPEG-2, in thousands, and samples of a second, by the number in a header.
_BIT_RATES = {
    (3, 3): (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (3, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (3, 1): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 3): (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_SAMPLE_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
# Two frames in a row are no chance; a third one need not be within what is looked at.
_FRAMES = 2


def is_recording(kind: str) -> bool:
    """Return whether a media type is of sound or of pictures in motion."""
    return kind.startswith(("audio/", "video/"))


def recording_kind(head: bytes) -> str:
    """Return the media type of a recording, or of a picture in the container of one; empty for anything else.

    `head`: the first bytes of a file, some thousands of them.
    """
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    return next(filter(None, (told(head) for told in _CONTAINERS)), "")


def _mp4(head: bytes) -> str:
    if head[4:8] != b"ftyp":
        return ""
    brand = head[8:12]
    if brand in _PICTURES:
        # A general brand says nothing of how the picture is coded: those that it goes with do.
        going_with = head[16 : max(int.from_bytes(head[:4]), 16)]
        return "image/avif" if b"avif" in going_with else _PICTURES[brand]
    if brand == b"qt  ":
        return "video/quicktime"
    if brand.startswith((b"3gp", b"3g2", b"3ge", b"3gg", b"3gs", b"3gr")):
        return "video/3gpp"
    return "audio/mp4" if brand in _SOUND else "video/mp4"


def _riff(head: bytes) -> str:
    if head[:4] not in (b"RIFF", b"RF64"):
        return ""
    return {b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}.get(head[8:12], "")


def _ebml(head: bytes) -> str:
    if not head.startswith(b"\x1aE\xdf\xa3"):
        return ""
    # The name of the kind stands within the first element, which is short.
    return "video/webm" if b"webm" in head[:256] else "video/x-matroska"


def _ogg(head: bytes) -> str:
    if not head.startswith(b"OggS"):
        return ""
    return "video/ogg" if b"\x80theora" in head[:256] else "audio/ogg"


def _transport_stream(head: bytes) -> str:
    packets = [head[at : at + 1] for at in range(0, 5 * 188, 188)]
    return "video/mp2t" if packets == [b"G"] * 5 else ""


def _aac(head: bytes) -> str:
    return "audio/aac" if _follow_one_another(head, _aac_frame) else ""


def _mpeg(head: bytes) -> str:
    return "audio/mpeg" if _follow_one_another(head, _mpeg_frame) else ""


def _follow_one_another(head: bytes, length_of: Callable[[bytes], int]) -> bool:
    at = 0
    for _ in range(_FRAMES):
        length = length_of(head[at : at + 6])
        if not length:
            return False
        at += length
    return True


def _aac_frame(header: bytes) -> int:
    """Return the length of a frame of AAC in ADTS, from its header; 0 for what is none."""
    if len(header) < 6 or header[0] != 0xFF or header[1] & 0xF6 != 0xF0 or header[2] >> 2 & 15 > 12:
        return 0
    length = (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5
    return length if length > 7 else 0


def _mpeg_frame(header: bytes) -> int:
    """Return the length of a frame of MPEG audio (ISO/IEC 11172-3, 2.4.2.3), from its header; 0 for what is none."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return 0
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    rate, sampling, padding = header[2] >> 4, header[2] >> 2 & 3, header[2] >> 1 & 1
    if version == 1 or layer == 0 or rate in (0, 15) or sampling == 3:
        return 0
    bits = 1_000 * _BIT_RATES[3 if version == 3 else 2, layer if version == 3 or layer == 3 else 2][rate]
    samples = _SAMPLE_RATES[version][sampling]
    if layer == 3:
        return (12 * bits // samples + padding) * 4
    return (72 if layer == 1 and version != 3 else 144) * bits // samples + padding


_CONTAINERS = (_mp4, _riff, _ebml, _ogg, _transport_stream, _aac, _mpeg)
