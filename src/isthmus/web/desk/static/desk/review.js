// Keys of a review: each presses the button that names it. The buttons work without them.
"use strict";

(() => {
  const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  let sent = false;
  addEventListener("keydown", (event) => {
    if (sent || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.target.matches("textarea, select, input")) return;
    const key = event.key === forward ? "ArrowRight" : event.key;
    const button = [...document.querySelectorAll("button[data-key]")].find((each) => each.dataset.key === key);
    if (!button) return;
    event.preventDefault();
    sent = true;
    button.form.requestSubmit(button);
  });
})();
