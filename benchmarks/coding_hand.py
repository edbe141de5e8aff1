"""A hand that codes a document in a browser, and counts: each click, each key, each page that is loaded.

It works as somebody does who knows the desk: a passage is dragged over, a name that is offered is chosen from the list,
what is near is reached by the tab key, what is farther by a click, and what was said before is carried over.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from playwright.sync_api import Error, Page, Request

from benchmarks.coding_documents import Coded, CodedDocument, Who
from isthmus.core.dates import Bounds, bounds
from isthmus.core.dates.written import understand_date

__all__ = ["Counts", "Hand", "code_document"]

SECONDS_TO_WAIT = 20
# Farther than this a click costs less than the keys.
MOST_TABS = 3
# How far down a list of names a hand goes by the arrow key before it types instead.
MOST_ARROWS = 4
# Fewer letters than this are typed faster than they are selected in the text.
FEWEST_SELECTED = 9

TABS = """
([from, to]) => {
  const seen = new Set();
  const stops = [...document.querySelectorAll("#draft a[href], #draft input, #draft select, #draft textarea, "
      + "#draft button, #draft summary")].filter((each) => {
    if (each.tabIndex < 0 || each.type === "hidden" || !each.offsetParent) return false;
    if (each.type !== "radio") return true;
    const group = document.getElementsByName(each.name);
    const one = [...group].find((other) => other.checked) || group[0];
    return each === one;
  });
  const at = (name) => stops.findIndex((each) => each.name === name);
  return at(to) - at(from);
}
"""
NAMES_OFFERED = (
    "() => [...document.querySelectorAll('#offers [role=option]')].map((each) => each.dataset.name)"
)
OFFERED = "(name) => [...document.querySelectorAll('#offers [role=option]')].some((each) => each.dataset.name === name)"
SAVED = "document.getElementById('saved').textContent.match(/[0-9]/)"
UNDERSTOOD = """
() => !document.querySelector("[name=statement-date]")?.value || document.querySelector(".work [name=seen]")
"""
COVERED = """
(element) => {
  const list = document.getElementById("offers");
  if (!list?.checkVisibility()) return false;
  const [one, other] = [element, list].map((each) => each.getBoundingClientRect());
  return one.top < other.bottom && one.bottom > other.top && one.left < other.right && one.right > other.left;
}
"""
CHOSEN = "([name, label]) => document.getElementsByName(name)[0].selectedOptions[0].textContent === label"
FIND = """
  const panel = document.getElementById("text");
  const start = panel.textContent.indexOf(quote);
  const box = (letter) => {
    const walk = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(), left = letter; node; node = walk.nextNode()) {
      if (left >= node.length) { left -= node.length; continue; }
      const range = document.createRange();
      range.setStart(node, left);
      range.setEnd(node, left + 1);
      return range.getBoundingClientRect();
    }
  };
