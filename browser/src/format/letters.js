/** Letters and answers sealed: the text first, so that plain age shows it, then one line for programs, then padding. */

import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";

import { ageFile } from "./age_file.js";
import { utf8 } from "./bytes.js";
import { checkAnswer, checkLetter } from "./bounds.js";
import { answerLine, letterLine } from "./line.js";
import { Refused } from "./refused.js";
import { roomOfLetter } from "./sizes.js";

/**
 * @param {import("./values.js").Letter} letter
 * @param {number} size bytes of the whole file
 * @param {Uint8Array} recipient 32 bytes
 * @param {Uint8Array} chance 64 bytes
 * @returns {Uint8Array} Throws Refused.
 */
export function sealLetter(letter, size, recipient, chance) {
  checkLetter(letter);
  return ageFile(plaintextOf(letter.text, letterLine(letter), size), recipient, chance);
}

/**
 * @param {import("./values.js").Answer} answer
 * @param {Uint8Array} key the answer key of the letter answered
 * @param {number} size
 * @param {Uint8Array} recipient
 * @param {Uint8Array} chance
 */
export function sealAnswer(answer, key, size, recipient, chance) {
  checkAnswer(answer);
  const line = answerLine(answer, answerMac(answer, key));
  return ageFile(plaintextOf(answer.text, line, size), recipient, chance);
}

/** @param {import("./values.js").Answer} answer @param {Uint8Array} key What proves an answer. */
export const answerMac = (answer, key) =>
  hmac(sha256, key, utf8(`isthmus answer v1\n${answer.text}\n${answerLine(answer)}`));

/** @param {string} text @param {string} line @param {number} size @returns {Uint8Array} Throws Refused. */
export function plaintextOf(text, line, size) {
  const content = utf8(`${text}\n${line}\n`);
  const over = content.length - roomOfLetter(size);
  if (over > 0) throw new Refused("letters.too_long", { bytes: over, letters: lettersOf(text, over) });
  const padded = new Uint8Array(roomOfLetter(size));
  padded.set(content);
  return padded;
}

/** @param {import("./values.js").Letter} letter @param {number} size Bytes still free; less than none where too long. */
export const roomLeft = (letter, size) => roomOfLetter(size) - utf8(`${letter.text}\n${letterLine(letter)}\n`).length;

/** How many letters at the end of a text have so many bytes. @param {string} text @param {number} over */
function lettersOf(text, over) {
  const letters = [...text].reverse();
  let seen = 0;
  for (const [at, letter] of letters.entries()) {
    seen += utf8(letter).length;
    if (seen >= over) return at + 1;
  }
  return letters.length;
}
