/** Bytes, letters of base64, and text: in one spelling each. */

const encoder = new TextEncoder();

/** @param {string} text @returns {Uint8Array} */
export const utf8 = (text) => encoder.encode(text);

/** @param {Uint8Array} data @returns {string} Throws a TypeError where it is no UTF-8. */
export const fromUtf8 = (data) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);

/** @param {Uint8Array} data @returns {string} Each byte as one character. */
export function latin1(data) {
  let text = "";
  for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192));
  return text;
}

/** @param {string} text @returns {Uint8Array} Each character, below 256, as a byte. */
export const fromLatin1 = (text) => Uint8Array.from(text, (each) => each.charCodeAt(0));

/** @param {...Uint8Array} pieces @returns {Uint8Array} */
export function joined(...pieces) {
  const whole = new Uint8Array(pieces.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const each of pieces) {
    whole.set(each, at);
    at += each.length;
  }
  return whole;
}

/** @param {Uint8Array} data @returns {string} base64 without padding. */
export const unpadded = (data) => btoa(latin1(data)).replace(/=+$/, "");

/** @param {Uint8Array} data @returns {string} base64url without padding. */
export const urlBase64 = (data) => unpadded(data).replaceAll("+", "-").replaceAll("/", "_");

/**
 * @param {string} letters
 * @returns {Uint8Array | null} What base64 without padding stands for, in its one spelling; else null.
 */
export function fromUnpadded(letters) {
  if (!/^[A-Za-z0-9+/]*$/.test(letters) || letters.length % 4 === 1) return null;
  const data = fromLatin1(atob(letters));
  return unpadded(data) === letters ? data : null;
}

/** @param {string} letters @returns {Uint8Array | null} */
export const fromUrlBase64 = (letters) =>
  /^[A-Za-z0-9_-]*$/.test(letters)
    ? fromUnpadded(letters.replaceAll("-", "+").replaceAll("_", "/"))
    : null;

/** @param {Uint8Array} data @returns {string} */
export const hex = (data) => Array.from(data, (each) => each.toString(16).padStart(2, "0")).join("");

/** @param {string} digits @returns {Uint8Array} */
export const fromHex = (digits) => Uint8Array.from(digits.match(/../g) ?? [], (each) => parseInt(each, 16));

/** @param {Uint8Array} one @param {Uint8Array} other Compared in a time that does not depend on where they differ. */
export function isSame(one, other) {
  if (one.length !== other.length) return false;
  let differing = 0;
  for (let at = 0; at < one.length; at += 1) differing |= one[at] ^ other[at];
  return differing === 0;
}

/** @param {Uint8Array} data @param {Uint8Array} beginning */
export const startsWith = (data, beginning) =>
  data.length >= beginning.length && beginning.every((each, at) => data[at] === each);
