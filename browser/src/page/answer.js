/** Whether an answer is wanted, and the codename that it comes to. */

import { codeOf, Refused, rootOf, WORDS, wordsOf } from "../format/index.js";
import { button, choice, complaints, el, paragraphs } from "./dom.js";
import { outStep } from "./out.js";
import { drawn } from "./proof.js";
import { complaintOf } from "./refusals.js";
import { language, t } from "./say.js";
import { sealAll } from "./sealing.js";
import { life, session } from "./session.js";
import { working } from "./working.js";
import { wordsEntry } from "./words_entry.js";
import { writeStep } from "./write.js";

/** @type {import("./frame.js").Step} */
export function answerStep(app) {
  if (session.root && ["new", "known"].includes(session.answer)) return readyStep(app);
  const complaint = complaints();
  const options = ["none", "new", "known"].map((value) => ({ value, label: t(`answer.${value}`), note: t(`answer.${value}_note`) }));
  const go = () => {
    if (session.answer === "none") return app.go(readyStep);
    if (session.answer === "new") return app.go(learnStep);
    if (session.answer === "known") return app.go(knownStep);
    return complaint.say(t("answer.choose"));
  };
  return [
    el("h1", {}, t("answer.title")),
    ...paragraphs(t("answer.about")),
    choice(t("answer.legend"), session.answer, options, (value) => { session.answer = value; }),
    complaint.place,
    el("p", { class: "row" }, button(t("next"), go, { class: "main" }), button(t("back"), () => app.go(writeStep))),
  ];
}

const listOf = (app) => app.lists[language()] ?? Object.values(app.lists)[0];

/** @type {import("./frame.js").Step} */
function learnStep(app) {
  session.words ??= wordsOf(drawn(11));
  const list = listOf(app);
  return [
    el("h1", {}, t("learn.title")),
    ...paragraphs(t("learn.once")),
    el("ol", { class: "nine", translate: "no" }, ...session.words.map((word) => el("li", {}, list.words[word]))),
    ...paragraphs(t("learn.about")),
    evidence(),
    el("p", { class: "row" },
      button(t("learn.known"), () => app.go(askStep), { class: "main" }),
      button(t("back"), () => app.go(answerStep))),
  ];
}

const evidence = () =>
  el("aside", { class: "limits" }, el("h2", {}, t("evidence.title")),
    el("ul", {}, ...["paper", "six", "lost", "browser"].map((each) => el("li", {}, t(`evidence.${each}`)))));

/** Two of the words are asked back: who can say them has learned something. @type {import("./frame.js").Step} */
function askStep(app) {
  const places = twoPlaces();
  const complaint = complaints();
  const entries = places.map((place) => wordsEntry(app.lists, [t("ask.word", { n: place + 1 })]));
  const check = async () => {
    const wrong = places.filter((place, at) => entries[at].read().words[0] !== session.words[place]);
    if (wrong.length) return complaint.say(...wrong.map((place) => t("ask.wrong", { n: place + 1 })));
    return derive(app, codeOf(session.words), complaint, readyStep);
  };
  return [
    el("h1", {}, t("ask.title")),
    ...paragraphs(t("ask.about")),
    ...places.map((place, at) => el("section", {}, el("h2", {}, t("ask.which", { n: place + 1 })), entries[at].place)),
    complaint.place,
    el("p", { class: "row" },
      button(t("next"), check, { class: "main" }),
      button(t("ask.again"), () => app.go(learnStep))),
  ];
}

function twoPlaces() {
  const [one, other] = drawn(2);
  const first = one % WORDS;
  return [first, (first + 1 + (other % (WORDS - 1))) % WORDS].sort((a, b) => a - b);
}

/** @type {import("./frame.js").Step} */
function knownStep(app) {
  const codename = codenameEntry(app);
  return [
    el("h1", {}, t("known.title")),
    ...paragraphs(t("known.about")),
    codename.place,
    el("p", { class: "row" },
      button(t("next"), () => codename.derived(readyStep), { class: "main" }),
      button(t("back"), () => app.go(answerStep))),
  ];
}

/** Nine words, of which one may be missing. @param {import("./frame.js").App} app */
export function codenameEntry(app) {
  const complaint = complaints();
  const labels = Array.from({ length: WORDS }, (_, at) => `${at + 1}.`);
  const entry = wordsEntry(app.lists, labels);
  const derived = async (then) => {
    const { words, unknown } = entry.read();
    if (unknown.length) return complaint.say(...unknown.map(({ at, near }) => unknownWord(at, near)));
    try {
      const code = codeOf(words);
      const missing = words.indexOf(null);
      session.restored = missing < 0 ? null : { at: missing + 1, word: entry.word(wordsOf(code)[missing]) };
      return await derive(app, code, complaint, then);
    } catch (refused) {
      return complaint.say(refused instanceof Refused && refused.code.endsWith("words") ? t("known.count", { n: words.length }) : complaintOf(refused));
    }
  };
  return { place: el("div", {}, entry.place, complaint.place), derived };
}

const unknownWord = (n, near) =>
  near.length ? t("known.near", { n, words: near.join(", ") }) : t("known.unknown", { n });

/** The word that was missing, told once its codename is known. */
export function restoredWord() {
  if (!session.restored) return null;
  const { at, word } = session.restored;
  return el("p", { class: "notice" }, t("known.restored", { n: at, word }));
}

/** What was read or sealed under another codename does not go along: it would tell that both are one person's. */
async function derive(app, code, complaint, then) {
  const [done, begun] = [working(complaint.place, t("working.keys")), life()];
  const root = await rootOf(code, app.settings.organisation).finally(() => {
    done();
    code.fill(0);
  });
  if (life() !== begun) {
    root.fill(0);
    return;
  }
  Object.assign(session, { root, drawn: null, read: null });
  app.go(then);
}

/** All is said: what will be done stands here once more. @type {import("./frame.js").Step} */
function readyStep(app) {
  const complaint = complaints();
  const wants = session.answer !== "none";
  const seal = async () => {
    const [done, begun] = [working(complaint.place, t("working.sealing")), life()];
    try {
      const sealed = await sealAll(app.settings.recipient, done.progress);
      if (life() !== begun) return;
      session.sealed = sealed;
    } catch (refused) {
      done();
      complaint.say(complaintOf(refused));
      return;
    }
    app.go(outStep);
  };
  return [
    el("h1", {}, t("ready.title")),
    restoredWord(),
    ...paragraphs(t(wants ? "ready.answer" : "ready.none"), session.read ? t("ready.read", { n: session.read.number }) : "", session.files.length ? t("ready.files", { n: session.files.length }) : ""),
    complaint.place,
    el("p", { class: "row" },
      button(t("ready.seal"), seal, { class: "main", id: "seal" }),
      button(t("back"), () => {
        session.root = null;
        app.go(answerStep);
      })),
  ];
}
