/** Work that takes a while: what is done, and how far where that is known. */

import { el } from "./dom.js";

/** @param {HTMLElement} place @param {string} label */
export function working(place, label) {
  const bar = el("progress", { "aria-label": label });
  place.replaceChildren(el("p", { class: "working" }, label), bar);
  const buttons = [...document.getElementById("main").querySelectorAll("button")];
  const were = buttons.map((each) => each.disabled);
  for (const each of buttons) each.disabled = true;
  const done = () => {
    buttons.forEach((each, at) => { each.disabled = were[at]; });
    place.replaceChildren();
  };
  done.progress = (part) => { bar.value = part; };
  return done;
}
