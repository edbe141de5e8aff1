// Names while they are typed: those of the running draft at once, then known ones; and dates are explained.
"use strict";

(() => {
  const form = document.querySelector("#draft, form.correct");
  if (!form) return;
  const coding = (window.coding ??= {});
  const words = form.dataset;

  const asked = (address, value, name = "") => {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    body.set("text", value);
    body.set("field", name);
    return fetch(address, { method: "POST", body, redirect: "manual", headers: { Accept: "application/json" } });
  };

  const latest = new Map();
  const soon = (key, work) => {
    clearTimeout(latest.get(key));
    latest.set(key, setTimeout(() => work().catch(() => {}), 150)); // a desk that is gone is told of where saving is
  };

  // ---- The list beneath a field ----

  const list = document.createElement("ul");
  list.id = "offers";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  let input = null;
  let active = -1;
  let own = null; // what was typed, while a name that the arrows went to stands in the field
  let isOpen = false;
  let known = [];
  let why = {}; // why a known name is offered that does not hold what was typed
  let ofDraft = []; // as they were when the field was gone to: what is being typed is no name yet
  let inWords = {}; // what is offered, where words say more than it does itself

  const kindOf = (element) => element.dataset.names;
  const isSeveral = () => kindOf(input) === "sources" && !/(^|-)affiliation$/.test(input.name);
  const written = () => own ?? input.value;
  const before = () => (isSeveral() ? written().slice(0, written().lastIndexOf(";") + 1) : "");
  const typed = () => written().slice(before().length).trim();
  const folded = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const isName = () => ofDraft.includes(typed()) || known.includes(typed());

  const offers = () => {
    const every = [...new Set([...ofDraft, ...known])];
    const others = every.filter((name) => name !== typed());
    // A whole name that stands there already: another one may follow.
    const sought = isName() && isSeveral() ? "" : folded(typed());
    const named = new Set(before().split(";").map((each) => each.trim()));
    const answers = (name) => folded(`${name} ${inWords[name] ?? ""}`).includes(sought) || why[name];
    const found = others.filter((name) => answers(name) && !named.has(name));
    const begins = (name) => (folded(name).startsWith(sought) ? 0 : 1);
    return found.sort((one, two) => begins(one) - begins(two)).slice(0, 12);
  };

  const option = (name, at) => {
    const element = document.createElement("li");
    element.setAttribute("role", "option");
    element.id = `offer-${at}`;
    element.dir = "auto";
    element.textContent = name;
    element.dataset.name = name;
    element.setAttribute("aria-selected", String(at === active));
    if (why[name] || inWords[name]) {
      const reason = document.createElement("span");
      reason.className = "why";
      reason.textContent = why[name] || inWords[name];
      element.append(" ", reason);
    }
    return element;
  };

  const draw = () => {
    const found = isOpen && document.activeElement === input ? offers() : [];
    if (active >= found.length) active = -1;
    if (active < 0 && input && typed() && found.length && !isName()) active = 0;
    list.replaceChildren(...found.map(option));
    list.hidden = !found.length;
    if (!input) return;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (active >= 0) input.setAttribute("aria-activedescendant", `offer-${active}`);
    else input.removeAttribute("aria-activedescendant");
  };

  const put = (text) => {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const withName = (name) => {
    const kept = isName() && isSeveral() ? `${written().trim()};` : before();
    return kept ? `${kept} ${name}` : name;
  };

  const pick = (name) => {
    const text = withName(name);
    close();
    put(text);
    close();
  };

  // The name that an arrow goes to stands in the field at once; past both ends of the list is what was typed.
  const walk = (step, all) => {
    const typedBefore = written();
    const next = own === null ? (step > 0 ? 0 : all.length - 1) : active + step;
    active = next < all.length ? Math.max(next, -1) : -1;
    own = active < 0 ? null : typedBefore;
    put(active < 0 ? typedBefore : withName(all[active].dataset.name));
    draw();
  };

  const close = () => {
    isOpen = false;
    own = null;
    list.hidden = true;
    active = -1;
    input?.setAttribute("aria-expanded", "false");
    input?.removeAttribute("aria-activedescendant");
  };

  const open = (element) => {
    input = element;
    own = null;
    isOpen = true;
    known = [];
    why = {};
    const options = [...document.querySelectorAll(`datalist#${kindOf(element)} option`)];
    ofDraft = options.map((each) => each.value);
    inWords = Object.fromEntries(options.map((each) => [each.value, each.dataset.words]));
    active = -1;
    element.closest(".blank, .field").append(list);
    element.setAttribute("aria-controls", "offers");
    draw();
  };

  const ask = async () => {
    const of = input;
    if (!words[kindOf(of)]) return; // dates: those of the draft alone
    const answer = await asked(words[kindOf(of)], written());
    if (!answer.ok || input !== of || own !== null) return; // a list that is walked through stays as it is
    ({ offered: known, why } = await answer.json());
    draw();
  };

  // The browser's own list would stand beside this one.
  coding.names = (root) => {
    for (const each of root.querySelectorAll("input[list]")) {
      each.dataset.names = each.getAttribute("list");
      each.removeAttribute("list");
      each.setAttribute("role", "combobox");
      each.setAttribute("aria-expanded", "false");
      each.setAttribute("aria-autocomplete", "list");
    }
  };

  form.addEventListener("focusin", ({ target }) => {
    if (target.matches("[data-names]")) open(target);
  });
  form.addEventListener("focusout", ({ target }) => {
    if (target === input) close();
  });
  form.addEventListener("click", ({ target }) => {
    if (target === input && list.hidden) open(target);
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the field in use
  list.addEventListener("click", ({ target }) => {
    const chosen = target.closest("[role=option]");
    if (chosen) pick(chosen.dataset.name);
  });

  form.addEventListener("keydown", (event) => {
    if (event.target !== input || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = [...list.children];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return open(input);
      walk(event.key === "ArrowDown" ? 1 : -1, all);
    } else if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault();
      pick(all[active].dataset.name);
    } else if (event.key === "Escape" && !list.hidden) {
      if (own !== null) put(own);
      close();
    }
  });

  // ---- Dates ----

  const explain = async (of) => {
    const answer = await asked(words.date, of.value, of.name);
    const line = form.querySelector(`.understood[data-for="${CSS.escape(of.id)}"]`);
    if (answer.ok && line) line.innerHTML = await answer.text(); // the desk's own page, escaped there
  };

  form.addEventListener("input", (event) => {
    const { target } = event;
    if (target === input) {
      if (event.isTrusted) {
        active = -1;
        own = null;
        isOpen = true;
        draw();
        soon(target, ask);
      }
    }
    if (target.matches("[data-date]")) soon(target, () => explain(target));
  });

  coding.names(form);
})();
