// Keys and the lock. Every page works without this file.
"use strict";

(() => {
  const body = document.body;
  const typing = (element) => element.matches("input, textarea, select, [contenteditable]");

  // A page brought back from the browser's memory may be older than a lock: ask the server again.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });

  const lock = () => {
    const form = document.getElementById("lock");
    document.title = "Isthmus";
    form.hidden = true;
    body.replaceChildren(form);
    form.submit();
  };

  const rows = () => [...document.querySelectorAll("[data-row]")];

  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const here = all.findIndex((row) => row.contains(document.activeElement));
    const next = all[Math.max(0, Math.min(all.length - 1, here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step))];
    (next.querySelector("a, button") || next).focus();
  };

  const open = () => {
    const row = rows().find((each) => each.contains(document.activeElement));
    const link = row && row.querySelector("a");
    if (link) link.click();
  };

  const keys = {
    "/": () => document.getElementById("search")?.focus(),
    "?": () => document.getElementById("keys")?.showModal(),
    j: () => move(1),
    k: () => move(-1),
    o: open,
  };

  let escaped = -Infinity;
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (event.timeStamp - escaped < 700 && !event.repeat) lock();
      escaped = event.timeStamp;
      return;
    }
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (plain && !typing(event.target) && Object.hasOwn(keys, event.key)) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  // Left alone for as long as the server allows, the page locks itself.
  const idle = Number(body.dataset.idle) * 1000;
  let timer = setTimeout(lock, idle);
  const stay = () => {
    clearTimeout(timer);
    timer = setTimeout(lock, idle);
  };
  for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, stay, { passive: true });
})();
