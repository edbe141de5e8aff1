/** The sizes of letters and of attachments: few and exact. */

export const HEADER = 168;
export const NONCE = 16;
export const TAG = 16;
export const OVERHEAD = HEADER + NONCE + TAG;
/** Bytes of plaintext in a chunk of age's STREAM. */
export const CHUNK = 65536;
/** Attachments are age files of whole numbers of units, in bytes. */
export const UNIT = 262144;

/** Bytes of a whole sealed letter: as a file, as armour within a message, as three QR codes. */
export const SIZES = Object.freeze({ file: 32768, message: 2944, codes: 1300 });

/** @param {number} size @returns {number} The bytes of plaintext that a letter of this size holds. */
export const roomOfLetter = (size) => size - OVERHEAD;

/** @param {number} units @returns {number | null} The bytes that fill an age file of so many units, if any do. */
export function roomOfUnits(units) {
  const inside = units * UNIT - HEADER - NONCE;
  const chunks = Math.ceil(inside / (CHUNK + TAG));
  const room = inside - chunks * TAG;
  return room > (chunks - 1) * CHUNK ? room : null;
}

/** @param {number} number @returns {number} The next number of which PADME tells the length and first bits alone. */
export function padme(number) {
  if (number < 2) return number;
  const exponent = Math.floor(Math.log2(number));
  const hidden = Math.max(exponent - (Math.floor(Math.log2(exponent || 1)) + 1), 0);
  const step = 2 ** hidden;
  return Math.ceil(number / step) * step;
}

/** @param {number} size @returns {number} Of how many units the age file of an attachment of `size` bytes is. */
export function unitsOf(size) {
  const chunks = Math.max(Math.ceil(size / CHUNK), 1);
  let units = padme(Math.ceil((size + chunks * TAG + HEADER + NONCE) / UNIT));
  for (;;) {
    const room = roomOfUnits(units);
    if (room !== null && room >= size) return units;
    units = padme(units + 1);
  }
}
