"""Bytes to letters: as a file declares, else as UTF-8. Only codecs that make letters of bytes are used."""

import codecs
import re

__all__ = ["decoded", "decoded_as_declared", "known_codec", "undeclared"]

# What browsers and mail programs take these names for: the names promise less than files hold.
_MEANT = {
    "iso88591": "cp1252",
    "latin1": "cp1252",
    "iso88599": "cp1254",
    "iso88598i": "iso8859-8",
    "iso88598e": "iso8859-8",
    "iso88596i": "iso8859-6",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "xgbk": "gb18030",
    "ksc56011987": "cp949",
    "ksc5601": "cp949",
    "euckr": "cp949",
    "shiftjis": "cp932",
    "xsjis": "cp932",
    "sjis": "cp932",
    "windows874": "cp874",
    "tis620": "cp874",
    "xmaccyrillic": "mac_cyrillic",
    "xmacroman": "mac_roman",
    "macintosh": "mac_roman",
    "unicode11utf8": "utf-8",
    "utf8mb4": "utf-8",
    "xuserdefined": "cp1252",
}
# ASCII is what programs say that know no better: such a text is looked at as if nothing were said.
_SAYS_NOTHING = {
    "ascii",
    "us-ascii",
    "ansi_x3.4-1968",
    "8bit",
    "unknown-8bit",
    "unknown",
    "x-unknown",
    "default",
}
# Each makes text of bytes, but of no letters that anybody wrote: escapes of programs, names of hosts.
_NO_CHARSETS = {"unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined", "mbcs", "oem"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_IN_NAME = re.compile("[^a-z0-9]")


def known_codec(name: str) -> str | None:
    """Return the name of Python's codec for a declared charset; `None` where nothing that we know is declared."""
    name = name.strip().strip("\"'").lower()
    if not name or name in _SAYS_NOTHING or len(name) > 40 or not name.isascii():
        return None
    name = _MEANT.get(_IN_NAME.sub("", name), name)
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # Codecs of bytes to bytes, such as zip and base64, say so.
    makes_text = getattr(codec, "_is_text_encoding", False)
    return codec.name if makes_text and codec.name.replace("-", "_") not in _NO_CHARSETS else None


def undeclared(content: bytes) -> str | None:
    """Return a text whose charset its mark says, or that is UTF-8; `None` where it is neither."""
    codec = next((codec for mark, codec in _MARKS if content.startswith(mark)), "utf-8-sig")
    try:
        return content.decode(codec)
    except UnicodeError:
        return None


def decoded_as_declared(content: bytes, charset: str | None) -> tuple[str, bool] | None:
    """Return a text, and whether letters of it were lost; `None` where no charset is known."""
    codec = known_codec(charset or "")
    if codec:
        try:
            return content.decode(codec), False
        except UnicodeError:
            pass
    text = undeclared(content)
    if text is not None:
        return text, False
    return (content.decode(codec, "replace"), True) if codec else None


def decoded(content: bytes, charset: str | None) -> tuple[str, bool]:
    """Return a text, and whether letters of it were lost, whatever it is."""
    return decoded_as_declared(content, charset) or (content.decode("utf-8", "replace"), True)
