/** Reading an answer: what arrived, and the codename that opens it. */

import {
  answerKey, hex, identityOf, isProvedBy, MOST_ARRIVED, openLetter, Refused, sealedBytes, utf8,
} from "../format/index.js";
import { codenameEntry, restoredWord } from "./answer.js";
import { button, complaints, el, KEPT_NOWHERE, labelled, paragraphs, QUIET } from "./dom.js";
import { visible } from "./inert.js";
import { complaintOf } from "./refusals.js";
import { dayInWords, t } from "./say.js";
import { session } from "./session.js";
import { writeStep } from "./write.js";

/** @type {import("./frame.js").Step} */
export function readStep(app) {
  const complaint = complaints();
  let file = null;
  const area = el("textarea", { ...QUIET, rows: 6, class: "armour", dir: "ltr", oninput: () => { session.arrived = area.value; } });
  area.value = session.arrived;
  const input = el("input", { ...KEPT_NOWHERE, type: "file", onchange: async () => { file = await bytesOf(input.files[0]); } });
  const next = () => {
    try {
      const sealed = sealedBytes(file ?? utf8(area.value));
      app.go(openStep(sealed));
    } catch (refused) {
      complaint.say(complaintOf(refused));
    }
  };
  return [
    el("h1", {}, t("read.title")),
    ...paragraphs(t("read.about")),
    labelled(t("read.text"), area),
    labelled(t("read.file"), input),
    complaint.place,
    el("p", { class: "row" }, button(t("next"), next, { class: "main" }), button(t("back"), () => app.go(app.first))),
  ];
}

/** No more is read than a letter can be, in any state. @param {File} [file] */
const bytesOf = async (file) => file && new Uint8Array(await file.slice(0, MOST_ARRIVED + 1).arrayBuffer());

/** @param {Uint8Array} sealed @returns {import("./frame.js").Step} */
function openStep(sealed) {
  return (app) => {
    const codename = codenameEntry(app);
    return [
      el("h1", {}, t("open.title")),
      ...paragraphs(t("open.about")),
      codename.place,
      el("p", { class: "row" },
        button(t("open.open"), () => codename.derived(openedStep(sealed)), { class: "main" }),
        button(t("back"), () => app.go(readStep))),
    ];
  };
}

/** @param {Uint8Array} sealed @returns {import("./frame.js").Step} */
function openedStep(sealed) {
  let opened = null; // once: a page in another language shows the same
  let refused = null;
  return (app) => {
    if (!opened && !refused) {
      try {
        opened = provedAnswer(sealed, app.settings.organisation);
      } catch (error) {
        refused = error;
        session.root = null;
      }
    }
    return opened ? shown(app, opened) : notShown(app, refused);
  };
}

const notShown = (app, refused) => [
  el("h1", {}, t("opened.refused")),
  ...paragraphs(complaintOf(refused), t("opened.nothing")),
  el("p", { class: "row" },
    button(t("opened.again"), () => app.go(readStep), { class: "main" }),
    button(t("back"), () => app.go(app.first))),
];

/** An answer of this organisation, proved for the letter that it names. Throws Refused. */
function provedAnswer(sealed, organisation) {
  const { content } = openLetter(sealed, [identityOf(session.root)]);
  if (content.kind === "newer") throw new Refused("letters.newer");
  if (content.kind !== "answer") throw new Refused("letters.no_answer");
  const { answer, mac } = content;
  if (hex(answer.organisation) !== hex(organisation)) throw new Refused("letters.other_organisation");
  if (!isProvedBy(answer, mac, answerKey(session.root, answer.letter, answer.letterDay))) throw new Refused("letters.not_proved");
  return { answer, mac };
}

/** What opened it is not needed any more. */
function close(app) {
  session.root?.fill(0);
  Object.assign(session, { root: null, arrived: "" });
  app.go(app.first);
}

function shown(app, { answer, mac }) {
  const again = () => {
    session.read = { number: answer.number, mac: mac.slice(0, 8) };
    session.answer = "known";
    session.arrived = "";
    app.go(writeStep);
  };
  return [
    el("h1", {}, t("opened.title", { day: dayInWords(answer.letterDay) })),
    ...paragraphs(t("opened.number", { n: answer.number, day: dayInWords(answer.day) })),
    el("article", { class: "foreign", dir: "auto", translate: "no" }, visible(answer.text)),
    restoredWord(),
    ...paragraphs(t("opened.proved"), t("opened.withheld")),
    el("p", { class: "row" }, button(t("opened.write"), again, { class: "main" }), button(t("opened.close"), () => close(app))),
  ];
}
