"""Letters, plaintexts and damage drawn by chance: what people write, and what nobody should."""

import random
from datetime import date, timedelta

from isthmus.core.seal.armour import BEGIN, END, armoured
from isthmus.core.seal.line import answer_line, as_line, letter_line
from isthmus.core.seal.values import Answer, AttachedFile, Attachments, Letter, ReadAnswer, Reply

PIECES = (
    *("They are held. ", "Их держат в подвале. ", "إنهم محتجزون. ", "იქ არიან. ", "👁️‍🗨️", "e\u0301", "\u202e"),
    *(
        "\u2067٢٠١٧\u2069",
        "\u2028",
        "\u2029",
        "\u0085",
        "\x0b",
        "\x1b[31m",
        "\0",
        "\r\n",
        "\n",
        "\t",
        "\ufeff",
    ),
    *("\u00a0", '"', "\\", "\\u0000", "}", '\n{"v":1,"id":"AAAAAAAAAAAAAAAAAAAAAA"}\n', "<script>", "\x7f"),
    *("\uffff", "\U0010ffff", "/", "'", "\x1f", "\b\f"),
)
HALVES = ("\ud800", "\udfff", "\ud83d", "\udc00\ud800")
LANGUAGES = ("en", "ru", "ar", "zh-Hant", "ce", "kbd-Cyrl-RU", "EN", "e", "en_US", "ru-", "", "und")
# What is put into a line, or in place of a part of it.
WRONG = (
    *("\u2028", "NaN", "Infinity", "-0", "1.0", "1e0", "01", "9007199254740993", "9007199254740992", "1e400"),
    *(
        "null",
        "true",
        " ",
        "\t",
        ",",
        "[",
        "]]]",
        "{",
        '"',
        "\\",
        "\\u0065",
        "\\ud800",
        "\\n",
        "/",
        "\\/",
        "\x00",
    ),
    *(
        "\x1f",
        "é",
        "=",
        "_",
        "-",
        '"v":1,',
        ',"v":1',
        ',"re":"AAAAAAAAAAAAAAAAAAAAAA"',
        ',"to":null',
        ',"key":""',
    ),
    *(
        ',"read":[1,2,3]',
        ',"att":{}',
        "__proto__",
        "constructor",
        '"__proto__":{},',
        "2026-02-30",
        "2024-02-29",
    ),
    *("0000-01-01", "0001-01-01", "9999-12-31", "[" * 16_000, '{"a":' * 16_000, "1" * 5000, "\ud800"),
)


