/** A letter of 1,300 bytes as three QR codes, of which any two are enough: the third is the XOR of the others. */

import { sha256 } from "@noble/hashes/sha2.js";
import { correction, generate, mode } from "lean-qr";

import { fromLatin1, isSame, joined } from "./bytes.js";
import { Refused } from "./refused.js";
import { SIZES } from "./sizes.js";

const MAGIC = fromLatin1("IL1");
const DIGEST = 4;
const DATA = SIZES.codes / 2;
/** Bytes of a frame; a code of version 20 with correction M holds 666. */
export const FRAME = MAGIC.length + 1 + DIGEST + DATA;
const VERSION = 20;

/** @param {Uint8Array} sealed 1,300 bytes @returns {Uint8Array[]} Three frames, numbered from 1. */
export function framesOf(sealed) {
  if (sealed.length !== SIZES.codes) throw new RangeError(String(sealed.length));
  const halves = [sealed.slice(0, DATA), sealed.slice(DATA)];
  const digest = sha256(sealed).slice(0, DIGEST);
  return [...halves, xor(...halves)].map((data, at) => joined(MAGIC, Uint8Array.of(at + 1), digest, data));
}

/** @param {Uint8Array[]} frames Two or three of one letter, in any order. @returns {Uint8Array} Throws Refused. */
export function sealedOf(frames) {
  const data = new Map();
  for (const each of frames) {
    const number = each[MAGIC.length];
    if (each.length !== FRAME || !isSame(each.slice(0, MAGIC.length), MAGIC) || number < 1 || number > 3) {
      throw new Refused("letters.no_frame");
    }
    data.set(number, each.slice(-DATA));
  }
  const [one, two, both] = [1, 2, 3].map((number) => data.get(number));
  if (data.size < 2) throw new Refused("letters.few_frames");
  const sealed = joined(one ?? xor(two, both), two ?? xor(one, both));
  const digest = sha256(sealed).slice(0, DIGEST);
  if (!frames.every((each) => isSame(each.slice(MAGIC.length + 1, MAGIC.length + 1 + DIGEST), digest))) {
    throw new Refused("letters.other_frame");
  }
  return sealed;
}

/** @param {Uint8Array} frame @returns {{size: number, get: (x: number, y: number) => boolean}} A code of version 20-M. */
export const codeOfFrame = (frame) =>
  generate(mode.bytes(frame), {
    minVersion: VERSION,
    maxVersion: VERSION,
    minCorrectionLevel: correction.M,
    maxCorrectionLevel: correction.M,
  });

/** @param {Uint8Array} one @param {Uint8Array} other */
const xor = (one, other) => one.map((each, at) => each ^ other[at]);
