/** The armour of age files: written in one way, read in any state that has lost no letter. */

import { VERSION } from "./age_file.js";
import { isAgeFile } from "./age_header.js";
import { fromLatin1, latin1 } from "./bytes.js";
import { Refused } from "./refused.js";

export const BEGIN = "-----BEGIN AGE ENCRYPTED FILE-----";
export const END = "-----END AGE ENCRYPTED FILE-----";
/** Bytes in which a letter is looked for. */
export const MOST_ARRIVED = 1 << 20;
const COLUMNS = 64;
// What messengers and mail put between the letters of base64, or before a line that is quoted.
const BETWEEN = /[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u205f\u3000>\u200b-\u200f\u2028-\u202f\u2060\ufeff]+/g;
// The version line of an age file, in base64: with it a message without marks begins.
const START = btoa(VERSION.slice(0, 21));

/** @param {Uint8Array} sealed @returns {string} */
export function armoured(sealed) {
  const lines = btoa(latin1(sealed)).match(new RegExp(`.{1,${COLUMNS}}`, "g")) ?? [];
  return [BEGIN, ...lines, END, ""].join("\n");
}

/** @param {Uint8Array} arrived @returns {Uint8Array} An age file from what arrived. Throws Refused. */
export function sealedBytes(arrived) {
  if (isAgeFile(arrived)) return arrived;
  if (arrived.length > MOST_ARRIVED) throw new Refused("letters.too_large", { n: arrived.length, most: MOST_ARRIVED });
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(arrived);
  } catch {
    throw new Refused("letters.no_age_file");
  }
  const letters = within(text.replace(BETWEEN, ""));
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(letters)) throw new Refused("letters.armour");
  const sealed = fromLatin1(bytesOf(letters));
  if (!isAgeFile(sealed)) throw new Refused("letters.no_age_file");
  return sealed;
}

/** @param {string} letters base64, with its padding or without */
function bytesOf(letters) {
  const bare = letters.replace(/=+$/, "");
  const whole = Math.ceil(letters.length / 4) * 4;
  if (bare.length % 4 === 1 || whole !== Math.ceil(bare.length / 4) * 4) throw new Refused("letters.armour");
  return atob(bare);
}

/** What stands between the marks; without them, from where an age file begins to where base64 ends. @param {string} text */
function within(text) {
  const [begin, end] = [BEGIN.replaceAll(" ", ""), END.replaceAll(" ", "")];
  const parts = text.split(begin);
  if (parts.length > 2) throw new Refused("letters.several", { n: parts.length - 1 });
  if (parts.length === 2) return parts[1].split(end)[0];
  const start = text.indexOf(START);
  if (start < 0) return text;
  const padding = /={1,2}/.exec(text.slice(start));
  return text.slice(start, padding ? start + padding.index + padding[0].length : undefined);
}
