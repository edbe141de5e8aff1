/** Files that go with a letter. */

import { MOST_FILES } from "../format/index.js";
import { button, el, fresh, KEPT_NOWHERE, labelled } from "./dom.js";
import { isPicture } from "./pictures.js";
import { language, t } from "./say.js";
import { session } from "./session.js";

/** @param {() => void} changed @returns {HTMLElement} */
export function filesOf(changed) {
  const list = el("ul", { class: "files" });
  const input = el("input", { ...KEPT_NOWHERE, type: "file", multiple: true, onchange: () => take(input, draw) });
  const draw = () => {
    session.isSaved = false;
    session.drawn = null;
    list.replaceChildren(...session.files.map((file) => row(file, draw)));
    changed();
  };
  list.replaceChildren(...session.files.map((file) => row(file, draw)));
  return el("section", { class: "field" }, labelled(t("files.title"), input), el("small", {}, t("files.note")), list);
}

function take(input, draw) {
  const room = MOST_FILES - session.files.length;
  for (const file of [...input.files].slice(0, room)) {
    const picture = isPicture(file);
    session.files.push({ content: file, name: file.name, isPicture: picture, isRedrawn: picture, keepsName: false });
  }
  input.value = "";
  draw();
}

function row(file, draw) {
  return el("li", {},
    el("div", { class: "row" },
      el("bdi", {}, file.name),
      el("small", {}, sizeInWords(file.content.size)),
      button(t("files.remove"), () => { session.files.splice(session.files.indexOf(file), 1); draw(); }, { class: "plain" })),
    file.isPicture && box(t("files.redraw"), t("files.redraw_note"), file.isRedrawn, (value) => { file.isRedrawn = value; session.drawn = null; }),
    box(t("files.keep_name"), "", file.keepsName, (value) => { file.keepsName = value; session.drawn = null; }));
}

function box(label, note, checked, set) {
  const id = fresh();
  const input = el("input", { ...KEPT_NOWHERE, type: "checkbox", id, onchange: () => set(input.checked) });
  input.checked = checked;
  return el("div", { class: "option" }, input, el("div", {}, el("label", { for: id }, label), note && el("small", {}, note)));
}

/** @param {number} bytes */
function sizeInWords(bytes) {
  const [unit, each] = bytes < 1e6 ? ["kilobyte", 1e3] : ["megabyte", 1e6];
  return new Intl.NumberFormat(language(), { style: "unit", unit, maximumFractionDigits: 1 }).format(bytes / each);
}
