/** What stands around each step: the title, the languages, a button that clears everything. */

import { button, el } from "./dom.js";
import { language, LANGUAGES, speak, t } from "./say.js";
import { forget } from "./session.js";

/** @typedef {(app: App) => (Node | string | null)[]} Step */
/** @typedef {{settings: import("./settings.js").Settings, lists: Record<string, import("../format/word_list.js").WordList>, go: (step: Step) => void, first: Step}} App */

/**
 * @param {import("./settings.js").Settings} settings
 * @param {Record<string, import("../format/word_list.js").WordList>} lists
 * @param {Step} first
 * @returns {App}
 */
export function appOf(settings, lists, first) {
  const head = document.getElementById("head");
  const main = document.getElementById("main");
  let step = first;
  const app = {
    settings,
    lists,
    first,
    go(next) {
      step = next;
      draw();
      main.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    },
  };
  const draw = () => {
    head.replaceChildren(...masthead(app, draw));
    main.replaceChildren(...step(app).filter(Boolean));
  };
  return app;
}

function masthead(app, draw) {
  const switches = Object.entries(LANGUAGES).map(([code, name]) =>
    button(name, () => { speak(code); draw(); }, { lang: code, class: "plain", "aria-pressed": String(code === language()) }));
  return [
    el("p", { class: "where" }, app.settings.title),
    el("div", { class: "switches" }, ...switches),
    button(t("clear"), () => clearAll(app), { class: "clear" }),
    t("unreviewed") && el("small", {}, t("unreviewed")),
  ].filter(Boolean);
}

/** Forget everything and show nothing of it. @param {App} app */
export function clearAll(app) {
  forget();
  app.go(cleared);
}

/** @type {Step} */
const cleared = (app) => [
  el("h1", {}, t("cleared.title")),
  el("p", {}, t("cleared.text")),
  button(t("cleared.again"), () => app.go(app.first)),
];

/** Esc twice within a second, leaving, and coming back to a page that a browser kept. @param {App} app */
export function guard(app, isUnsaved) {
  let last = -Infinity;
  window.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (event.timeStamp - last < 1000) clearAll(app);
    last = event.timeStamp;
  });
  window.addEventListener("pagehide", () => clearAll(app));
  window.addEventListener("pageshow", (event) => event.persisted && clearAll(app));
  window.addEventListener("beforeunload", (event) => {
    if (!isUnsaved()) return;
    event.preventDefault();
    event.returnValue = true; // what older browsers ask for
  });
}
