"""Of which kind a picture is, by its first bytes, and how its file is called."""

from isthmus.files.recordings import recording_kind

__all__ = ["picture_ending", "picture_kind"]

# Beginnings that their formats define; the place at which each stands.
_BEGINNINGS = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
)
_ENDINGS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/tiff": "tif",
    "image/heic": "heic",
    "image/avif": "avif",
}


def picture_kind(head: bytes) -> str:
    """Return the media type of a picture, of which `head` are the first bytes; empty for anything else."""
    for at, beginning, kind in _BEGINNINGS:
        if head[at : at + len(beginning)] == beginning:
            return kind
    kind = recording_kind(head)
    return kind if kind in _ENDINGS else ""


def picture_ending(head: bytes) -> str:
    """Return how the name of a picture's file ends; `bin` where it is none."""
    return _ENDINGS.get(picture_kind(head), "bin")
