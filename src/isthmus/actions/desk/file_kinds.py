"""Of which kind a file is, told by what it holds and never by what it is called."""

__all__ = ["kind_of"]

# Beginnings that their formats define; the place at which each stands.
_BEGINNINGS = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"%PDF-", "application/pdf"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"OggS", "audio/ogg"),
    (8, b"WAVE", "audio/wav"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"PK\x03\x04", "application/zip"),
)


def kind_of(content: bytes) -> str:
    """Return the media type of a file: text that is UTF-8, what its first bytes say, else only that it is a file."""
    for at, beginning, kind in _BEGINNINGS:
        if content[at : at + len(beginning)] == beginning:
            return kind
    return "text/plain" if _is_text(content) else "application/octet-stream"


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False