class Drawn:
    """Draws from a seed: a failure names it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def text(self, *, halves: bool = False) -> str:
        most = self.chance.choice([0, 1, 3, 12, 60, 400])
        pieces = PIECES + HALVES if halves else PIECES
        text = "".join(self.chance.choices(pieces, k=self.chance.randint(0, most)))
        # Two halves that fit are one character to a browser.
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")

    def day(self) -> date:
        return date(1, 1, 1) + timedelta(days=self.chance.randrange(3_652_059))

    def letter(self) -> Letter:
        chance = self.chance
        return Letter(
            self.text(halves=chance.random() < 0.1),
            chance.randbytes(16 if chance.random() < 0.97 else chance.randrange(20)),
            chance.choice(LANGUAGES) if chance.random() < 0.2 else chance.choice(LANGUAGES[:6]),
            self.day(),
            Reply(chance.randbytes(32), chance.randbytes(32)) if chance.random() < 0.5 else None,
            ReadAnswer(chance.choice([0, 1, 999_999, 1_000_000]), chance.randbytes(8))
            if chance.random() < 0.3
            else None,
            self.attachments() if chance.random() < 0.3 else None,
        )

    def attachments(self) -> Attachments:
        chance = self.chance
        files = [
            AttachedFile(
                (self.text(halves=chance.random() < 0.05) or "a.jpg")[: chance.choice([8, 60, 255, 300])],
                chance.choice([0, 1, 5 * 10**9, 2**53 - 1, 2**53]),
                chance.randbytes(32),
            )
            for _ in range(chance.choice([1, 1, 2, 5, 65]))
        ]
        return Attachments(chance.randbytes(32), tuple(files))

    def answer(self) -> Answer:
        chance = self.chance
        number = chance.choice([0, 1, 7, 999_999])
        return Answer(self.text(), chance.randbytes(32), chance.randbytes(16), self.day(), number, self.day())

    def plaintext(self) -> bytes:
        """A plaintext, four times out of five one that is not quite as it must be."""
        chance = self.chance
        line = (
            letter_line(self.letter())
            if chance.random() < 0.7
            else answer_line(self.answer(), chance.randbytes(chance.choice([32, 32, 8, 0])))
        )
        for _ in range(chance.choice([0, 1, 1, 1, 2])):
            line = self.wrong(line)
        whole = (self.text(halves=chance.random() < 0.05) + "\n" + line).encode("utf-8", "surrogatepass")
        if chance.random() < 0.1:
            at = chance.randrange(len(whole))
            whole = whole[:at] + chance.randbytes(1) + whole[at + 1 :]
        return whole + chance.choice([b"\n", b"\n", b"\n", b"", b" \n", b"\r\n"]) + bytes(chance.randrange(3))

    def wrong(self, line: str) -> str:
        """A line of which something was changed; now and then only its order."""
        chance = self.chance
        match chance.randrange(5):
            case 0:
                at = chance.randrange(len(line) + 1)
                return line[:at] + chance.choice(WRONG) + line[at:]
            case 1:
                at = chance.randrange(len(line) + 1)
                return line[:at] + chance.choice(WRONG) + line[at + chance.randrange(12) :]
            case 2:
                parts = line[1:-1].split(",")
                chance.shuffle(parts)
                return "{" + ",".join(parts) + "}"
            case 3:
                return line.replace(
                    chance.choice(['"v":1', '"day":', ':"en"', ":1"]), chance.choice(WRONG), 1
                )
            case _:
                return as_line({"v": chance.choice([1, 2, 999_999, 1_000_000]), "x": self.text()})

    def arrived(self, sealed: bytes) -> bytes:
        """A letter as couriers leave it, or as an attacker does."""
        armour = armoured(sealed)
        match self.chance.randrange(4):
            case 0:
                return self.carried(armour)
            case 1:
                return self.damaged(self.carried(armour))
            case 2:
                return self.damaged(armour.encode())
            case _:
                return self.damaged(sealed)

    def carried(self, armour: str) -> bytes:
        chance = self.chance
        letters = "".join(armour.splitlines()[1:-1])
        if chance.random() < 0.3:
            letters = letters.rstrip("=") + chance.choice(["", "=", "==", "==="])
        width = chance.randint(1, 200)
        between = [
            "\n",
            "\r\n",
            "\r",
            " \n",
            "\u2028",
            "\x85",
            "\x1c",
            "\u3000\n",
            "\n> ",
            "\u200b",
            "\ufeff",
        ]
        body = chance.choice(between).join(letters[at : at + width] for at in range(0, len(letters), width))
        if chance.random() < 0.6:
            body = f"{BEGIN}\n{body}\n{END}"
        around = chance.choice(["", "", "Переслано:\n", "\ufeff", "\ufeff\ufeff", "Fwd\n\n", BEGIN])
        return (around + body + chance.choice(["", "\n", "\n-- \nПривет", "=", END])).encode()

    def damaged(self, data: bytes) -> bytes:
        chance = self.chance
        changed = bytearray(data)
        for _ in range(chance.choice([1, 1, 2])):
            at = chance.randrange(len(changed) if chance.random() < 0.5 else min(len(changed), 230))
            match chance.randrange(4):
                case 0:
                    del changed[at : at + chance.choice([1, 1, 16, 200, 1100])]
                case 1:
                    changed[at] = chance.choice([changed[at] ^ 1, 10, 32, 45, 61, 62, 0, 255])
                case 2:
                    changed[at:at] = chance.choice(
                        [b"\n", b"=", b" ", b"-> a b\n\n", b"A" * 64 + b"\n", b"\xef\xbb\xbf"]
                    )
                case _:
                    changed += chance.randbytes(chance.choice([1, 16, 3000]))
            changed = changed or bytearray(b"-")
        return bytes(changed)