"""
SCROLL = f"""(quote) => {{
  {FIND}
  panel.scrollTop += box(start).top - panel.getBoundingClientRect().top - 40;
  const [top, bottom] = [box(start).top, box(start + quote.length - 1).bottom];
  const around = panel.getBoundingClientRect();
  return top >= around.top && bottom <= around.bottom;
}}"""
PASSAGE = f"""(quote) => {{
  {FIND}
  const [one, other] = [box(start), box(start + quote.length - 1)];
  return [one.left + 0.5, one.top + one.height / 2, other.right - 0.5, other.top + other.height / 2];
}}"""


@dataclass
class Counts:
    """What a hand did."""

    clicks: int = 0
    keys: int = 0
    loads: int = 0


class Hand:
    """Clicks and types, and counts both; a drag is one click, and so is each key with those that are held with it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.done = Counts()
        self.named: set[str] = set()
        page.on("request", self._requested)

    def _requested(self, request: Request) -> None:
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            self.done.loads += 1

    def until(self, told: str, arg: object = None) -> None:
        """Wait until something holds in the page; nothing of the page's own is evaluated for it."""
        end = time.monotonic() + SECONDS_TO_WAIT
        while not self._holds(told, arg):
            assert time.monotonic() < end, told
            self.page.wait_for_timeout(20)

    def _holds(self, told: str, arg: object) -> bool:
        try:
            return bool(self.page.evaluate(told, arg))
        except Error:  # asked in between two pages
            return False

    def click(self, selector: str) -> None:
        """Click once; a list of names that lies over it is closed first."""
        if self.page.locator(selector).first.evaluate(COVERED):
            self.press("Enter")
        self.done.clicks += 1
        self.page.locator(selector).first.click()

    def press(self, key: str, times: int = 1) -> None:
        """Press a key some times."""
        for _ in range(times):
            self.done.keys += 1
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        self.done.keys += len(text)
        self.page.keyboard.type(text)

    def select(self, passage: str) -> None:
        """Drag over a passage of the text."""
        self.done.clicks += 1
        self.until(SCROLL, passage)  # reading is not counted
        self.page.wait_for_timeout(100)  # paragraphs are laid out as they come into sight
        left, top, right, bottom = self.page.evaluate(PASSAGE, passage)
        mouse = self.page.mouse
        mouse.move(left, top)
        mouse.down()
        mouse.move(right, bottom, steps=4)
        mouse.up()

    def value(self, name: str) -> str:
        """Return what a field holds."""
        return str(
            self.page.evaluate(
                "(name) => new FormData(document.getElementById('draft')).get(name) ?? ''", name
            )
        )

    def go_to(self, name: str) -> None:
        """Go to a field: by the tab key where it is near, else by a click."""
        here = self.page.evaluate("document.activeElement.name ?? ''")
        if here == name:
            return
        steps = self.page.evaluate(TABS, [here, name]) if here else 0
        if 0 < steps <= MOST_TABS:
            self.press("Tab", steps)
        if self.page.evaluate("document.activeElement.name ?? ''") != name:
            self.click(f"[name='{name}']:visible")

    def write(self, name: str, text: str) -> None:
        """Fill in a field: from the text where the words stand there and are many, else by typing."""
        if not text or self.value(name) == text:
            return
        self.go_to(name)
        if self.value(name):
            self.press("Control+a")
        if self._is_in_text(text):
            self._put(text)
        else:
            self.type(text)

    def _is_in_text(self, words: str) -> bool:
        return len(words) >= FEWEST_SELECTED and words in (self.page.locator("#text").text_content() or "")

    def _put(self, words: str) -> None:
        """Put words of the text into the field that is in use."""
        self.select(words)
        self.click("#put")

    def choose(self, name: str, label: str) -> None:
        """Choose from a list by its first letters: those that are needed."""
        clicks = self.done.clicks
        self.go_to(name)
        options = self.page.locator(f"[name='{name}'] option").all_text_contents()
        wanted = next(each for each in options if each.startswith(label))
        letters = next(
            wanted[:end]
            for end in range(1, len(wanted) + 1)
            if next(each for each in options if each.lower().startswith(wanted[:end].lower())) == wanted
        )
        arrows = options.index(wanted) - options.index(self._chosen(name))
        if 0 < arrows < len(letters):
            self.press("ArrowDown", arrows)
        else:
            self.type(letters)
        if self.done.clicks > clicks:  # the list that the click opened
            self.press("Enter")
        self.until(CHOSEN, [name, wanted])

    def _chosen(self, name: str) -> str:
        found = "(name) => document.getElementsByName(name)[0].selectedOptions[0].textContent"
        return str(self.page.evaluate(found, name))

    def date(self, field: str, date: str) -> None:
        """Give a date: one that is offered and means the same is chosen, where it is not far down the list."""
        self.go_to(field)
        meant = _meant(date)
        offered = [_meant(each) for each in self.page.evaluate(NAMES_OFFERED)]
        if meant not in offered[:MOST_ARROWS]:
            self.write(field, date)
            return
        self.press("ArrowDown", offered.index(meant) + 1)

    def tick(self, name: str, value: str) -> None:
        """Click one of a few choices, unless it is chosen already."""
        if self.value(name) != value:
            self.click(f"[name='{name}'][value='{value}']")

    def name(self, field: str, names: tuple[str, ...]) -> None:
        """Name sources or a place: those that are offered are chosen, others are typed."""
        if self.value(field) == "; ".join(names):
            return
        self.go_to(field)
        for number, name in enumerate(names):
            if number:
                self.type(";")
            self._name(name)

    def _name(self, name: str) -> None:
        """Choose a name that was typed before from the list, by arrows or by its first letters; else write it."""
        if name not in self.named:
            self.named.add(name)
            return self._put(name) if self._is_in_text(name) else self.type(name)
        for letter in ("", *name):
            if letter:
                self.type(letter)
            self.until(OFFERED, name)
            offered = self.page.evaluate(NAMES_OFFERED)
            if name in offered[:MOST_ARROWS]:
                break
        self.press("ArrowDown", offered.index(name) + 1)  # what an arrow goes to stands in the field
        return None


def _meant(text: str) -> Bounds | str:
    """Return the days that a date leaves possible; where it is not understood, or is unsure, the text itself."""
    understood = understand_date(text, datetime.now(UTC).date()).understood
    return bounds(understood.edtf) if understood and not set("?~%") & set(understood.edtf) else text


