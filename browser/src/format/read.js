/** Letters and answers as values again, from what was opened: exact, or refused. */

import { fromUrlBase64, fromUtf8, isSame, utf8 } from "./bytes.js";
import { checkAnswer, checkLetter, isDay } from "./bounds.js";
import { answerMac } from "./letters.js";
import { answerLine, FORMAT, letterLine } from "./line.js";
import { openAgeFile } from "./open_age_file.js";
import { Refused } from "./refused.js";

export const MOST_LETTER = 65536;
const BEGINS = /^\{"v":([1-9][0-9]{0,5})[,}]/;
const LINE_FEED = 10;

/**
 * @typedef {{kind: "letter", letter: import("./values.js").Letter}
 *   | {kind: "answer", answer: import("./values.js").Answer, mac: Uint8Array}
 *   | {kind: "newer", text: string, version: number}} Content
 */

/**
 * @param {Uint8Array} sealed
 * @param {Uint8Array[]} identities
 * @returns {{content: Content, identity: number, stanzas: number}} Throws Refused.
 */
export function openLetter(sealed, identities) {
  if (sealed.length > MOST_LETTER) throw new Refused("letters.too_large", { n: sealed.length, most: MOST_LETTER });
  const { plaintext, identity, stanzas } = openAgeFile(sealed, identities);
  return { content: readPlaintext(plaintext), identity, stanzas };
}

/** Whether whoever wrote an answer had the answer key of the letter that it names. */
export const isProvedBy = (answer, mac, key) => isSame(answerMac(answer, key), mac);

/** @param {Uint8Array} plaintext @returns {Content} Throws Refused. */
export function readPlaintext(plaintext) {
  let end = plaintext.length;
  while (end > 0 && plaintext[end - 1] === 0) end -= 1;
  const parting = end < 2 ? -1 : plaintext.lastIndexOf(LINE_FEED, end - 2);
  const line = plaintext.subarray(parting + 1, end - 1);
  const begins = BEGINS.exec(String.fromCharCode(...line.subarray(0, 16)));
  if (plaintext[end - 1] !== LINE_FEED || parting < 0 || !begins) throw new Refused("letters.no_line");
  const text = orRefused(() => fromUtf8(plaintext.subarray(0, parting)), "letters.no_text");
  if (Number(begins[1]) !== FORMAT) return { kind: "newer", text, version: Number(begins[1]) };
  return orRefused(() => known(text, line), "letters.line");
}

/** @template T @param {() => T} reading @param {string} code @returns {T} */
function orRefused(reading, code) {
  try {
    return reading();
  } catch {
    throw new Refused(code);
  }
}

/** @param {string} text @param {Uint8Array} line @returns {Content} Throws whatever it likes. */
function known(text, line) {
  const cells = JSON.parse(fromUtf8(line));
  const isAnswer = has(cells, "re");
  const mac = isAnswer ? bytes(cells.mac) : new Uint8Array();
  const found = isAnswer ? answerOf(text, cells) : letterOf(text, cells);
  if (isAnswer) checkAnswer(found);
  else checkLetter(found);
  if (!isSame(utf8(isAnswer ? answerLine(found, mac) : letterLine(found)), line)) throw new TypeError("line");
  return isAnswer ? { kind: "answer", answer: found, mac } : { kind: "letter", letter: found };
}

const has = (cells, key) => Object.prototype.hasOwnProperty.call(cells, key);

function letterOf(text, cells) {
  const found = { text, id: bytes(cells.id), lang: word(cells.lang), day: day(cells.day) };
  if (has(cells, "to")) found.reply = { recipient: bytes(cells.to), key: bytes(cells.key) };
  if (has(cells, "read")) found.read = readOf(cells.read);
  if (has(cells, "att")) found.attached = attachedOf(cells.att);
  return found;
}

const answerOf = (text, cells) => ({
  text,
  organisation: bytes(cells.id),
  letter: bytes(cells.re),
  letterDay: day(cells.reday),
  number: whole(cells.n),
  day: day(cells.day),
});

function readOf(value) {
  if (!Array.isArray(value) || value.length !== 2) throw new TypeError("read");
  return { number: whole(value[0]), mac: bytes(value[1]) };
}

function attachedOf(value) {
  if (!Array.isArray(value.files)) throw new TypeError("files");
  const files = value.files.map((each) => ({
    name: word(each.name),
    size: whole(each.size),
    sha256: bytes(each.sha256),
  }));
  return { identity: bytes(value.key), files };
}

function word(value) {
  if (typeof value !== "string") throw new TypeError("text");
  return value;
}

function whole(value) {
  if (!Number.isSafeInteger(value)) throw new TypeError("number");
  return value;
}

function day(value) {
  if (!isDay(word(value))) throw new TypeError("day");
  return value;
}

function bytes(value) {
  const data = fromUrlBase64(word(value));
  if (data === null) throw new TypeError("base64url");
  return data;
}
