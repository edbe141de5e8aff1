// The pages of the document as they are printed: its text lies over them, word by word, and is selected there. A part of
// a picture becomes a quote, too. Pages are drawn as they come into sight.
"use strict";

(() => {
  const coding = window.coding;
  const text = coding?.text;
  const printed = document.getElementById("as-printed");
  if (!text || !printed) return;
  const { panel } = text;
  const form = document.getElementById("draft");
  const field = (name) => form.elements[name];
  const plain = document.getElementById("as-text");
  const region = document.getElementById("region");
  const larger = document.getElementById("larger");
  const smaller = document.getElementById("smaller");
  const keys = { text: document.getElementById("keys-of-text"), region: document.getElementById("keys-of-region") };
  const total = Number(panel.dataset.pages);
  const address = (number) => panel.dataset.page.replace("/0/", `/${number}/`);
  const WHOLE = 10_000; // what boxes are counted in
  const UNSURE = 60; // of a hundred: clean print has .88 and more, and what is held against the picture less

  let isOn = false;
  let sheets = [];
  let known = new Map();
  const measure = document.createElement("canvas").getContext("2d");

  // ---- Which paragraphs a page has, and where they stand in the text ----

  const isText = (each) => !each.classList.contains("sheet");
  const paragraphsOf = () => {
    const found = new Map();
    let page = 1;
    for (const each of [...panel.children].filter(isText)) {
      page = Number(each.dataset.page || page);
      if (!found.has(page)) found.set(page, []);
      found.get(page).push(each);
    }
    return found;
  };
  let paragraphs = new Map();
  const pageOf = (node) => [...paragraphs].find(([, all]) => all.some((each) => each.contains(node)))?.[0];

  // ---- Sheets ----

  const sheetOf = (number) => {
    const sheet = document.createElement("div");
    sheet.className = "sheet";
    sheet.dataset.number = number;
    sheet.style.aspectRatio = "1 / 1.414"; // until its size is known
    return sheet;
  };

  const isInSight = (sheet) => {
    const [box, around] = [sheet, panel].map((each) => each.getBoundingClientRect());
    return box.bottom > around.top && box.top < around.bottom;
  };
  const layOf = (sheet) => lay(Number(sheet.dataset.number));

  const seen = new IntersectionObserver(
    async (entries) => {
      const near = entries.filter((each) => each.isIntersecting).map((each) => each.target);
      const inSight = near.filter(isInSight);
      // What is seen comes first: of pages that are asked for at once each waits for the others.
      await Promise.all(inSight.map(layOf));
      near.filter((each) => !inSight.includes(each)).forEach(layOf);
    },
    { root: panel, rootMargin: "100% 0px" },
  );

  const place = () => {
    for (const [page, all] of paragraphs) {
      const sheet = sheets[page - 1];
      if (!sheet?.dataset.laid) continue;
      for (const each of all) {
        each.style.top = `${sheet.offsetTop}px`;
        each.style.left = `${sheet.offsetLeft}px`;
        each.style.width = `${sheet.offsetWidth}px`;
        each.style.height = `${sheet.offsetHeight}px`;
      }
    }
  };
  const resized = new ResizeObserver(() => isOn && place());

  const lay = async (number) => {
    const sheet = sheets[number - 1];
    if (!sheet || sheet.dataset.asked) return;
    sheet.dataset.asked = "1";
    let words = known.get(number);
    if (!words) {
      const answer = await fetch(`${address(number)}words/`, { redirect: "manual" }).catch(() => null);
      if (!answer?.ok) return delete sheet.dataset.asked;
      words = await answer.json();
      known.set(number, words);
    }
    if (!isOn || !sheet.isConnected) return;
    if (words.fault) return note(sheet, words.fault);
    sheet.style.aspectRatio = `${words.width} / ${words.height}`;
    const picture = new Image();
    picture.src = address(number);
    picture.alt = panel.dataset.pageWords.replace("{number}", number);
    sheet.prepend(picture);
    sheet.dataset.laid = "1";
    const all = paragraphs.get(number) ?? [];
    if (!words.boxes.length && all.some((each) => each.textContent.trim())) note(sheet, panel.dataset.wordsDiffer);
    spread(all, words);
    place();
    showFrame();
  };

  const note = (sheet, words) => {
    const said = document.createElement("p");
    said.className = "note";
    said.textContent = words;
    sheet.append(said);
  };

  // ---- Words over the picture: each letter stays one of the text ----

  const marksIn = (all) =>
    all.flatMap((each) => [...each.querySelectorAll(".coded")]).map((mark) => {
      const start = text.letterOf(mark, 0);
      return { start, end: start + mark.textContent.length, open: mark.classList.contains("open"), ...mark.dataset };
    });

  const spread = (all, words) => {
    if (!all.length) return;
    const first = text.startOf(text.indexOf(all[0]));
    const marks = marksIn(all);
    let at = 0;
    for (const each of all) {
      const start = text.startOf(text.indexOf(each)) - first;
      const letters = each.textContent;
      const parts = [];
      let done = 0;
      while (at < words.boxes.length && words.boxes[at][0] < start + letters.length) {
        const [from, to, ...box] = words.boxes[at];
        at += 1;
        if (from - start < done) continue;
        parts.push(letters.slice(done, from - start), wordAt(letters.slice(from - start, to - start), box, words));
        done = to - start;
      }
      parts.push(letters.slice(done));
      each.replaceChildren(...parts.filter((part) => part !== ""));
      each.classList.remove("unplaced");
    }
    marks.forEach((mark) => text.wrapAt(mark.start, mark.end, mark.keys, mark.number, mark.open));
  };

  const wordAt = (letters, [left, top, width, height, sure], page) => {
    const word = document.createElement("span");
    word.className = "word";
    if (sure < UNSURE) {
      word.classList.add("unsure");
      word.title = panel.dataset.wordUnsure;
    }
    word.textContent = letters;
    const size = (height / WHOLE) * page.height;
    measure.font = [`${size}px`, "sans-serif"].join(" ");
    const natural = measure.measureText(letters).width || 1;
    word.style.left = `${left / 100}%`;
    word.style.top = `${top / 100}%`;
    word.style.fontSize = `${height / 100}cqh`;
    word.style.transform = `scaleX(${((width / WHOLE) * page.width) / natural})`;
    return word;
  };

  const gather = () => {
    for (const each of [...panel.children].filter(isText)) {
      for (const word of each.querySelectorAll(".word")) word.replaceWith(...word.childNodes);
      each.normalize();
      each.classList.remove("unplaced");
      each.removeAttribute("style");
    }
  };

  // ---- One view, or the other ----

  const enter = () => {
    isOn = true;
    paragraphs = paragraphsOf();
    sheets = Array.from({ length: total }, (_, at) => sheetOf(at + 1));
    for (const each of [...paragraphs.values()].flat()) each.classList.add("unplaced");
    for (const sheet of sheets) {
      const after = [...paragraphs].find(([page]) => page >= Number(sheet.dataset.number))?.[1][0];
      panel.insertBefore(sheet, after ?? null);
    }
    panel.classList.add("on-pages");
    text.reread();
    sheets.forEach((each) => seen.observe(each));
    resized.observe(panel);
  };

  const leave = () => {
    isOn = false;
    seen.disconnect();
    resized.disconnect();
    frame(false);
    for (const sheet of sheets) sheet.remove();
    sheets = [];
    gather();
    panel.classList.remove("on-pages");
    text.reread();
  };

  const reveal = (page) => {
    sheets[page - 1]?.scrollIntoView({ block: "nearest" });
    lay(page);
  };

  const show = (wanted, remember = true) => {
    if (wanted === isOn) return;
    const open = panel.querySelector(".coded.open");
    const page = open && pageOf(open);
    wanted ? enter() : leave();
    plain.setAttribute("aria-pressed", String(!wanted));
    printed.setAttribute("aria-pressed", String(wanted));
    for (const each of [region, larger, smaller]) each.hidden = !wanted;
    if (remember) sessionStorage.setItem(`view ${form.action}`, wanted ? "pages" : "text");
    if (wanted && page) reveal(page);
    else if (open?.isConnected) open.scrollIntoView({ block: "nearest" });
  };

  const SIZES = [1, 1.5, 2, 3];
  let size = 0;
  const enlarge = (step) => {
    const middle = (panel.scrollTop + panel.clientHeight / 2) / panel.scrollHeight;
    size = Math.min(Math.max(size + step, 0), SIZES.length - 1);
    panel.style.setProperty("--zoom", SIZES[size]);
    larger.disabled = size === SIZES.length - 1;
    smaller.disabled = size === 0;
    place();
    panel.scrollTop = middle * panel.scrollHeight - panel.clientHeight / 2;
  };
  larger.addEventListener("click", () => enlarge(1));
  smaller.addEventListener("click", () => enlarge(-1));

  plain.addEventListener("click", () => show(false));
  printed.addEventListener("click", () => show(true));

  const shown = coding.show;
  coding.show = (key, scroll) => {
    shown(key, scroll);
    const mark = isOn && scroll && panel.querySelector(".coded.open");
    if (mark && mark.closest(".unplaced")) reveal(pageOf(mark));
    showFrame(scroll);
  };

  const restored = coding.restore;
  coding.restore = (html) => {
    const wasOn = isOn;
    if (wasOn) leave();
    restored(html);
    if (wasOn) enter();
  };

  // Letters lie over a picture of others: what is taken are whole words.
  const chosen = text.chosen;
  const isBlank = (at) => !text.slice(at, at + 1).trim();
  text.chosen = () => {
    const found = chosen();
    if (!isOn || !found) return found;
    let [start, end] = found;
    while (start > 0 && !isBlank(start - 1)) start -= 1;
    while (text.slice(end, end + 1) && !isBlank(end)) end += 1;
    return [start, end];
  };

  // By mouse from word to word: where in a word a browser sees the pointer depends on letters that nobody sees.
  const EDGE = 24; // pixels from the edge of the panel at which it scrolls
  let pressed = null;
  const wordUnder = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("#text .word");
  panel.addEventListener("mousedown", (event) => {
    const word = isOn && !isFraming && event.button === 0 && event.target.closest(".word");
    if (!word) return;
    event.preventDefault();
    panel.focus({ preventScroll: true });
    getSelection().removeAllRanges();
    pressed = word;
  });
  document.addEventListener("mousemove", (event) => {
    if (!pressed || !(event.buttons & 1)) return (pressed = null);
    const around = panel.getBoundingClientRect();
    if (event.clientY > around.bottom - EDGE) panel.scrollTop += EDGE;
    if (event.clientY < around.top + EDGE) panel.scrollTop -= EDGE;
    const word = wordUnder(event);
    if (!word) return;
    const isBefore = pressed.compareDocumentPosition(word) & Node.DOCUMENT_POSITION_PRECEDING;
    const [first, last] = isBefore ? [word, pressed] : [pressed, word];
    getSelection().setBaseAndExtent(first, 0, last, last.childNodes.length);
  });

  // ---- A part of a picture ----

  let isFraming = false;
  let drawn = null; // { sheet, box: [left, top, width, height] in hundredths, element }
  const REGION = /^p\. (\d+), xywh=percent:([\d.]+),([\d.]+),([\d.]+),([\d.]+)$/;
  const tenth = (each) => Math.round(each * 10) / 10;
  const within = (each) => Math.min(Math.max(each, 0), 100);

  const draw = () => {
    const [left, top, width, height] = drawn.box;
    Object.assign(drawn.element.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
  };

  const begin = (sheet, box, isKept = false) => {
    drawn?.element.remove();
    const element = document.createElement("div");
    element.className = "frame";
    element.classList.toggle("kept", isKept);
    sheet.append(element);
    drawn = { sheet, box, element };
    draw();
  };

  // The frame of the statement that is open.
  const showFrame = (scroll = false) => {
    if (!isOn || isFraming) return;
    drawn?.element.remove();
    drawn = null;
    const found = field("statement-locator")?.value.trim().match(REGION);
    const sheet = found && sheets[Number(found[1]) - 1];
    if (!sheet) return;
    begin(sheet, found.slice(2).map(Number), true);
    if (scroll) reveal(Number(found[1]));
  };

  const frame = (wanted) => {
    isFraming = wanted;
    region.setAttribute("aria-pressed", String(wanted));
    panel.classList.toggle("framing", wanted);
    keys.text.hidden = wanted;
    keys.region.hidden = !wanted;
    if (!wanted) return showFrame();
    getSelection().removeAllRanges();
    const top = panel.getBoundingClientRect().top;
    const sheet = sheets.find((each) => each.getBoundingClientRect().bottom > top + 40) ?? sheets[0];
    begin(sheet, [20, 20, 60, 15]);
    panel.focus({ preventScroll: true });
  };

  const takeRegion = async () => {
    const { sheet, box } = drawn;
    if (box[2] < 0.5 || box[3] < 0.5) return;
    frame(false);
    await coding.settled?.();
    const [quote, place, wording] = ["quote", "locator", "wording"].map((each) => field(`statement-${each}`));
    if (!quote) return;
    place.value = `p. ${sheet.dataset.number}, xywh=percent:${box.map(tenth).join(",")}`;
    if (["", "verbatim"].includes(wording.value)) wording.value = "paraphrase";
    for (const each of [place, wording]) each.dispatchEvent(new Event("input", { bubbles: true }));
    showFrame();
    quote.focus({ preventScroll: true });
  };

  region.addEventListener("click", () => frame(!isFraming));

  let from = null;
  const at = (sheet, event) => {
    const box = sheet.getBoundingClientRect();
    return [within(((event.clientX - box.left) / box.width) * 100), within(((event.clientY - box.top) / box.height) * 100)];
  };
  panel.addEventListener("pointerdown", (event) => {
    const sheet = isFraming && event.target.closest(".sheet");
    if (!sheet) return;
    event.preventDefault();
    panel.setPointerCapture(event.pointerId);
    from = at(sheet, event);
    begin(sheet, [...from, 0, 0]);
  });
  panel.addEventListener("pointermove", (event) => {
    if (!from) return;
    const to = at(drawn.sheet, event);
    drawn.box = [0, 1].map((each) => Math.min(from[each], to[each])).concat([0, 1].map((each) => Math.abs(from[each] - to[each])));
    draw();
  });
  panel.addEventListener("pointerup", () => {
    if (!from) return;
    from = null;
    takeRegion();
  });

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  panel.addEventListener(
    "keydown",
    (event) => {
      if (!isFraming || !drawn) return;
      const step = ARROWS[event.key];
      if (!step && !["Enter", "Escape"].includes(event.key)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.key === "Enter") return takeRegion();
      if (event.key === "Escape") return frame(false);
      const [left, top, width, height] = drawn.box;
      drawn.box = event.shiftKey
        ? [left, top, Math.min(Math.max(width + step[0], 1), 100 - left), Math.min(Math.max(height + step[1], 1), 100 - top)]
        : [Math.min(within(left + step[0]), 100 - width), Math.min(within(top + step[1]), 100 - height), width, height];
      draw();
      drawn.element.scrollIntoView({ block: "nearest" });
    },
    true,
  );

  // ---- Pages whose letters were recognised meanwhile ----

  const state = document.getElementById("recognition");
  const more = document.getElementById("new-pages");
  const look = async () => {
    const answer = await fetch(`${state.dataset.state}?still=1`, { redirect: "manual" }).catch(() => null);
    const told = answer?.ok ? await answer.json() : null;
    if (!told) return;
    if (told.pages > Number(state.dataset.pages) || !told.goes_on) more.hidden = false;
    if (told.goes_on) setTimeout(look, 2000);
  };
  if (state && "goesOn" in state.dataset) setTimeout(look, 1500);

  const before = sessionStorage.getItem(`view ${form.action}`);
  const isBare = !panel.textContent.trim();
  show(isBare || before === "pages", false);
  coding.show(field("statement-key").value, true);
})();
