/** Attachments: each an age file of its own, padded to whole units, read and sealed in pieces. */

import { sha256 } from "@noble/hashes/sha2.js";

import { sealing } from "./age_file.js";
import { CHUNK, roomOfUnits, unitsOf } from "./sizes.js";

/**
 * @param {Blob} content
 * @param {Uint8Array} recipient made for this letter
 * @param {Uint8Array} chance
 * @param {(done: number) => void} [progress] told the part done, from 0 to 1
 * @returns {Promise<{sealed: Blob, sha256: Uint8Array}>}
 */
export async function sealAttachment(content, recipient, chance, progress = () => {}) {
  const room = roomOfUnits(unitsOf(content.size));
  const seal = sealing(recipient, chance);
  const digest = sha256.create().update(seal.beginning);
  const pieces = [new Blob([seal.beginning])];
  const chunks = Math.ceil(room / CHUNK);
  for (let number = 0; number < chunks; number += 1) {
    const piece = await padded(content, number * CHUNK, Math.min(CHUNK, room - number * CHUNK));
    const chunk = seal.chunk(piece, number, number === chunks - 1);
    digest.update(chunk);
    pieces.push(new Blob([chunk])); // the browser may keep it elsewhere than in the memory of the page
    progress((number + 1) / chunks);
  }
  return { sealed: new Blob(pieces, { type: "application/octet-stream" }), sha256: digest.digest() };
}

/** @param {Blob} content @param {number} from @param {number} size */
async function padded(content, from, size) {
  const piece = new Uint8Array(size);
  if (from < content.size) piece.set(new Uint8Array(await content.slice(from, from + size).arrayBuffer()));
  return piece;
}
