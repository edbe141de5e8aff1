// Coding a document: saves as you type, and takes each step without loading the page. Every step works without it.
"use strict";

(() => {
  const form = document.getElementById("draft");
  if (!form) return;
  const coding = (window.coding ??= {});
  const field = (name) => form.elements[name];
  const part = (id) => document.getElementById(id);
  const words = form.dataset;

  // ---- Saving: at most one save is under way; the server counts them, so that no window overwrites another. ----

  let dirty = false;
  let timer = 0;
  let underWay = null;
  let isStale = false; // another window saved: the next step is the browser's own, which compares
  let base = new Map(new FormData(form)); // what stood here when page and desk were last the same

  const say = (text, wrong) => {
    part("saved").textContent = text;
    part("saved").classList.toggle("wrong", Boolean(wrong));
  };

  const ask = async (options) => {
    try {
      const answer = await fetch(form.action, { redirect: "manual", headers: { Accept: "application/json" }, ...options });
      if (answer.type === "opaqueredirect" || answer.status === 403) return { lost: words.locked };
      if (answer.status === 404) return { lost: words.gone };
      if (answer.status === 409) return { stale: (await answer.json()).problem };
      return answer.ok ? await answer.json() : { lost: words.lost };
    } catch {
      return { lost: words.lost };
    }
  };

  const posted = (step) => {
    const body = new FormData(form);
    body.set("step", step);
    return body;
  };

  const keep = (answer, sent) => {
    base = new Map(sent);
    field("revision").value = answer.revision;
    base.set("revision", String(answer.revision));
    const at = new Date(answer.saved).toLocaleTimeString(document.documentElement.lang);
    if (!dirty) say(words.saved.replace("{time}", at));
  };

  const save = async () => {
    dirty = false;
    say(words.saving);
    const sent = posted("save");
    const answer = await ask({ method: "POST", body: sent, keepalive: sentBytes(sent) < 60_000 });
    if (answer.stale) return (await merge()) || refuse(answer.stale);
    if (answer.lost) return retry(answer.lost);
    keep(answer, sent);
    coding.checked(answer);
  };

  // A browser finishes a small request also when the page is left.
  const sentBytes = (sent) => [...sent].reduce((sum, [name, value]) => sum + 4 * (name.length + value.length) + 100, 0);

  const retry = (reason) => {
    dirty = true;
    say(reason, true);
    schedule(2000);
  };

  const refuse = (reason) => {
    isStale = true;
    dirty = true;
    say(reason, true);
  };

  const flush = async () => {
    clearTimeout(timer);
    timer = 0;
    while (underWay) await underWay;
    if (!dirty || isStale || coding.busy) return; // a step sends all that was typed
    underWay = save();
    await underWay;
    underWay = null;
  };

  const schedule = (wait) => {
    if (!timer) timer = setTimeout(flush, wait);
  };

  const changed = () => {
    dirty = true;
    if (!isStale) say(words.unsaved);
    schedule(400);
  };

  form.addEventListener("input", changed);
  addEventListener("online", () => dirty && flush());
  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && dirty) flush();
  });
  // The lock of the page takes Escape twice: the first one saves.
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && dirty) flush();
  });
  // Asks before unsaved words are left behind; never in the way of the lock, which has emptied the page by then.
  addEventListener("beforeunload", (event) => {
    if (dirty && form.isConnected) event.preventDefault();
  });

  // ---- What another window, or this page before it was loaded again, saved in between ----

  const inPage = new Set(["revision", "csrfmiddlewaretoken", "asked", "seen"]);
  const merge = async () => {
    const now = new FormData(form);
    const mine = [...now].filter(([name, value]) => !inPage.has(name) && base.get(name) !== value);
    const address = `${form.action}?statement=${field("statement").value}`;
    let answer = null;
    try {
      const got = await fetch(address, { redirect: "manual", headers: { Accept: "application/json" } });
      answer = got.ok ? await got.json() : null;
    } catch {
      return false;
    }
    if (!answer?.parts) return false;
    const other = document.createElement("form");
    other.innerHTML = answer.parts.about + answer.parts.work; // the desk's own page, escaped there
    const theirs = new Map(new FormData(other));
    const collides = ([name, value]) => theirs.get(name) !== base.get(name) && theirs.get(name) !== value;
    if (mine.some(collides)) return false;
    show(answer);
    for (const [name, value] of mine) if (field(name)) field(name).value = value;
    if (mine.length) changed();
    return true;
  };

  // A page that is loaded again may be older than what was saved while it was left.
  const [navigation] = performance.getEntriesByType("navigation");
  if (navigation && navigation.type !== "navigate") {
    setTimeout(async () => {
      const got = await fetch(location.href, { redirect: "manual", headers: { Accept: "application/json" } }).catch(() => null);
      const answer = got?.ok ? await got.json() : null;
      if (answer?.parts && !dirty && String(answer.revision) !== field("revision").value) show(answer);
    }, 200);
  }

  // ---- Steps: the page answers in parts, and the text keeps its place. ----

  let step = null;
  coding.busy = false;
  coding.settled = async () => {
    while (step) await step;
  };

  // What is typed into a form that is being replaced would be lost.
  const hold = (isHeld) => {
    for (const each of ["about", "work"]) part(each).inert = isHeld;
  };

  const take = (name) => {
    if (step) return;
    const focused = document.activeElement?.id;
    coding.busy = true;
    hold(true);
    if (name === "next") coding.focusText?.();
    step = walk(name, focused).finally(() => {
      step = null;
      coding.busy = false;
      hold(false);
      if (dirty) schedule(400);
    });
  };

  const walk = async (name, focused) => {
    clearTimeout(timer);
    timer = 0;
    while (underWay) await underWay;
    if (isStale) return form.requestSubmit(part("next"));
    const sent = posted(name === "save" ? "keep" : name); // what is only saved changes nothing under one's hands
    say(words.saving);
    dirty = false;
    const answer = await ask({ method: "POST", body: sent });
    hold(false);
    if (answer.stale) return (await merge()) || refuse(answer.stale);
    if (answer.lost) {
      part(focused)?.focus({ preventScroll: true });
      return retry(answer.lost);
    }
    if (answer.go) return location.assign(answer.go);
    const [key, quote, place] = ["statement-key", "statement-quote", "statement-locator"].map((each) => sent.get(each));
    if (quote !== null && !answer.parts.text) coding.mark?.(key, Number(sent.get("statement")) + 1, quote, place);
    show(answer, name === "next");
    if (name === "next") part("work").scrollTop = 0;
    focusAfter(name, answer, focused);
  };

  // `goesOn`: to another statement; the text takes the room of what is filled in about the document.
  const show = (answer, goesOn = false) => {
    const isOpen = part("about").querySelector("details")?.open && !goesOn;
    part("about").innerHTML = answer.parts.about; // the desk's own pages, escaped there
    part("work").innerHTML = answer.parts.work;
    if (answer.parts.text) coding.restore?.(answer.parts.text);
    const details = part("about").querySelector("details");
    if (details && isOpen) details.open = true;
    coding.names?.(form);
    coding.checked({ problems: {} });
    isStale = false;
    dirty = false;
    keep(answer, new FormData(form));
    coding.show?.(field("statement-key").value);
    history.replaceState(null, "", answer.address);
  };

  const focusAfter = (name, answer, focused) => {
    const wrong = part("summary").querySelector("section a") && part("summary");
    const asked = answer.focus === "work" ? null : part(answer.focus);
    const same = ["save", "before", "more"].includes(name) && focused && part(focused);
    const empty = [...part("work").querySelectorAll("input[type=text], textarea, select")].find(
      (each) => !each.value && each.offsetParent,
    );
    const row = name === "more" && [...part("work").querySelectorAll(".mention [id$=-low]")].at(-1);
    if (name === "open") coding.show?.(field("statement-key").value, true);
    const next = name === "next" && coding.focusText ? null : wrong || asked || row || same || empty;
    if (next) next.focus({ preventScroll: next === same });
    else if (name === "next") coding.focusText?.();
  };

  form.addEventListener("submit", (event) => {
    const by = event.submitter;
    if (isStale || !by?.name) {
      dirty = false;
      return;
    }
    event.preventDefault();
    take(by.value);
  });

  coding.open = (key) => take(`open:${key}`);

  addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    const forward = event.shiftKey ? part("next-file") : part("next");
    const button = event.key === "Enter" ? forward : event.code === "KeyB" ? part("before") : null;
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  // ---- What follows from what was typed ----

  form.addEventListener("input", ({ target }) => {
    if (target.name === "statement-told_by" && target.value) field("statement-basis").value = "told";
  });

  part("work").addEventListener("focusin", ({ target }) => {
    if (target.matches("input[type=text][size]")) target.select();
  });

  coding.show?.(field("statement-key").value, true);
})();
