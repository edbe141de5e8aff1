// A passage of the text becomes the quote, or goes into a field: by mouse, by touch, and by keyboard.
"use strict";

(() => {
  const coding = window.coding;
  const text = coding?.text;
  if (!text) return;
  const { panel } = text;
  const form = document.getElementById("draft");
  const field = (name) => form.elements[name];
  const taking = document.getElementById("taking");
  const take = document.getElementById("take");
  const put = document.getElementById("put");

  // ---- A selection becomes the quote, or goes into the field that was used last. ----

  let placed = "";
  let isPressed = false;
  let held = null; // what was selected as a button was touched: a phone ends the selection before it tells of the tap

  const taken = () => {
    const at = text.chosen() || held;
    held = null;
    return at;
  };

  const takeQuote = async () => {
    const at = taken();
    if (!at) return;
    await coding.settled?.();
    const [quote, place] = [field("statement-quote"), field("statement-locator")];
    if (!quote) return; // a further act has the quote of its statement
    quote.value = text.slice(...at);
    if (!place.value || place.value === placed) place.value = placed = text.paragraph(text.paragraphAt(at[0])).dataset.place;
    getSelection().removeAllRanges();
    offerTaking();
    coding.mark(field("statement-key").value, Number(field("statement").value) + 1, quote.value, place.value);
    coding.show(field("statement-key").value);
    quote.dispatchEvent(new Event("input", { bubbles: true }));
    const next = ["statement-speaker", "statement-type"].map(field).find((each) => !each.value);
    (next || quote).focus({ preventScroll: true });
  };

  let last = null;
  form.addEventListener("focusin", ({ target }) => {
    const takes = target.matches("input[type=text], textarea") && target.name !== "statement-quote";
    if (takes) last = target;
  });

  const putInto = () => {
    const at = taken();
    if (!at || !last?.isConnected) return;
    const words = text.slice(...at).replace(/\s+/g, " ");
    const several = last.dataset.names === "sources" && last.value.trim();
    last.value = several ? `${last.value.replace(/[;\s]+$/, "")}; ${words}` : words;
    getSelection().removeAllRanges();
    offerTaking();
    last.focus({ preventScroll: true });
    last.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const letGo = () => {
    held = null;
    offerTaking();
  };

  const offerTaking = () => {
    if (held) return;
    const at = isPressed ? null : text.chosen(); // what would stand under the mouse would end the selection there
    taking.hidden = !at;
    take.hidden = !field("statement-quote");
    const label = last?.isConnected && last.labels?.[0];
    put.hidden = !label;
    if (label) put.textContent = form.dataset.into.replace("{field}", label.textContent);
    if (!at) return;
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    const top = Math.min(box.bottom + 6, innerHeight - taking.offsetHeight - 6);
    taking.style.top = `${Math.max(top, 6)}px`;
    taking.style.left = `${Math.max(6, Math.min(box.left, innerWidth - taking.offsetWidth - 6))}px`;
  };

  document.addEventListener("selectionchange", offerTaking);
  panel.addEventListener("scroll", offerTaking, { passive: true });
  taking.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // keeps the selection, of a mouse
    held = text.chosen();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => {
      if (held) setTimeout(letGo, 500); // the click of a tap follows within that time
    });
  }
  take.addEventListener("click", takeQuote);
  put.addEventListener("click", putInto);

  // The mouse may be let go outside the text.
  let describes = false; // somebody is about to fill in what the document is: a headline is its title, not a quote
  panel.addEventListener("pointerdown", ({ pointerType, button }) => {
    isPressed = pointerType === "mouse" && button === 0;
    const { name, value } = document.activeElement ?? {};
    describes = Boolean(name?.startsWith("document-") && !value);
  });
  document.addEventListener("pointerup", async () => {
    if (!isPressed) return;
    isPressed = false;
    await coding.settled();
    if (field("statement-quote")?.value === "" && !describes) takeQuote();
    else offerTaking();
  });

  // ---- By keyboard: sentences up and down, their ends word by word. ----

  const segments = (kind) => new Intl.Segmenter(document.documentElement.lang, { granularity: kind });
  const sentencesIn = (at) =>
    [...segments("sentence").segment(text.paragraph(at).textContent)]
      .map(({ index, segment }) => text.trimmed(text.startOf(at) + index, text.startOf(at) + index + segment.length))
      .filter(([start, end]) => start < end);

  const sentence = (letter, step) => {
    for (let at = text.paragraphAt(letter); at >= 0 && at < text.count(); at += step) {
      const all = sentencesIn(at);
      const found = step > 0 ? all.find(([start]) => start >= letter) : all.findLast(([, end]) => end <= letter);
      if (found) return found;
    }
    return null;
  };

  const word = (letter, step) => {
    const at = text.paragraphAt(step > 0 ? letter : Math.max(letter - 1, 0));
    const words = [...segments("word").segment(text.paragraph(at).textContent)].filter((each) => each.isWordLike);
    const edges = words.flatMap(({ index, segment }) => [text.startOf(at) + index, text.startOf(at) + index + segment.length]);
    return edges;
  };

  const moved = {
    start: (letter, step) => {
      const edges = word(letter, step).filter((_, at) => at % 2 === 0);
      return step > 0 ? edges.find((each) => each > letter) : edges.findLast((each) => each < letter);
    },
    end: (letter, step) => {
      const edges = word(letter, step).filter((_, at) => at % 2 === 1);
      return step > 0 ? edges.find((each) => each > letter) : edges.findLast((each) => each < letter);
    },
  };

  const visible = () => {
    const top = panel.getBoundingClientRect().top;
    for (let at = 0; at < text.count(); at += 1) {
      if (text.paragraph(at).getBoundingClientRect().bottom > top) return text.startOf(at);
    }
    return 0;
  };

  // Where reading goes on: after the passage that was coded last.
  const reached = () => {
    const marks = panel.querySelectorAll(".coded");
    const mark = [...panel.querySelectorAll(".coded.open")].at(-1) || marks[marks.length - 1];
    return mark ? text.letterOf(mark, mark.childNodes.length) : visible();
  };

  const vertical = (step, extending) => {
    const at = text.chosen();
    if (extending && at) {
      const next = step > 0 ? sentence(at[1], 1) : sentence(at[1], -1);
      if (next && next[1] > at[0]) text.choose(at[0], step > 0 ? next[1] : next[0] > at[0] ? next[0] : at[1]);
      return;
    }
    const next = at ? sentence(step > 0 ? at[1] : at[0], step) : sentence(reached(), step);
    if (next) text.choose(...next);
  };

  const horizontal = (step, extending) => {
    const at = text.chosen();
    if (!at) return;
    const [start, end] = at;
    const next = moved[extending ? "end" : "start"](extending ? end : start, step);
    if (next === undefined) return;
    if (extending ? next > start : next < end) text.choose(extending ? start : next, extending ? next : end);
  };

  const forward = () => (getComputedStyle(panel).direction === "rtl" ? -1 : 1);
  const keys = {
    ArrowDown: (event) => vertical(1, event.shiftKey),
    ArrowUp: (event) => vertical(-1, event.shiftKey),
    ArrowRight: (event) => horizontal(forward(), event.shiftKey),
    ArrowLeft: (event) => horizontal(-forward(), event.shiftKey),
    Enter: () => takeQuote(),
  };
  panel.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key](event);
  });

  coding.focusText = () => panel.focus({ preventScroll: true });
})();
