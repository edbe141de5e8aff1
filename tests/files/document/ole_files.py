"""Compound files and the mails in them, byte for byte as [MS-CFB] and [MS-OXMSG] say."""

import itertools
import struct
from collections.abc import Mapping

__all__ = ["compound_file", "msg_of"]

type Folder = Mapping[str, "bytes | Folder"]

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _MINI, _LEAST = 512, 64, 4096


def compound_file(root: Folder) -> bytes:  # noqa: PLR0915  the parts of the format, one after the other
    """Return a compound file with folders and streams."""
    entries: list[list[object]] = []  # name, type, right sibling, child, start, size
    large: list[bytes] = []
    mini, mini_fat = bytearray(), list[int]()
    chains: list[tuple[int, int]] = []  # entry, number of its large stream

    def add(name: str, content: "bytes | Folder") -> int:
        at = len(entries)
        entries.append([name, 1, _FREE, _FREE, 0, 0])
        if isinstance(content, bytes):
            entries[at][1], entries[at][5] = 2, len(content)
            if len(content) >= _LEAST:
                chains.append((at, len(large)))
                large.append(content)
            else:
                n = -(-len(content) // _MINI)
                entries[at][4] = len(mini_fat) if n else _END
                mini_fat.extend(range(len(mini_fat) + 1, len(mini_fat) + n))
                mini_fat.extend([_END] if n else [])
                mini.extend(content.ljust(n * _MINI, b"\0"))
            return at
        children = [
            add(*each) for each in sorted(content.items(), key=lambda each: (len(each[0]), each[0].upper()))
        ]
        for left, right in itertools.pairwise(children):
            entries[left][2] = right
        entries[at][3] = children[0] if children else _FREE
        return at

    add("Root Entry", root)
    entries[0][1], entries[0][5] = 5, len(mini)
    fat: list[int] = []
    sectors: list[bytes] = []

    def store(content: bytes) -> int:
        n = -(-len(content) // _SECTOR)
        if not n:
            return _END
        start = len(sectors)
        sectors.extend(
            content[each * _SECTOR : (each + 1) * _SECTOR].ljust(_SECTOR, b"\0") for each in range(n)
        )
        fat.extend([*range(start + 1, start + n), _END])
        return start

    entries[0][4] = store(bytes(mini))
    for entry, number in chains:
        entries[entry][4] = store(large[number])
    mini_start = store(struct.pack(f"<{len(mini_fat)}I", *mini_fat))
    directory_start = store(b"".join(map(_entry, entries)))
    n_fat = 1
    while (len(sectors) + n_fat) > n_fat * 128:
        n_fat += 1
    fat_start = len(sectors)
    fat += [_FAT] * n_fat
    fat += [_FREE] * (n_fat * 128 - len(fat))
    sectors += [struct.pack("<128I", *fat[each * 128 : (each + 1) * 128]) for each in range(n_fat)]
    header = (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    header += struct.pack("<IIIII", 0, n_fat, directory_start, 0, _LEAST)
    header += struct.pack("<IIII", mini_start, -(-len(mini_fat) * 4 // _SECTOR), _END, 0)
    header += struct.pack("<109I", *(fat_start + each if each < n_fat else _FREE for each in range(109)))
    return header + b"".join(sectors)


def _entry(entry: list[object]) -> bytes:
    name, kind, right, child, start, size = entry
    raw = str(name).encode("utf-16-le") + b"\0\0"
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(raw), kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def msg_of(
    properties: Mapping[str, str | bytes], fixed: Mapping[int, int] = {}, *, inner: bool = False
) -> Folder:
    """Return a mail as a folder: texts in UTF-16, bytes as they are under the whole name of their property."""
    streams: dict[str, bytes | Folder] = {
        (f"__substg1.0_{name}001F" if isinstance(value, str) else f"__substg1.0_{name}"): value.encode(
            "utf-16-le"
        )
        if isinstance(value, str)
        else value
        for name, value in properties.items()
    }
    table = b"".join(struct.pack("<HHIQ", 0x40, number, 6, value) for number, value in fixed.items())
    streams["__properties_version1.0"] = bytes(24 if inner else 32) + table
    return streams
