/** age files opened with X25519 identities. Nothing is given back before all of it is found whole. */

import { chacha20poly1305 } from "@noble/ciphers/chacha.js";

import { chunkNonce, derived, headerMac, publicHalf, wrappingKey } from "./age_file.js";
import { ageHeader, decoded } from "./age_header.js";
import { isSame, joined } from "./bytes.js";
import { Refused } from "./refused.js";
import { CHUNK, NONCE, TAG } from "./sizes.js";

const WRAPPED = 32;

/**
 * @param {Uint8Array} sealed
 * @param {Uint8Array[]} identities 32 bytes each
 * @returns {{plaintext: Uint8Array, identity: number, stanzas: number}} Throws Refused.
 */
export function openAgeFile(sealed, identities) {
  const header = ageHeader(sealed);
  const { number, fileKey } = fileKeyOf(header, identities);
  const payload = sealed.subarray(header.end);
  if (payload.length < NONCE) throw new Refused("letters.cut_off");
  const key = derived(fileKey, "payload", payload.slice(0, NONCE));
  return { plaintext: opened(payload.subarray(NONCE), key), identity: number, stanzas: header.stanzas.length };
}

/** @param {import("./age_header.js").AgeHeader} header @param {Uint8Array[]} identities */
function fileKeyOf(header, identities) {
  const isShut = header.stanzas.some((each) => each.arguments[0] === "scrypt");
  if (isShut && header.stanzas.length > 1) throw new Refused("letters.header_kinds");
  const stanzas = header.stanzas.filter((each) => each.arguments[0] === "X25519").map(sharedOf);
  for (const [number, identity] of identities.entries()) {
    for (const { share, wrapped } of stanzas) {
      const fileKey = unwrapped(identity, share, wrapped);
      if (fileKey) return { number, fileKey: proved(header, fileKey) };
    }
  }
  throw new Refused(isShut ? "letters.passphrase" : "letters.no_key");
}

/** @param {import("./age_header.js").Stanza} stanza */
function sharedOf(stanza) {
  if (stanza.arguments.length !== 2 || stanza.body.length !== WRAPPED) throw new Refused("letters.header_kinds");
  return { share: decoded(stanza.arguments[1], 32), wrapped: stanza.body };
}

/** @param {Uint8Array} identity @param {Uint8Array} share @param {Uint8Array} wrapped */
function unwrapped(identity, share, wrapped) {
  const key = wrappingKey(identity, share, share, publicHalf(identity));
  if (key === null) throw new Refused("letters.header_kinds");
  return decrypted(key, new Uint8Array(12), wrapped);
}

/** @param {import("./age_header.js").AgeHeader} header @param {Uint8Array} fileKey */
function proved(header, fileKey) {
  if (!isSame(headerMac(fileKey, header.covered), header.mac)) throw new Refused("letters.changed");
  return fileKey;
}

/** @param {Uint8Array} payload @param {Uint8Array} key */
function opened(payload, key) {
  const whole = CHUNK + TAG;
  const last = Math.max(Math.ceil(payload.length / whole) - 1, 0);
  const chunks = [];
  for (let number = 0; number <= last; number += 1) {
    const sealed = payload.subarray(number * whole, (number + 1) * whole);
    const chunk = decrypted(key, chunkNonce(number, number === last), sealed);
    if (chunk === null || (number > 0 && chunk.length === 0)) throw new Refused("letters.changed");
    chunks.push(chunk);
  }
  return joined(...chunks);
}

/** @param {Uint8Array} key @param {Uint8Array} nonce @param {Uint8Array} sealed @returns {Uint8Array | null} */
function decrypted(key, nonce, sealed) {
  try {
    return chacha20poly1305(key, nonce).decrypt(sealed);
  } catch {
    return null;
  }
}
