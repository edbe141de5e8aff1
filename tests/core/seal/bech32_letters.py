"""The bytes of an age identity or recipient in letters (BIP 173), without its checksum being looked at."""

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def data_of(text: str) -> bytes:
    values = [LETTERS.index(each) for each in text.lower().rpartition("1")[2][:-6]]
    whole = 0
    for value in values:
        whole = whole << 5 | value
    return (whole >> 5 * len(values) % 8).to_bytes(5 * len(values) // 8)


def letters_of(prefix: str, data: bytes) -> str:
    values = [
        int.from_bytes(data) << -len(data) * 8 % 5 >> 5 * at & 31 for at in range(-(-len(data) * 8 // 5))
    ][::-1]
    top = [ord(each) >> 5 for each in prefix] + [0] + [ord(each) & 31 for each in prefix]
    check = _remainder([*top, *values, *[0] * 6]) ^ 1
    return (
        prefix
        + "1"
        + "".join(LETTERS[each] for each in [*values, *[check >> 5 * (5 - at) & 31 for at in range(6)]])
    )


def _remainder(values: list[int]) -> int:
    factors = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
    found = 1
    for value in values:
        top = found >> 25
        found = (found & 0x1FFFFFF) << 5 ^ value
        for at, factor in enumerate(factors):
            found ^= factor if top >> at & 1 else 0
    return found
