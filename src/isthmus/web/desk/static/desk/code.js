// Coding a document: saves as you type, takes selections as quotes, explains dates. Every step works without it.
"use strict";

(() => {
  const form = document.getElementById("draft");
  if (!form) return;
  const field = (name) => form.elements[name];
  const told = document.getElementById("saved");
  const words = form.dataset;

  // ---- Saving: at most one save is under way; the server counts them, so that no window overwrites another. ----

  let dirty = false;
  let timer = 0;
  let underWay = null;

  const say = (text, wrong) => {
    told.textContent = text;
    told.classList.toggle("wrong", Boolean(wrong));
  };

  const post = (address, body, options) =>
    fetch(address, { method: "POST", body, redirect: "manual", headers: { Accept: "application/json" }, ...options });

  const save = async () => {
    dirty = false;
    const body = new FormData(form);
    body.set("step", "save");
    say(words.saving);
    let answer;
    try {
      answer = await post(form.action, body);
    } catch {
      return retry(words.lost);
    }
    if (answer.type === "opaqueredirect" || answer.status === 403) return retry(words.locked);
    if (answer.status === 409 || answer.status === 422) return say((await answer.json()).problem, true);
    if (!answer.ok) return retry(words.lost);
    const kept = await answer.json();
    field("revision").value = kept.revision;
    say(words.saved.replace("{time}", new Date(kept.saved).toLocaleTimeString(document.documentElement.lang)));
  };

  const retry = (reason) => {
    dirty = true;
    say(reason, true);
    schedule(4000);
  };

  const flush = async () => {
    clearTimeout(timer);
    if (underWay) await underWay;
    if (!dirty) return;
    underWay = save();
    await underWay;
    underWay = null;
  };

  const schedule = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(flush, wait);
  };

  const changed = () => {
    dirty = true;
    say(words.unsaved);
    schedule(400);
  };

  form.addEventListener("input", (event) => {
    if (event.target.id !== "text") changed();
  });

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

  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!underWay) {
      dirty = false;
      return;
    }
    event.preventDefault();
    const by = event.submitter;
    underWay.finally(() => {
      underWay = null;
      dirty = false;
      form.requestSubmit(by);
    });
  });

  // ---- Keys ----

  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      document.getElementById("next").click();
    }
  });

  // ---- A selection becomes the quote, and says in which paragraph it stands. ----

  const text = document.getElementById("text");
  const take = document.getElementById("take");
  const quote = field("statement-quote");
  const place = field("statement-locator");
  let placed = "";

  const selected = () => text.value.slice(text.selectionStart, text.selectionEnd).trim();

  const paragraph = () => {
    const start = text.value.indexOf(selected(), text.selectionStart);
    const before = text.value.slice(0, start + 1);
    return `¶${before.split(/\n\s*\n/).filter((part) => part.trim()).length || 1}`;
  };

  const takeQuote = () => {
    if (!selected()) return;
    quote.value = selected();
    if (!place.value || place.value === placed) place.value = placed = paragraph();
    changed();
    field("statement-speaker").focus();
  };

  if (text) {
    // A read-only field has no caret that keys could move: let it have one, and let nothing change it.
    text.readOnly = false;
    text.setAttribute("aria-readonly", "true");
    text.setSelectionRange(0, 0);
    for (const change of ["beforeinput", "drop", "cut", "paste"]) {
      text.addEventListener(change, (event) => event.preventDefault());
    }
    if (location.hash === "#work" && !location.search.includes("check")) text.focus({ preventScroll: true });
    document.addEventListener("selectionchange", () => {
      if (document.activeElement === text) take.hidden = !selected();
    });
    take.addEventListener("click", takeQuote);
    text.addEventListener("pointerup", () => {
      if (!quote.value) takeQuote();
    });
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        takeQuote();
      }
    });
  }

  // ---- While typing: known names are offered, dates explained. ----

  const asked = (address, value, name = "") => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", field("csrfmiddlewaretoken").value);
    body.set("text", value);
    body.set("field", name);
    return post(address, body);
  };

  const latest = new Map();
  const soon = (key, work) => {
    clearTimeout(latest.get(key));
    latest.set(key, setTimeout(work, 150));
  };

  const offer = async (input) => {
    const kind = input.getAttribute("list");
    const answer = await asked(words[kind], input.value);
    if (!answer.ok) return;
    const before = input.value.slice(0, input.value.lastIndexOf(";") + 1);
    const options = (await answer.json()).offered.map((name) => {
      const option = document.createElement("option");
      option.value = before ? `${before} ${name}` : name;
      return option;
    });
    document.getElementById(kind).replaceChildren(...options);
  };

  const explain = async (input) => {
    const answer = await asked(words.date, input.value, input.name);
    const line = form.querySelector(`.understood[data-for="${input.id}"]`);
    if (answer.ok && line) line.innerHTML = await answer.text(); // the desk's own page, escaped there
  };

  form.addEventListener("input", ({ target }) => {
    if (target.list) soon(target, () => offer(target));
    if (target.matches("[data-date]")) soon(target, () => explain(target));
    if (target.name === "statement-told_by" && target.value) {
      field("statement-basis").value = "told";
    }
  });
})();
