/** The first step: whom one writes to, and what can be done here. */

import { button, el, paragraphs } from "./dom.js";
import { readStep } from "./read.js";
import { dayInWords, language, t } from "./say.js";
import { writeStep } from "./write.js";

/** @type {import("./frame.js").Step} */
export const startStep = (app) => [
  el("h1", {}, t("start.title", { name: app.settings.name })),
  ...paragraphs(t("start.proved", { day: dayInWords(app.settings.until) })),
  el("p", { class: "row" },
    button(t("start.write"), () => app.go(writeStep), { class: "main" }),
    button(t("start.read"), () => app.go(readStep))),
  organisation(app),
  el("details", {}, el("summary", {}, t("licences.title")), el("pre", { class: "licences", lang: "en", dir: "ltr" }, licences())),
];

/** The eight words of an organisation, in full: a shorter look is what a forger hopes for. */
function organisation({ settings, lists }) {
  const list = lists[language()] ?? Object.values(lists)[0];
  return el("section", {},
    el("h2", {}, t("start.words")),
    el("ol", { class: "eight" }, ...settings.organisationWords.map((word) => el("li", {}, list.words[word]))),
    ...paragraphs(t("start.compare"), t("start.forged")));
}

const licences = () => document.getElementById("licences").textContent.trim();

/** What stands in the way, and another way. No field is on this page. @param {string} reason */
export const cannotStep = (reason) => (app) => [
  el("h1", {}, t("cannot.title")),
  ...paragraphs(t(reason, { built: dayInWords(app.settings.built), until: dayInWords(app.settings.until) })),
  ...paragraphs(t("cannot.nothing"), app.settings.reach || t("cannot.reach")),
];
