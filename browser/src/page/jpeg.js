/** JPEG files without what cameras note in them: only what is needed to show the picture is kept. */

import { joined } from "../format/index.js";

const [SCAN, END, NOTE, ADOBE] = [0xda, 0xd9, 0xfe, 0xee];
/** Bytes of the note of which colours depend, which holds nothing else. */
const ADOBE_SIZE = 14;

/** @param {Uint8Array} data @returns {Uint8Array | null} null for what is not as the format has it. */
export function withoutNotes(data) {
  if (data[0] !== 0xff || data[1] !== 0xd8) return null;
  const kept = [data.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= data.length && data[at] === 0xff) {
    if (data[at + 1] === 0xff) {
      at += 1; // as many of these as one likes may stand before a marker
      continue;
    }
    const [marker, length] = [data[at + 1], data[at + 2] * 256 + data[at + 3]];
    const end = at + 2 + length;
    if (!isSegment(marker) || length < 2 || end > data.length) return null;
    if (!isNote(marker, length)) kept.push(data.subarray(at, end));
    at = end;
    if (marker === SCAN) {
      const next = afterScan(data, end);
      kept.push(data.subarray(end, next));
      at = next;
      // What follows the end is no picture: some phones put a film there.
      if (data[at + 1] === END) return joined(...kept, Uint8Array.of(0xff, END));
    }
  }
  return null;
}

/** What has a length and may stand before or between scans. @param {number} marker */
const isSegment = (marker) => (marker >= 0xc0 && !(marker >= 0xd0 && marker <= END) && marker < 0xf0) || marker === NOTE;

/** @param {number} marker @param {number} length */
const isNote = (marker, length) =>
  marker === NOTE || (marker >= 0xe0 && marker <= 0xef && !(marker === ADOBE && length === ADOBE_SIZE));

/** Where the next marker stands that ends a scan. @param {Uint8Array} data @param {number} at */
function afterScan(data, at) {
  for (; at + 1 < data.length; at += 1) {
    const next = data[at + 1];
    if (data[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return data.length;
}
