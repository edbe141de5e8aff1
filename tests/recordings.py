"""Tiny recordings, made by code: what begins like a file of a kind, and sound that a browser plays."""

import struct
from collections.abc import Iterator

__all__ = ["HEADS", "mp4", "mp4_pieces", "wav", "wav_pieces"]

RATE = 8_000


def box(kind: bytes, *content: bytes) -> bytes:
    """Return a box of MP4."""
    inner = b"".join(content)
    return struct.pack(">I4s", 8 + len(inner), kind) + inner


def ftyp(brand: bytes, *others: bytes) -> bytes:
    return box(b"ftyp", brand, bytes(4), *others)


def mpeg_frames(header: bytes, length: int, count: int = 3) -> bytes:
    return (header + bytes(length - len(header))) * count


def aac_frames(length: int = 200, count: int = 3) -> bytes:
    header = bytes([0xFF, 0xF1, 0x50, 0x80 | length >> 11, length >> 3 & 255, (length & 7) << 5 | 0x1F, 0xFC])
    return (header + bytes(length - 7)) * count


def ogg(first: bytes) -> bytes:
    return b"OggS\0\x02" + bytes(20) + b"\x01" + bytes([len(first)]) + first


def ebml(kind: bytes) -> bytes:
    inner = b"\x42\x86\x81\x01\x42\x82" + bytes([0x80 | len(kind)]) + kind
    return b"\x1aE\xdf\xa3" + bytes([0x80 | len(inner)]) + inner


HEADS = {
    "mp4": (ftyp(b"isom", b"isom", b"mp42"), "video/mp4"),
    "m4a": (ftyp(b"M4A "), "audio/mp4"),
    "mov": (ftyp(b"qt  "), "video/quicktime"),
    "3gp": (ftyp(b"3gp5"), "video/3gpp"),
    "heic": (ftyp(b"heic", b"mif1"), "image/heic"),
    "heif": (ftyp(b"mif1", b"heic"), "image/heic"),
    "avif": (ftyp(b"avif", b"mif1"), "image/avif"),
    "avif by a general brand": (ftyp(b"mif1", b"avif"), "image/avif"),
    "webm": (ebml(b"webm"), "video/webm"),
    "mkv": (ebml(b"matroska"), "video/x-matroska"),
    "opus": (ogg(b"OpusHead\x01\x01"), "audio/ogg"),
    "vorbis": (ogg(b"\x01vorbis"), "audio/ogg"),
    "theora": (ogg(b"\x80theora"), "video/ogg"),
    "wav": (b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
    "avi": (b"RIFF\x24\0\0\0AVI LIST", "video/x-msvideo"),
    "flac": (b"fLaC\0\0\0\x22", "audio/flac"),
    "amr": (b"#!AMR\n<", "audio/amr"),
    "amr, wide": (b"#!AMR-WB\n<", "audio/amr"),
    "mp3 with a tag": (b"ID3\x04\0\0\0\0\0\0", "audio/mpeg"),
    # 128 kbit/s at 44,100 Hz: 144 * 128,000 // 44,100 bytes; 64 kbit/s at 22,050 Hz: 72 * 64,000 // 22,050.
    "mp3 without one": (mpeg_frames(b"\xff\xfb\x90\x64", 417), "audio/mpeg"),
    "mp3 of MPEG-2": (mpeg_frames(b"\xff\xf3\x80\x64", 208), "audio/mpeg"),
    "aac": (aac_frames(), "audio/aac"),
    "wma": (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9", "video/x-ms-asf"),
    "transport stream": ((b"G" + bytes(187)) * 6, "video/mp2t"),
}
"""How files begin, and their kinds."""


def wav_pieces(seconds: int) -> Iterator[bytes]:
    """Yield a WAV of so many seconds: a tone, one channel, eight bits; with gigabytes of it no more than a second."""
    size = seconds * RATE
    yield b"RIFF" + struct.pack("<I", (36 + size) & 0xFFFFFFFF) + b"WAVEfmt "
    yield struct.pack("<IHHIIHH", 16, 1, 1, RATE, RATE, 1, 8) + b"data" + struct.pack("<I", size & 0xFFFFFFFF)
    tone = bytes(128 + (40 if at % 20 < 10 else -40) for at in range(RATE))
    for _ in range(seconds):
        yield tone


def wav(seconds: int = 3) -> bytes:
    """Return a WAV of so many seconds."""
    return b"".join(wav_pieces(seconds))


def mp4_pieces(size: int) -> Iterator[bytes]:
    """Yield an MP4 of about so many bytes: its boxes are sound, its track holds nothing that shows anything."""
    yield ftyp(b"isom", b"isom", b"mp42")
    header = box(b"mvhd", bytes(12), struct.pack(">IIII", 1_000, 60_000, 0x10000, 0x01000000), bytes(76))
    yield box(b"moov", header)
    yield struct.pack(">I4sQ", 1, b"mdat", 16 + size)
    piece = bytes(range(256)) * 4096
    for _ in range(size // len(piece)):
        yield piece
    yield piece[: size % len(piece)]


def mp4(size: int = 1_000) -> bytes:
    """Return a small MP4."""
    return b"".join(mp4_pieces(size))
