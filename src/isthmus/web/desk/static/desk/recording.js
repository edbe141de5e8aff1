// A recording: a stretch of it is played to its end, marked on a bar, and taken as the place of a quote.
"use strict";

(() => {
  const player = document.getElementById("recording");
  if (!player) return;
  const form = document.getElementById("draft");
  const locator = () => form?.elements["statement-locator"];

  // ---- Stretches: as the desk writes them, `0:12:04-0:12:31`. ----

  const code = (seconds) => {
    const whole = Math.max(Math.floor(seconds), 0);
    const two = (number) => String(number).padStart(2, "0");
    return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  };

  const seconds = (written) => written.split(":").reduce((sum, each) => sum * 60 + parseFloat(each), 0);

  const stretchOf = (written) => {
    const times = written?.match(/\d+(?::\d+)+/g);
    return times ? { start: seconds(times[0]), end: times[1] ? seconds(times[1]) : NaN } : null;
  };

  // ---- Playing: a stretch stops at its end, unless somebody goes elsewhere meanwhile. ----

  let playing = null;

  const play = (stretch) => {
    playing = stretch;
    player.currentTime = stretch.start;
    player.play().catch(() => {}); // a browser that asks for a click first has its own button
  };

  player.addEventListener("timeupdate", () => {
    if (!playing || !(player.currentTime >= playing.end)) return;
    playing = null;
    player.pause();
  });
  player.addEventListener("seeking", () => {
    const at = player.currentTime;
    if (playing && (at < playing.start - 1 || at > playing.end)) playing = null;
  });
  player.addEventListener("error", () => {
    document.getElementById("unplayed").hidden = false;
  });
  if (player.error) document.getElementById("unplayed").hidden = false;

  // ---- The page of a document: each stretch that is quoted, in a list and on a bar. ----

  const links = [...document.querySelectorAll("a[data-start]")];

  for (const link of links) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      for (const each of links) {
        each.toggleAttribute("aria-current", each === link);
        each.parentElement.classList.toggle("asked", each === link);
      }
      link.setAttribute("aria-current", "true");
      play({ start: Number(link.dataset.start), end: parseFloat(link.dataset.end) });
      mark();
    });
  }

  const mark = () => {
    const bar = document.getElementById("marks");
    if (!(player.duration > 0) || !isFinite(player.duration)) return;
    const shown = links.map((link) => {
      const [start, end] = [Number(link.dataset.start), parseFloat(link.dataset.end) || Number(link.dataset.start) + 1];
      const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const place = { x: (1000 * start) / player.duration, width: Math.max((1000 * (end - start)) / player.duration, 3), y: 0, height: 10 };
      for (const [name, value] of Object.entries(place)) rect.setAttribute(name, value);
      rect.classList.toggle("asked", link.hasAttribute("aria-current"));
      return rect;
    });
    bar.replaceChildren(...shown);
  };
  player.addEventListener("loadedmetadata", mark);
  mark();

  // ---- The page of a draft: where a stretch begins and ends is put into the place of the quote. ----

  const buttons = document.getElementById("stretch");
  if (!buttons) return;
  const now = document.getElementById("stretch-now");

  const put = (start, end) => {
    const place = locator();
    if (!place) return; // a further act has the place of its statement
    place.value = code(start) + (end === undefined ? "" : `-${code(end)}`);
    now.textContent = place.value;
    place.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const does = {
    begin: () => put(player.currentTime),
    end: () => {
      const begun = stretchOf(locator()?.value)?.start ?? 0;
      const at = Math.ceil(player.currentTime); // to the end of the second in which it ends
      put(Math.min(begun, at), at);
      player.pause();
    },
    again: () => play(stretchOf(locator()?.value) ?? { start: player.currentTime, end: NaN }),
    back: () => {
      playing = null;
      player.currentTime = Math.max(player.currentTime - 5, 0);
    },
    pause: () => {
      playing = null;
      if (player.paused) player.play().catch(() => {});
      else player.pause();
    },
  };
  const keys = { KeyI: "begin", KeyO: "end", KeyL: "again", KeyJ: "back", KeyK: "pause" };

  buttons.addEventListener("click", ({ target }) => does[target.closest("button")?.dataset.does]?.());
  addEventListener("keydown", (event) => {
    const isTyped = event.ctrlKey || event.metaKey || event.getModifierState("AltGraph"); // letters of some keyboards
    if (!event.altKey || isTyped || !keys[event.code]) return;
    event.preventDefault();
    does[keys[event.code]]();
  });
})();
