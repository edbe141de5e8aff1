/** Proves that this browser can seal, before anything is asked for. */

import {
  armoured, HEADER, hex, openLetter, publicHalf, sealedBytes, sealLetter, SIZES, utf8,
} from "../format/index.js";

/** @param {import("./settings.js").Settings} settings @returns {Promise<string | null>} What stands in the way, as a key. */
export async function whatStandsInTheWay(settings) {
  if (window.top !== window) return "cannot.framed";
  if (!window.isSecureContext || !globalThis.crypto?.subtle) return "cannot.insecure";
  const today = localDay();
  if (today < settings.built) return "cannot.clock";
  if (today > settings.until) return "cannot.ended";
  try {
    return (await derivesRight()) && sealsRight(settings.recipient) ? null : "cannot.wrong";
  } catch {
    return "cannot.wrong";
  }
}

/** The day where the writer is. */
export function localDay() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${String(now.getFullYear()).padStart(4, "0")}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** @param {number} size @returns {Uint8Array} */
export const drawn = (size) => crypto.getRandomValues(new Uint8Array(size));

/** A test letter of each size: sealed, opened again, and its header and size looked at. @param {Uint8Array} recipient */
function sealsRight(recipient) {
  const identity = drawn(32);
  const text = "Ж\u0000\u2028";
  const letter = { text, id: drawn(16), lang: "en", day: localDay() };
  for (const size of Object.values(SIZES)) {
    const sealed = sealLetter(letter, size, publicHalf(identity), drawn(64));
    if (!isShaped(sealed, size) || !isShaped(sealLetter(letter, size, recipient, drawn(64)), size)) return false;
    const { content, stanzas } = openLetter(sealedBytes(utf8(armoured(sealed))), [identity]);
    if (stanzas !== 1 || content.kind !== "letter" || content.letter.text !== text) return false;
  }
  return hex(drawn(16)) !== hex(drawn(16));
}

/** @param {Uint8Array} sealed @param {number} size */
const isShaped = (sealed, size) =>
  sealed.length === size && String.fromCharCode(...sealed.subarray(120, 124)) === "--- " && sealed[HEADER - 1] === 10;

/** PBKDF2 of one round is an HMAC: the browser's own is asked for both. */
async function derivesRight() {
  const [secret, salt] = [utf8("secret"), utf8("salt")];
  const pbkdf2 = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveBits"]);
  const about = { name: "PBKDF2", hash: "SHA-256", salt, iterations: 1 };
  const derived = await crypto.subtle.deriveBits(about, pbkdf2, 256);
  const hmac = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const expected = await crypto.subtle.sign("HMAC", hmac, utf8("salt\0\0\0\u0001"));
  return hex(new Uint8Array(derived)) === hex(new Uint8Array(expected));
}
