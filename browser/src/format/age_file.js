/** age files of one X25519 recipient, written from primitives; everything drawn by chance is passed in. */

import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";

import { joined, unpadded, utf8 } from "./bytes.js";
import { Refused } from "./refused.js";
import { CHUNK } from "./sizes.js";
import { x25519 } from "./x25519.js";

export const VERSION = "age-encryption.org/v1\n";
const STANZA_INFO = utf8("age-encryption.org/v1/X25519");
/** Bytes that sealing draws by chance: a file key (16), a secret (32) and a nonce (16). */
export const CHANCE = 64;

/**
 * @param {Uint8Array} plaintext
 * @param {Uint8Array} recipient 32 bytes
 * @param {Uint8Array} chance 64 bytes, fresh for each file
 * @returns {Uint8Array} Throws Refused where it is no recipient.
 */
export function ageFile(plaintext, recipient, chance) {
  const seal = sealing(recipient, chance);
  const pieces = [seal.beginning];
  for (let at = 0, number = 0; at < plaintext.length || number === 0; at += CHUNK, number += 1) {
    pieces.push(seal.chunk(plaintext.subarray(at, at + CHUNK), number, at + CHUNK >= plaintext.length));
  }
  return joined(...pieces);
}

/**
 * @param {Uint8Array} recipient
 * @param {Uint8Array} chance
 * @returns {{beginning: Uint8Array, chunk: (piece: Uint8Array, number: number, isLast: boolean) => Uint8Array}}
 */
export function sealing(recipient, chance) {
  if (chance.length !== CHANCE) throw new RangeError(String(chance.length));
  const [fileKey, ephemeral, nonce] = [chance.slice(0, 16), chance.slice(16, 48), chance.slice(48)];
  const beginning = joined(headerOf(recipient, fileKey, ephemeral), nonce);
  const key = derived(fileKey, "payload", nonce);
  return {
    beginning,
    chunk: (piece, number, isLast) => chacha20poly1305(key, chunkNonce(number, isLast)).encrypt(piece),
  };
}

/** @param {Uint8Array} recipient @param {Uint8Array} fileKey @param {Uint8Array} ephemeral */
function headerOf(recipient, fileKey, ephemeral) {
  const share = publicHalf(ephemeral);
  const wrapping = wrappingKey(ephemeral, recipient, share, recipient);
  if (wrapping === null) throw new Refused("letters.recipient");
  const wrapped = chacha20poly1305(wrapping, new Uint8Array(12)).encrypt(fileKey);
  const lines = `${VERSION}-> X25519 ${unpadded(share)}\n${unpadded(wrapped)}\n---`;
  return utf8(`${lines} ${unpadded(headerMac(fileKey, utf8(lines)))}\n`);
}

/**
 * @param {Uint8Array} secret
 * @param {Uint8Array} point
 * @param {Uint8Array} share
 * @param {Uint8Array} recipient
 * @returns {Uint8Array | null} null for a point of which every secret gives the same, or that is none.
 */
export function wrappingKey(secret, point, share, recipient) {
  let shared;
  try {
    shared = x25519.getSharedSecret(secret, point);
  } catch {
    return null;
  }
  return hkdf(sha256, shared, joined(share, recipient), STANZA_INFO, 32);
}

/** @param {Uint8Array} fileKey @param {Uint8Array} covered */
export const headerMac = (fileKey, covered) => hmac(sha256, derived(fileKey, "header"), covered);

/**
 * @param {Uint8Array} key
 * @param {string | Uint8Array} info
 * @param {Uint8Array} [salt]
 * @returns {Uint8Array} 32 bytes by HKDF-SHA-256.
 */
export const derived = (key, info, salt) =>
  hkdf(sha256, key, salt, typeof info === "string" ? utf8(info) : info, 32);

/** @param {number} number @param {boolean} isLast @returns {Uint8Array} */
export function chunkNonce(number, isLast) {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(7, number); // far more chunks than a browser can hold
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** @param {Uint8Array} identity @returns {Uint8Array} The recipient of an identity. */
export const publicHalf = (identity) => x25519.getPublicKey(identity);
