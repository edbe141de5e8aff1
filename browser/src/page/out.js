/** The sealed letter: to be saved, pasted into a message, or photographed from the screen. */

import { armoured, codeOfFrame, framesOf } from "../format/index.js";
import { button, el, labelled, paragraphs, QUIET } from "./dom.js";
import { t } from "./say.js";
import { fileName } from "./sealing.js";
import { addressOf, session } from "./session.js";
import { writeStep } from "./write.js";

const QUIET_ZONE = 4; // modules that a reader needs around a code

/** @type {import("./frame.js").Step} */
export function outStep(app) {
  const { letter, files } = session.sealed;
  const ways = { file: [saving, armour], message: [armour, saving], codes: [codes, armour, saving] };
  return [
    el("h1", {}, t("out.title")),
    ...paragraphs(t("out.about", { name: app.settings.name }), session.answer === "none" ? t("out.none") : t("out.answer")),
    ...ways[session.size].map((way) => way(letter, app.settings.file)),
    attachments(files, app.settings.file),
    el("aside", { class: "limits" }, el("p", {}, t("out.traces"))),
    el("p", { class: "row" }, button(t("out.change"), () => app.go(writeStep))),
  ];
}

/** A link, since nothing else saves a file without asking a network. */
function link(label, content, name) {
  return el("a", { class: "button", href: addressOf(content), download: name, onclick: () => { session.isSaved = true; } }, label);
}

const blob = (bytes) => new Blob([bytes], { type: "application/octet-stream" });

const saving = (letter, stem) =>
  el("section", {}, el("h2", {}, t("out.file")), ...paragraphs(t("out.file_note", { name: fileName(stem) })),
    el("p", {}, link(t("out.save"), blob(letter), fileName(stem))));

function armour(letter) {
  const text = armoured(letter);
  const area = el("textarea", { ...QUIET, readonly: true, rows: 8, class: "armour", dir: "ltr", onfocus: () => { session.isSaved = true; } });
  area.value = text;
  return el("section", {}, el("h2", {}, t("out.text")), ...paragraphs(t("out.text_note", { n: text.length })),
    labelled(t("out.text_label"), area), button(t("out.select"), () => { area.focus(); area.select(); }));
}

function codes(letter) {
  const frames = framesOf(letter);
  const drawn = frames.map((frame, at) =>
    el("figure", {}, canvasOf(codeOfFrame(frame), t("out.code", { n: at + 1 })), el("figcaption", {}, t("out.code", { n: at + 1 }))));
  session.isSaved = true;
  return el("section", {}, el("h2", {}, t("out.codes")), ...paragraphs(t("out.codes_note")), el("div", { class: "codes" }, ...drawn));
}

/** @param {{size: number, get: (x: number, y: number) => boolean}} code @param {string} label */
function canvasOf(code, label) {
  const canvas = el("canvas", { role: "img", "aria-label": label });
  canvas.width = code.size + 2 * QUIET_ZONE;
  canvas.height = canvas.width;
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = "#000";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) context.fillRect(x + QUIET_ZONE, y + QUIET_ZONE, 1, 1);
  }
  return canvas;
}

const attachments = (files, stem) =>
  files.length > 0 &&
  el("section", {}, el("h2", {}, t("out.files")), ...paragraphs(t("out.files_note")),
    el("ul", { class: "saved" }, ...files.map((file, at) => el("li", {}, link(t("out.save_name", { name: fileName(stem, at + 1) }), file, fileName(stem, at + 1))))));
