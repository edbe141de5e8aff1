/** What a letter and an answer may hold, checked before sealing and after opening alike. */

import { Refused } from "./refused.js";

export const MOST_FILES = 64;
export const LONGEST_NAME = 255;
const MOST_ANSWERS = 10 ** 6;
const MOST_SIZE = 2 ** 53;
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

/** @param {import("./values.js").Letter} letter Throws Refused for what does not fit the format. */
export function checkLetter(letter) {
  checkText(letter.text);
  bytes("id", letter.id, 16);
  if (!LANGUAGE.test(letter.lang)) throw new Refused("letters.language");
  if (letter.reply) {
    bytes("to", letter.reply.recipient, 32);
    bytes("key", letter.reply.key, 32);
  }
  if (letter.read) {
    number("read", letter.read.number, MOST_ANSWERS);
    bytes("read", letter.read.mac, 8);
  }
  if (letter.attached) checkAttached(letter.attached);
}

/** @param {import("./values.js").Answer} answer Throws Refused. */
export function checkAnswer(answer) {
  checkText(answer.text);
  bytes("id", answer.organisation, 32);
  bytes("re", answer.letter, 16);
  number("n", answer.number, MOST_ANSWERS);
}

/** @param {import("./values.js").Attachments} attached */
function checkAttached(attached) {
  bytes("att", attached.identity, 32);
  const n = attached.files.length;
  if (n < 1 || n > MOST_FILES) throw new Refused("letters.files", { n, most: MOST_FILES });
  for (const each of attached.files) {
    checkText(each.name);
    const letters = [...each.name].length;
    if (letters < 1 || letters > LONGEST_NAME) throw new Refused("letters.name", { n: letters, most: LONGEST_NAME });
    number("att", each.size, MOST_SIZE);
    bytes("att", each.sha256, 32);
  }
}

/** Half of a pair of surrogates is no letter, and UTF-8 has no bytes for it. @param {string} text */
export function checkText(text) {
  let at = 0;
  for (const letter of text) {
    at += 1;
    if (letter.length === 1 && letter >= "\ud800" && letter <= "\udfff") throw new Refused("letters.surrogate", { at });
  }
}

/** @param {string} field @param {Uint8Array} value @param {number} size */
function bytes(field, value, size) {
  if (value.length !== size) throw new Refused("letters.bytes", { field, n: value.length, size });
}

/** @param {string} field @param {number} value @param {number} most */
function number(field, value, most) {
  if (!(value >= 0 && value < most)) throw new Refused("letters.number", { field, n: value, most: most - 1 });
}

/** Whether a day exists, from the year 1 on. @param {string} day */
export function isDay(day) {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(day)) return false;
  const [year, month, date] = day.split("-").map(Number);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return year > 0 && date > 0 && days !== undefined && date <= days;
}
