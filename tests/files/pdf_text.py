"""The text of a PDF, as another program reads it (Debian's poppler)."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["pdf_text"]


def pdf_text(content: bytes) -> str:
    """Return the text in reading order."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "file.pdf")
        path.write_bytes(content)
        done = subprocess.run(["/usr/bin/pdftotext", path, "-"], check=True, capture_output=True)
    return done.stdout.decode()
