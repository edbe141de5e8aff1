"""The format as the browser has it: the first script of the page that is shipped, asked for many things at once."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from isthmus.core.messages import MessageError
from isthmus.core.seal.line import answer_line, letter_line
from isthmus.core.seal.values import Answer, Letter
from isthmus.core.unseal.letters import NewerLetter, ReceivedAnswer

BUNDLE = Path(__file__).parents[3] / "src" / "isthmus" / "files" / "letter_page"
BRIDGE = Path(__file__).parent / "bridge.js"
AT_ONCE = 250


class BrowserFormat:
    """Asks the browser."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def asked(self, what: str, given: Sequence[Any]) -> list[Any]:
        """Return what the browser makes of each of what is given."""
        found: list[Any] = []
        for at in range(0, len(given), AT_ONCE):
            # As text: a driver's own form of values costs a message for each.
            some = json.dumps(given[at : at + AT_ONCE])
            script = "async ([what, given]) => JSON.stringify(await Promise.all(JSON.parse(given).map(asked[what])))"
            found += json.loads(self._page.evaluate(script, [what, some]))
        return found


@contextmanager
def browser_format(browser: Browser, folder: Path) -> Iterator[BrowserFormat]:
    """Open an empty page from a file, where the browser has its cryptography, and run the shipped script in it."""
    blank = folder / "blank.html"
    blank.write_text("<!doctype html><meta charset=utf-8><title>blank</title>", encoding="utf-8")
    page = browser.new_page()
    page.goto(blank.as_uri())
    for script in (BUNDLE / "format.js", BRIDGE):
        page.add_script_tag(content=script.read_text(encoding="utf-8"))
    yield BrowserFormat(page)
    page.close()


def units(text: str) -> list[int]:
    """Return a text as the code units of UTF-16: JSON on its way to a browser may lose half a pair."""
    data = text.encode("utf-16-le", "surrogatepass")
    return [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]


def as_asked(letter: Letter) -> dict[str, Any]:
    """Return a letter as the bridge takes it."""
    given: dict[str, Any] = {
        "text": units(letter.text),
        "id": letter.id.hex(),
        "lang": letter.lang,
        "day": letter.day.isoformat(),
    }
    if letter.reply:
        given["reply"] = {"recipient": letter.reply.recipient.hex(), "key": letter.reply.key.hex()}
    if letter.read:
        given["read"] = {"number": letter.read.number, "mac": letter.read.mac.hex()}
    if letter.attached:
        files = [
            {"name": units(each.name), "size": each.size, "sha256": each.sha256.hex()}
            for each in letter.attached.files
        ]
        given["attached"] = {"identity": letter.attached.identity.hex(), "files": files}
    return given


def answer_as_asked(answer: Answer) -> dict[str, Any]:
    """Return an answer as the bridge takes it."""
    return {
        "text": units(answer.text),
        "organisation": answer.organisation.hex(),
        "letter": answer.letter.hex(),
        "letterDay": answer.letter_day.isoformat(),
        "number": answer.number,
        "day": answer.day.isoformat(),
    }


def said(content: Letter | ReceivedAnswer | NewerLetter) -> dict[str, Any]:
    """Return what was opened as the bridge gives it."""
    match content:
        case NewerLetter(text, version):
            return {"kind": "newer", "text": units(text), "version": version}
        case ReceivedAnswer(answer, mac):
            return {"kind": "answer", "text": units(answer.text), "line": units(answer_line(answer, mac))}
        case Letter():
            return {"kind": "letter", "text": units(content.text), "line": units(letter_line(content))}


def refused(error: MessageError) -> dict[str, Any]:
    """Return a refusal as the bridge gives it."""
    return {"code": error.message.code, "values": dict(error.message.values)}
