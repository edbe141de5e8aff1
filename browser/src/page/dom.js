/** Elements: text is only ever text, and every field asks the browser to keep and learn nothing of it. */

/**
 * @param {string} name
 * @param {Record<string, unknown>} [given] attributes; `on…` are listeners, null and false are left out
 * @param {...(Node | string | null | false)} children
 * @returns {HTMLElement}
 */
export function el(name, given = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.filter((each) => each !== null && each !== false));
  return made;
}

/** What a field has so that it is neither kept, nor learned, corrected, translated or sent to a speller. */
export const QUIET = Object.freeze({
  autocomplete: "off",
  autocorrect: "off",
  autocapitalize: "none",
  spellcheck: "false",
  translate: "no",
  writingsuggestions: "false",
  "data-lpignore": "true",
  "data-1p-ignore": "true",
  "data-bwignore": "true",
  "data-gramm": "false",
});

/** Also of buttons and boxes a browser writes down what was chosen. */
export const KEPT_NOWHERE = Object.freeze({ autocomplete: "off" });

let last = 0;
/** @returns {string} An id that nothing else has. */
export const fresh = () => `e${(last += 1)}`;

/**
 * A field under its label.
 * @param {string} label
 * @param {HTMLElement} field
 * @param {...(Node | null)} more
 */
export function labelled(label, field, ...more) {
  if (!field.id) field.id = fresh();
  return el("div", { class: "field" }, el("label", { for: field.id }, label), field, ...more);
}

/**
 * One of several.
 * @param {string} legend
 * @param {string} chosen
 * @param {{value: string, label: string, note?: string}[]} options
 * @param {(value: string) => void} choose
 */
export function choice(legend, chosen, options, choose) {
  const name = fresh();
  const rows = options.map(({ value, label, note }) => {
    const id = fresh();
    const about = note ? fresh() : null;
    const input = el("input", {
      ...KEPT_NOWHERE,
      type: "radio",
      id,
      name,
      value,
      "aria-describedby": about,
      onchange: () => choose(value),
    });
    input.checked = value === chosen;
    const noted = note && el("small", { id: about }, note);
    return el("div", { class: "option" }, input, el("div", {}, el("label", { for: id }, label), noted || null));
  });
  return el("fieldset", {}, el("legend", {}, legend), ...rows);
}

/** @param {string} label @param {() => void} press @param {Record<string, unknown>} [given] */
export const button = (label, press, given = {}) => el("button", { type: "button", ...given, onclick: press }, label);

/** @param {...string} texts @returns {HTMLElement[]} */
export const paragraphs = (...texts) => texts.filter(Boolean).map((each) => el("p", {}, each));

/** A place where what went wrong is said, and read out. */
export function complaints() {
  const place = el("div", { class: "complaint", role: "alert" });
  return { place, say: (...texts) => place.replaceChildren(...paragraphs(...texts)) };
}
