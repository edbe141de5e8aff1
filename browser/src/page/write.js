/** Writing: the text, its size, its language, and files that go with it. */

import { roomLeft, SIZES, utf8 } from "../format/index.js";
import { answerStep } from "./answer.js";
import { button, choice, complaints, el, KEPT_NOWHERE, labelled, QUIET } from "./dom.js";
import { filesOf } from "./files.js";
import { complaintOf } from "./refusals.js";
import { language, t } from "./say.js";
import { checkedText } from "./sealing.js";
import { session } from "./session.js";

// Tags, and what those who write in it call each language.
const WRITTEN_IN = {
  ru: "Русский", en: "English", ce: "Нохчийн", ady: "Адыгабзэ", kbd: "Къэбэрдей", av: "Авар", inh: "ГӀалгӀай", uk: "Українська", be: "Беларуская", ka: "ქართული",
  hy: "Հայերեն", az: "Azərbaycanca", kk: "Қазақша", ky: "Кыргызча", uz: "Oʻzbekcha", tg: "Тоҷикӣ", tk: "Türkmençe", tr: "Türkçe", ar: "العربية", fa: "فارسی", ps: "پښتو", ur: "اردو",
  fr: "Français", de: "Deutsch", es: "Español", pt: "Português", sw: "Kiswahili", zh: "中文", und: "…",
};

/** @type {import("./frame.js").Step} */
export function writeStep(app) {
  session.lang ||= language();
  const complaint = complaints();
  const room = el("p", { class: "room", role: "status" });
  const area = el("textarea", {
    ...QUIET, rows: 12, dir: "auto", enterkeyhint: "enter",
    oninput: () => {
      session.text = area.value;
      session.isSaved = false;
      showRoom(room);
    },
  });
  area.value = session.text;
  showRoom(room);
  return [
    el("h1", {}, t("write.title")),
    limits(),
    sizes(() => showRoom(room)),
    labelled(t("write.text"), area, room),
    writtenIn(),
    filesOf(() => showRoom(room)),
    complaint.place,
    el("p", { class: "row" },
      button(t("next"), () => next(app, complaint), { class: "main" }),
      button(t("back"), () => app.go(app.first))),
  ];
}

function next(app, complaint) {
  try {
    checkedText();
  } catch (refused) {
    complaint.say(complaintOf(refused));
    return;
  }
  app.go(answerStep);
}

/** What this page cannot protect from: it stands where one writes. */
const limits = () =>
  el("aside", { class: "limits" },
    el("h2", {}, t("limits.title")),
    el("ul", {}, ...["watched", "keyboard", "history", "altered", "way"].map((each) => el("li", {}, t(`limits.${each}`)))));

const sizes = (changed) =>
  choice(t("size.title"), session.size, Object.keys(SIZES).map((value) => ({ value, label: t(`size.${value}`), note: t(`size.${value}_note`) })), (value) => {
    session.size = value;
    changed();
  });

function writtenIn() {
  const select = el("select", { ...KEPT_NOWHERE, onchange: () => { session.lang = select.value; } },
    ...Object.entries(WRITTEN_IN).map(([tag, name]) => el("option", { value: tag, lang: tag === "und" ? null : tag }, tag === "und" ? t("write.other") : name)));
  select.value = session.lang;
  return labelled(t("write.language"), select);
}

/** Room is kept for an answer: whether one is wanted is asked afterwards. @param {HTMLElement} room */
function showRoom(room) {
  const kept = { reply: { recipient: new Uint8Array(32), key: new Uint8Array(32) }, read: { number: 999999, mac: new Uint8Array(8) } };
  const files = session.files.map((file) => ({ name: file.keepsName ? file.name : "x".repeat(12), size: 1e9, sha256: new Uint8Array(32) }));
  const attached = files.length ? { identity: new Uint8Array(32), files } : undefined;
  const letter = { text: session.text, id: new Uint8Array(16), lang: session.lang, day: "2000-01-01", ...kept, attached };
  const left = roomLeft(letter, SIZES[session.size]);
  const n = Math.floor(Math.abs(left) / bytesPerLetter());
  room.textContent = left < 0 ? t("room.over", { n: Math.max(n, 1) }) : t("room.left", { n });
  room.classList.toggle("over", left < 0);
}

/** How many bytes a letter of this text has; before there is one, of its language. */
function bytesPerLetter() {
  const letters = [...session.text].length;
  if (letters >= 20) return utf8(session.text).length / letters;
  return /^(en|fr|de|es|pt|sw|tr|az|uz|tk|und)$/.test(session.lang) ? 1 : session.lang === "ka" || session.lang === "zh" ? 3 : 2;
}