def code_document(hand: Hand, document: CodedDocument) -> None:
    """Code a document whose draft is open, up to the page of the document in the register."""
    _describe(hand, document)
    before = Coded()
    for number, each in enumerate(document.statements):
        if each.further:
            _begin_further_act(hand)
            _code_act(hand, each)
        else:
            if number:
                _go_on(hand, number)
            _code_statement(hand, each, before, document)
            before = each
    _put_in(hand)


def _begin_further_act(hand: Hand) -> None:
    hand.click("button[value=act]")
    hand.until("document.querySelector('[name=statement-act_of]')?.value > ''")


def _go_on(hand: Hand, number: int) -> None:
    hand.press("Control+Enter")
    hand.until("(number) => document.querySelector('[name=statement]')?.value === String(number)", number)


def _describe(hand: Hand, document: CodedDocument) -> None:
    hand.go_to("document-title")
    hand.type(document.title)
    hand.name("document-author", (document.author,))
    hand.tick("document-held", "yes")
    hand.write("document-published", document.published)
    hand.click("#about summary")


def _code_statement(hand: Hand, said: Coded, before: Coded, document: CodedDocument) -> None:
    hand.select(said.quote)
    hand.until("(quote) => document.querySelector('[name=statement-quote]')?.value === quote", said.quote)
    if not said.as_before or said.speaker != before.speaker:
        hand.name("statement-speaker", (said.speaker,))
    if said.as_before:
        _as_before(hand)
    hand.tick("statement-stance", said.stance)
    _code_act(hand, said)
    _code_knowledge(hand, said)
    _answer_new_names(hand, document)
    hand.until(UNDERSTOOD)


def _as_before(hand: Hand) -> None:
    before = hand.page.locator("#work-heading").element_handle()
    hand.press("Control+B")
    hand.until("(old) => !old.isConnected", before)


def _code_act(hand: Hand, said: Coded) -> None:
    if said.contests:
        hand.click(f"[name='statement-contests'][value^='statement:'] >> nth={said.contests - 1}")
    if said.type:
        hand.choose("statement-type", said.type)
    if said.place:
        hand.name("statement-place", (said.place,))
    if said.date:
        hand.until(SAVED)  # the quote, by which dates are offered
        hand.date("statement-date", said.date)
    if said.ground:
        hand.choose("statement-ground", said.ground)
    for who in said.people:
        _code_person(hand, who)
    if said.method:
        hand.click("details.seldom summary")
        hand.choose("statement-method", said.method)


def _code_person(hand: Hand, who: Who) -> None:
    row = f"mention-{who.row}"
    if who.same:
        hand.go_to(f"{row}-same_as")
        options = hand.page.locator(f"[name='{row}-same_as'] option").all_text_contents()
        at = next(number for number, each in enumerate(options) if each.startswith(f"Statement {who.same}:"))
        hand.press("ArrowDown", at)
    hand.write(f"{row}-low", who.low)
    hand.write(f"{row}-high", who.high)
    hand.write(f"{row}-as_said", who.as_said)
    hand.write(f"{row}-name", who.name)
    hand.write(f"{row}-description", who.description)
    if who.age or who.status:
        hand.click(f".mention >> nth={who.row} >> details summary")
        hand.write(f"{row}-age", who.age)
    if who.status:
        hand.choose(f"{row}-status", who.status)


def _code_knowledge(hand: Hand, said: Coded) -> None:
    hand.tick("statement-basis", said.basis)
    if said.told_by:
        hand.name("statement-told_by", said.told_by)
    if said.via:
        hand.name("statement-via", said.via)


def _answer_new_names(hand: Hand, document: CodedDocument) -> None:
    """Say what the new sources are, once the page has asked."""
    hand.until(SAVED)
    for line in hand.page.locator("fieldset.new").all():
        kind = line.locator("[name$='-kind']")
        name = line.locator("bdi").first.text_content() or ""
        if kind.count() and not kind.input_value():
            hand.choose(str(kind.get_attribute("name")), document.kinds[name])


def _put_in(hand: Hand) -> None:
    """Put the draft into the register; what is asked once is read, and whatever is wrong is an error of the plan."""
    for _ in range(3):
        hand.click("button[value=submit]")
        hand.until(
            "location.pathname.startsWith('/document/') || document.getElementById('work')?.inert === false"
        )
        hand.page.wait_for_timeout(500)
        if hand.page.url.split("/")[3] == "document":
            return
        wrong = hand.page.locator("#summary section li").all_text_contents()
        assert not wrong, wrong
    raise AssertionError(hand.page.locator("#summary").text_content())
