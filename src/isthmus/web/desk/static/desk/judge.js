// Keys of a judgement: s same, d different, p part of, h holds, u unsure, z undo the last. The form works without them.
"use strict";

(() => {
  const form = document.getElementById("decide");
  const choices = { s: "same", d: "different", p: "part_of", h: "holds", u: "unsure" };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("textarea, select, input:not([type='radio'], [type='checkbox'])")) return;
    if (event.key === "z") return document.getElementById("undo-last")?.requestSubmit();
    const choice = form?.querySelector(`input[name="decision"][value="${choices[event.key] ?? ""}"]`);
    if (!choice) return;
    event.preventDefault();
    choice.checked = true;
    document.getElementById("because").focus();
  });
})();
