/** Words of a list entered by letters that are tapped on the page, or all at once in a field. */

import { button, el, KEPT_NOWHERE, labelled, QUIET } from "./dom.js";
import { language, LANGUAGES, t } from "./say.js";

const FEW = 6; // so many words are offered: more are no choice on a small screen

/**
 * @param {Record<string, import("../format/word_list.js").WordList>} lists
 * @param {string[]} labels what each word is called
 * @returns {{place: HTMLElement, read: () => {words: (number | null)[], unknown: {at: number, near: string[]}[]}, word: (number: number) => string}} `unknown`: places from 1; `word`: of the list that was chosen
 */
export function wordsEntry(lists, labels) {
  const state = { list: lists[language()] ?? Object.values(lists)[0], words: labels.map(() => undefined), isTyped: false };
  const place = el("div", { class: "entry" });
  const tapped = tapping(state, labels);
  const field = el("textarea", { ...QUIET, rows: labels.length > 1 ? 3 : 1, enterkeyhint: "done", dir: "auto" });
  const note = labels.length > 1 ? t("words.typed") : t("words.typed_one");
  const typed = () => [labelled(note, field), el("small", {}, t("words.keyboard"))];
  const turn = () => {
    state.isTyped = !state.isTyped;
    field.value = "";
    draw();
  };
  const draw = () => {
    if (!state.isTyped) tapped.draw();
    place.replaceChildren(
      chooser(lists, state, draw),
      ...(state.isTyped ? typed() : [tapped.place]),
      button(t(state.isTyped ? "words.tap" : "words.type"), turn, { class: "plain" }),
    );
  };
  draw();
  const read = () => (state.isTyped ? state.list.read(field.value) : readTapped(state.words));
  return { place, read, word: (number) => state.list.words[number] };
}

/** The language of the list, where there are several. */
function chooser(lists, state, draw) {
  const names = Object.keys(lists);
  if (names.length < 2) return el("span");
  const options = names.map((name) => el("option", { value: name }, LANGUAGES[name] ?? name));
  const select = el("select", {
    ...KEPT_NOWHERE,
    onchange: () => {
      state.list = lists[select.value];
      state.words.fill(undefined);
      draw();
    },
  }, ...options);
  select.value = names.find((name) => lists[name] === state.list);
  return labelled(t("words.list"), select);
}

const readTapped = (words) => ({
  words: words.some((word) => word === undefined) ? words.filter((word) => word !== undefined) : words,
  unknown: [],
});

/** Slots, and below them letters that lead to a word. */
function tapping(state, labels) {
  const place = el("div");
  let at = 0;
  let letters = "";
  const go = (slot) => {
    at = slot;
    letters = "";
    draw();
  };
  const take = (word) => {
    state.words[at] = word;
    const next = state.words.findIndex((each) => each === undefined);
    go(next < 0 ? at : next);
    place.querySelector("[aria-current]")?.focus();
  };
  const type = (letter) => {
    letters += letter;
    draw();
    place.querySelector(".offered > button, .keys > button:not(:disabled)")?.focus();
  };
  const draw = () => {
    const slots = labels.map((label, slot) => slotButton(label, wordIn(state, slot), slot === at, () => go(slot)));
    const found = letters ? state.list.beginningWith(letters) : [];
    const offered = found.length <= FEW ? found : [];
    const isNext = (letter) => state.list.folded.some((word) => word.startsWith(letters + letter));
    place.replaceChildren(
      el("ol", { class: "slots" }, ...slots.map((slot) => el("li", {}, slot))),
      el("p", { class: "tapped", "aria-live": "polite" }, el("bdi", {}, letters || t("words.first_letters", { label: labels[at] }))),
      el("div", { class: "offered" }, ...offered.map((word) => button(state.list.words[word], () => take(word), { class: "main" }))),
      el("div", { class: "keys", dir: "auto" }, ...state.list.letters.map((letter) => button(letter, () => type(letter), { disabled: !isNext(letter) }))),
      el("p", { class: "row" },
        button(t("words.back"), () => { letters = letters.slice(0, -1); draw(); }, { disabled: !letters }),
        labels.length > 1 && button(t("words.missing"), () => take(null), { disabled: state.words.includes(null) })),
    );
  };
  return { place, draw };
}

const wordIn = (state, slot) => {
  const word = state.words[slot];
  return word === undefined ? "…" : word === null ? "?" : state.list.words[word];
};

const slotButton = (label, word, isCurrent, press) =>
  button(`${label} ${word}`, press, { class: "slot", "aria-current": isCurrent ? "step" : null });
