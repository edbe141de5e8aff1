/** A codename: 88 random bits as eight words, a ninth that tells a slip, and the keys that come of them. */

import { sha256 } from "@noble/hashes/sha2.js";

import { derived } from "./age_file.js";
import { joined, utf8 } from "./bytes.js";
import { Refused } from "./refused.js";

export const CODE = 11;
export const WORDS = 9;
export const ROUNDS = 600000;
const BITS = 11;
const FIELD = 0b100000000101; // GF(2^11) by x^11 + x^2 + 1

/** @param {Uint8Array} code 11 bytes @returns {number[]} The nine words, as numbers. */
export function wordsOf(code) {
  if (code.length !== CODE) throw new RangeError(String(code.length));
  const whole = code.reduce((sum, each) => (sum << 8n) | BigInt(each), 0n);
  const eight = Array.from({ length: WORDS - 1 }, (_, at) => Number((whole >> BigInt(BITS * (WORDS - 2 - at))) & 2047n));
  return [...eight, check(eight)];
}

/** @param {(number | null)[]} words Of which one may be missing. @returns {Uint8Array} 11 bytes. Throws Refused. */
export function codeOf(words) {
  const missing = words.flatMap((word, at) => (word === null ? [at] : []));
  const known = words.map((word) => word ?? 0);
  if (words.length !== WORDS || missing.length > 1 || known.some((word) => word < 0 || word >= 1 << BITS)) {
    throw new Refused("letters.codename_words", { n: WORDS });
  }
  const rest = check(known.slice(0, -1)) ^ known[WORDS - 1];
  for (const at of missing) known[at] = product(rest, inverse(weight(at)));
  if (check(known.slice(0, -1)) !== known[WORDS - 1]) throw new Refused("letters.codename_slip");
  let whole = known.slice(0, -1).reduce((sum, word) => (sum << BigInt(BITS)) | BigInt(word), 0n);
  const code = new Uint8Array(CODE);
  for (let at = CODE - 1; at >= 0; at -= 1, whole >>= 8n) code[at] = Number(whole & 255n);
  return code;
}

/** @param {Uint8Array} code @param {Uint8Array} organisation its id @returns {Promise<Uint8Array>} Slow on purpose. */
export async function rootOf(code, organisation) {
  const key = await crypto.subtle.importKey("raw", code, "PBKDF2", false, ["deriveBits"]);
  const salt = joined(utf8("isthmus codename v1\0"), organisation);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, key, 256);
  return new Uint8Array(bits);
}

/** @param {Uint8Array} root @returns {Uint8Array} The identity that opens answers. */
export const identityOf = (root) => derived(root, "isthmus letter v1 identity");

/** @param {Uint8Array} root @param {Uint8Array} letter its id @param {string} day */
export const answerKey = (root, letter, day) =>
  derived(root, joined(utf8("isthmus letter v1 answer\0"), letter, utf8(day)));

/** @param {Uint8Array} recipient @returns {Uint8Array} The token with which answers are fetched. */
export const tokenOf = (recipient) => derived(recipient, "isthmus letter v1 token");

/** @param {Uint8Array} token @returns {Uint8Array} */
export const mailboxOf = (token) => sha256(token);

/** @param {number[]} eight */
const check = (eight) => eight.reduce((sum, word, at) => sum ^ product(word, weight(at)), 0);

/** @param {number} at What a word counts: x, x^2, … x^8; the ninth counts once. */
const weight = (at) => (at === WORDS - 1 ? 1 : 1 << (at + 1));

/** @param {number} one @param {number} other */
function product(one, other) {
  let found = 0;
  for (; other; other >>= 1) {
    if (other & 1) found ^= one;
    one <<= 1;
    if (one >> BITS) one ^= FIELD;
  }
  return found;
}

/** @param {number} element not nought */
function inverse(element) {
  let found = 1;
  for (let times = 0; times < (1 << BITS) - 2; times += 1) found = product(found, element);
  return found;
}
