// Keys and the lock. Every page works without this file.
"use strict";

(() => {
  const body = document.body;
  const typing = (element) => element.matches("input:not([data-choose]), textarea, select, [contenteditable]");

  // A page brought back from the browser's memory may be older than a lock: ask the server again.
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });

  // Moments stand in UTC; where a script runs, in the zone of whoever reads them, with its name. UTC stays as the title.
  const language = document.documentElement.lang;
  const moment = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    day: "numeric", month: "short", year: "numeric",
    hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short",
  });
  for (const time of document.querySelectorAll("time[datetime]")) {
    const written = time.textContent.trim();
    const at = new Date(time.dateTime);
    if (!written.endsWith("UTC") || Number.isNaN(at.getTime())) continue;
    time.title = written;
    time.textContent = moment.format(at);
  }

  addEventListener("beforeprint", () => {
    const printed = document.getElementById("printed");
    if (!printed) return;
    printed.querySelector("time").textContent = moment.format(new Date());
    printed.hidden = false;
  });

  // All windows of the desk lock as one, and stay open as one. door.js tells them from a page that is locked.
  const windows = new BroadcastChannel("isthmus-desk");

  const blank = (...left) => {
    document.title = "Isthmus";
    body.replaceChildren(...left);
  };

  const lock = () => {
    const form = document.getElementById("lock");
    form.hidden = true;
    blank(form);
    windows.postMessage("locking");
    form.submit();
  };

  // Another window is being locked: what stands here goes at once; once it is locked, this one asks what may be seen.
  const follow = (wait) => {
    blank();
    clearTimeout(timer);
    setTimeout(() => location.replace(body.dataset.lock), wait);
  };

  document.getElementById("lock").addEventListener("submit", () => windows.postMessage("locking"));

  // What a keeper opened is closed in every window at once: a page that shows none of it says so to the others.
  if (!("looking" in body.dataset)) windows.postMessage("closed");
  windows.addEventListener("message", ({ data }) => {
    if (data !== "closed" || !("looking" in body.dataset)) return;
    blank();
    location.reload();
  });

  const rows = () => [...document.querySelectorAll("[data-row]")];

  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const here = all.findIndex((row) => row.contains(document.activeElement));
    const next = all[Math.max(0, Math.min(all.length - 1, here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step))];
    (next.querySelector("[data-choose]") || next.querySelector("a, button") || next).focus();
  };

  const open = () => {
    const row = rows().find((each) => each.contains(document.activeElement));
    const link = row && (row.querySelector(".leads a") || row.querySelector("a"));
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

  // Left alone for as long as the server allows, in every window, the page locks itself; also after the machine slept.
  const idle = Number(body.dataset.idle) * 1000;
  let used = Date.now();
  let told = 0;
  let timer = 0;
  let claims = [];
  const look = () => {
    const left = used + idle - Date.now();
    clearTimeout(timer);
    if (left <= 0) return leave();
    timer = setTimeout(look, left);
  };
  // All windows find out at once, and one of them locks: two requests to lock would end the session.
  const leave = () => {
    const own = Math.random();
    claims.push(own);
    windows.postMessage(own);
    const form = document.getElementById("lock");
    form.hidden = true;
    blank(form);
    timer = setTimeout(() => (Math.min(...claims) === own ? lock() : follow(3000)), 300);
  };
  const stay = () => {
    used = Date.now();
    if (used - told < 1000) return;
    told = used;
    windows.postMessage("used");
  };
  windows.addEventListener("message", ({ data }) => {
    if (typeof data === "number") claims.push(data);
    if (data === "locking") follow(3000);
    if (data === "locked") follow(0);
    if (data === "used") {
      used = Date.now();
      claims = [];
    }
  });
  addEventListener("visibilitychange", () => document.getElementById("lock")?.hidden || look());
  for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, stay, { passive: true });
  look();
})();
