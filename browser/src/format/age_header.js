/** The header of an age file, read line by line; every deviation from age-encryption.org/v1 is refused. */

import { VERSION } from "./age_file.js";
import { fromUnpadded, latin1, startsWith, utf8 } from "./bytes.js";
import { Refused } from "./refused.js";

export const MOST_HEADER = 2048;
export const MOST_STANZAS = 4;
const COLUMNS = 64;
const ARGUMENTS = /^-> ([!-~]+(?: [!-~]+)*)$/;
const LAST = /^--- ([A-Za-z0-9+/]{43})$/;
const VERSION_BYTES = utf8(VERSION);

/** @typedef {{arguments: string[], body: Uint8Array}} Stanza */
/** @typedef {{stanzas: Stanza[], covered: Uint8Array, mac: Uint8Array, end: number}} AgeHeader */

/** @param {Uint8Array} beginning @returns {AgeHeader} Throws Refused. */
export function ageHeader(beginning) {
  if (!isAgeFile(beginning)) throw new Refused("letters.no_age_file");
  const text = latin1(beginning.subarray(0, MOST_HEADER));
  const stanzas = [];
  let at = VERSION.length;
  for (;;) {
    const end = text.indexOf("\n", at);
    const line = end < 0 ? "" : text.slice(at, end);
    const last = LAST.exec(line);
    if (last && stanzas.length) {
      return { stanzas, covered: beginning.slice(0, at + 3), mac: decoded(last[1], 32), end: end + 1 };
    }
    const found = last ? null : ARGUMENTS.exec(line);
    if (!found) throw wrongHeader();
    if (stanzas.length === MOST_STANZAS) throw new Refused("letters.many_stanzas", { most: MOST_STANZAS });
    const body = bodyAt(text, end + 1);
    stanzas.push({ arguments: found[1].split(" "), body: body.data });
    at = body.end;
  }
}

/** @param {Uint8Array} data */
export const isAgeFile = (data) => startsWith(data, VERSION_BYTES);

/** Full lines of base64, and a last one that is shorter, and may be empty. @param {string} text @param {number} at */
function bodyAt(text, at) {
  let letters = "";
  for (;;) {
    const end = text.indexOf("\n", at);
    if (end < 0 || end - at > COLUMNS) throw wrongHeader();
    const line = text.slice(at, end);
    letters += line;
    at = end + 1;
    if (line.length < COLUMNS) return { data: decoded(letters), end: at };
  }
}

/** @param {string} letters @param {number} [size] */
export function decoded(letters, size) {
  const data = fromUnpadded(letters);
  if (data === null || (size !== undefined && data.length !== size)) throw wrongHeader();
  return data;
}

const wrongHeader = () => new Refused("letters.header", { most: MOST_HEADER });
