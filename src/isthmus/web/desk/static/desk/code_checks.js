// What the desk says of what was typed so far: problems at the fields that were left, and the lines of new names.
"use strict";

(() => {
  const form = document.getElementById("draft");
  if (!form) return;
  const coding = (window.coding ??= {});
  const part = (id) => document.getElementById(id);
  let problems = {};

  coding.checked = (answer) => {
    problems = answer.problems;
    showProblems();
    if (answer.names) showNames(answer.names);
  };

  const clear = () => {
    for (const each of form.querySelectorAll(".problem.typed")) each.remove();
    for (const each of form.querySelectorAll("[data-wrong]")) {
      each.removeAttribute("data-wrong");
      each.removeAttribute("aria-invalid");
    }
  };

  const showProblems = () => {
    clear();
    for (const [id, text] of Object.entries(problems)) {
      const element = part(id);
      const isSaid = element?.matches("[data-date]") || element?.getAttribute("aria-invalid"); // beneath it already
      if (!element?.value || element === document.activeElement || isSaid) continue;
      const line = document.createElement("p");
      line.classList.add("problem", "typed");
      line.id = `${id}_typed`;
      line.textContent = text;
      element.closest(".blank, .field").append(line);
      element.setAttribute("aria-invalid", "true");
      element.dataset.wrong = "";
    }
  };

  form.addEventListener("focusout", () => setTimeout(showProblems));

  // What the desk said of a field was said of what stood in it: it goes once something else stands there.
  form.addEventListener("input", ({ target }) => {
    const place = target.closest(".blank, .field");
    if (!place?.querySelector(".problem:not(.typed)")) return;
    for (const each of place.querySelectorAll(".problem:not(.typed)")) each.remove();
    for (const each of place.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
    for (const each of part("summary").querySelectorAll("section a")) if (isOf(each, place)) strike(each.parentElement);
  });

  // Fields of two statements have one id: which statement is open tells them apart.
  const isOf = (link, place) => {
    if (!place.contains(part(link.hash.slice(1)))) return false;
    const statement = new URL(link.href).searchParams.get("statement");
    return !place.closest("#work") || statement === null || statement === form.elements.statement.value;
  };

  const strike = (line) => {
    const gone = document.createElement("del");
    gone.append(...line.childNodes);
    line.append(gone);
  };

  const showNames = ({ offered, new: lines }) => {
    for (const each of part("work").querySelectorAll("datalist")) each.remove();
    part("work").insertAdjacentHTML("afterbegin", offered); // the desk's own page, escaped there
    const place = part("new-names");
    const wanted = nameLines(lines);
    if (wanted === nameLines(place.innerHTML)) return;
    const focused = document.activeElement;
    const here = place.contains(focused) ? slotOf(focused) : "";
    const values = new Map([...place.querySelectorAll("input, select")].map((each) => [slotOf(each), each.value]));
    place.innerHTML = lines;
    coding.names?.(place);
    for (const each of place.querySelectorAll("input, select")) {
      const value = values.get(slotOf(each));
      if (each.type !== "hidden" && value) each.value = value;
      if (slotOf(each) === here) each.focus({ preventScroll: true });
    }
  };

  // A field of a new name by that name, whatever its number on the page is.
  const slotOf = (element) => {
    const line = element.closest(".new");
    const name = line?.querySelector("input[name$='-name']")?.value ?? "";
    return `${line?.dataset.name.split("-")[0]} ${name} ${element.name.split("-").at(-1)}`;
  };

  const nameLines = (html) => {
    const page = document.createElement("div");
    page.innerHTML = html;
    return JSON.stringify([...page.querySelectorAll(".new")].map((each) => [each.dataset.name, slotOf(each)]));
  };
})();
