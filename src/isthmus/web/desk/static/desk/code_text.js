// The text of a document that is being coded: passages are chosen in it, and those that are coded are marked.
"use strict";

(() => {
  const form = document.getElementById("draft");
  const panel = document.getElementById("text");
  if (!form || !panel) return;
  const coding = (window.coding = {});
  const field = (name) => form.elements[name];

  // ---- Letters: every letter of the page is one of the text, so a place in it is found by counting. ----

  let paragraphs = [];
  let places = new Map();
  let starts = [];
  let text = "";

  const read = () => {
    // A drag that begins at a link drags the link, and selects nothing.
    for (const link of panel.querySelectorAll("a.coded")) {
      const mark = document.createElement("span");
      mark.className = "coded";
      mark.title = link.title;
      Object.assign(mark.dataset, link.dataset);
      mark.append(...link.childNodes);
      link.replaceWith(mark);
    }
    paragraphs = [...panel.children];
    places = new Map(paragraphs.map((each, at) => [each, at]));
    let at = 0;
    starts = paragraphs.map((each) => (at += each.textContent.length) - each.textContent.length);
    text = panel.textContent;
  };

  const paragraphAt = (letter) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= letter) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  const letterOf = (node, offset) => {
    if (node === panel) return starts[offset] ?? text.length;
    const at = places.get((node.closest ? node : node.parentElement).closest("#text > *"));
    if (at === undefined) return -1;
    const range = document.createRange();
    range.setStart(paragraphs[at], 0);
    range.setEnd(node, offset);
    return starts[at] + range.toString().length;
  };

  const nodeOf = (letter, ends) => {
    const at = paragraphAt(ends ? Math.max(letter - 1, 0) : letter);
    const nodes = document.createTreeWalker(paragraphs[at], NodeFilter.SHOW_TEXT);
    let left = letter - starts[at];
    let node = nodes.nextNode();
    while (node && (ends ? left > node.length : left >= node.length)) {
      left -= node.length;
      const next = nodes.nextNode();
      if (!next) return [node, node.length];
      node = next;
    }
    return [node, left];
  };

  // Without the blanks at both ends.
  const trimmed = (start, end) => {
    const chosen = text.slice(start, end);
    return [start + chosen.length - chosen.trimStart().length, end - chosen.length + chosen.trimEnd().length];
  };

  const chosen = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!panel.contains(range.commonAncestorContainer)) return null;
    const [start, end] = [letterOf(range.startContainer, range.startOffset), letterOf(range.endContainer, range.endOffset)];
    const [first, last] = trimmed(start, end);
    return start < 0 || first >= last ? null : [first, last];
  };

  const choose = (start, end) => {
    const [from, to] = [nodeOf(start, false), nodeOf(end, true)];
    getSelection().setBaseAndExtent(...from, ...to);
    const near = to[0].parentElement;
    const box = near.closest("#text > *").getBoundingClientRect();
    const around = panel.getBoundingClientRect();
    if (box.top < around.top || box.bottom > around.bottom) near.scrollIntoView({ block: "nearest" });
  };

  // ---- Marks: each passage that is coded leads to its statement. ----

  const marksOf = (key) => panel.querySelectorAll(`.coded[data-keys~="${CSS.escape(key)}"]`);

  const unmark = (key) => {
    for (const mark of marksOf(key)) {
      const keys = mark.dataset.keys.split(" ").filter((each) => each !== key);
      if (keys.length) {
        mark.dataset.keys = keys.join(" ");
        continue;
      }
      const around = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      around.normalize();
    }
  };

  const find = (quote, locator) => {
    const named = panel.querySelector(`[data-place="${CSS.escape(locator.trim())}"]`);
    const start = text.indexOf(quote, named ? starts[places.get(named)] : 0);
    return start < 0 ? text.indexOf(quote) : start;
  };

  const pieces = (start, end) => {
    const found = [];
    for (let at = paragraphAt(start); at < paragraphs.length && starts[at] < end; at += 1) {
      const nodes = document.createTreeWalker(paragraphs[at], NodeFilter.SHOW_TEXT);
      let before = starts[at];
      for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        const [from, to] = [Math.max(start, before), Math.min(end, before + node.length)];
        if (from < to) found.push([node, from - before, to - before]);
        before += node.length;
      }
    }
    return found;
  };

  const wrap = (node, from, to, key, number, first, isOpen = false) => {
    const mark = document.createElement("span");
    mark.className = "coded";
    mark.dataset.keys = key;
    mark.dataset.number = first ? number : "";
    if (isOpen) mark.classList.add("open");
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    range.surroundContents(mark);
  };

  coding.mark = (key, number, quote, locator) => {
    unmark(key);
    const start = quote ? find(quote, locator) : -1;
    if (start < 0) return;
    pieces(start, start + quote.length).forEach((each, at) => wrap(...each, key, number, at === 0));
  };

  coding.show = (key, scroll) => {
    for (const mark of panel.querySelectorAll(".coded.open")) mark.classList.remove("open");
    const marks = marksOf(key);
    for (const mark of marks) mark.classList.add("open");
    if (scroll && marks.length) marks[0].scrollIntoView({ block: "nearest" });
  };

  coding.restore = (html) => {
    panel.innerHTML = html; // the desk's own page, escaped there
    read();
  };

  let pressed = [0, 0];
  panel.addEventListener("pointerdown", (event) => (pressed = [event.clientX, event.clientY]));
  panel.addEventListener("click", (event) => {
    const mark = event.target.closest(".coded");
    if (!mark || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const isDrag = Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) > 4;
    if (isDrag || !getSelection().isCollapsed) return;
    const keys = [...new Set(ancestors(mark).flatMap((each) => each.dataset.keys.split(" ").reverse()))];
    const here = keys.indexOf(field("statement-key").value);
    coding.open?.(keys[(here + 1) % keys.length]);
  });

  const ancestors = (mark) => {
    const found = [];
    for (let each = mark; each; each = each.parentElement.closest(".coded")) found.push(each);
    return found;
  };

  coding.text = {
    panel,
    chosen,
    choose,
    trimmed,
    letterOf,
    paragraphAt,
    slice: (start, end) => text.slice(start, end),
    paragraph: (at) => paragraphs[at],
    startOf: (at) => starts[at],
    count: () => paragraphs.length,
    indexOf: (paragraph) => places.get(paragraph),
    marksOf,
    reread: read,
    wrapAt: (start, end, keys, number, isOpen) =>
      pieces(start, end).forEach((each, at) => wrap(...each, keys, number, at === 0, isOpen)),
  };
  read();
})();
