"""Endings that a name takes on in a sentence, longest first, by script."""

__all__ = ["CYRILLIC", "GEORGIAN", "LATIN"]


def _longest_first(text: str) -> tuple[str, ...]:
    return tuple(sorted(text.split(), key=len, reverse=True))


CYRILLIC = _longest_first(
    "ами ями ого его ому ему ыми ими ове еви ові ых их ой ей ою ею ом ем ым им ая яя ую юю ое ые ів ї і а я у ю ы и е о"
)
LATIN = _longest_first("ami ego emu owi ove ych imi ą ę em om ym im oy oj ou a u y i e o s")
GEORGIAN = _longest_first("მა ის ით ად თან ს მ ი ე")
