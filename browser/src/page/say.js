/** Texts of the page in its two languages. */

import en from "../../messages/en.json";
import ru from "../../messages/ru.json";

const TEXTS = { en, ru };
export const LANGUAGES = Object.freeze({ en: "English", ru: "Русский" });
let current = (navigator.languages ?? []).find((each) => /^(en|ru)\b/.test(each))?.slice(0, 2) ?? "en";

export const language = () => current;

/** @param {string} chosen */
export function speak(chosen) {
  current = chosen;
  document.documentElement.lang = chosen;
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values] `n` chooses the form of a text that has several
 * @returns {string}
 */
export function t(key, values = {}) {
  const text = TEXTS[current][key];
  const form = typeof text === "string" ? text : text[new Intl.PluralRules(current).select(Number(values.n))] ?? text.other;
  return form.replace(/\{(\w+)\}/g, (_, name) => written(values[name]));
}

const written = (value) => (typeof value === "number" ? new Intl.NumberFormat(current).format(value) : String(value));

/** Whether there is a text of this name. @param {string} key */
export const isSaid = (key) => key in TEXTS[current];

/** A day of ISO 8601 in words. @param {string} day */
export function dayInWords(day) {
  const [year, month, date] = day.split("-").map(Number);
  const at = new Date(Date.UTC(2000, month - 1, date));
  at.setUTCFullYear(year);
  const words = new Intl.DateTimeFormat(current, { dateStyle: "long", timeZone: "UTC" }).format(at);
  return words.replace(/ г\.$/, ""); // a sentence ends with it, and has a point of its own
}
