/**
 * A letter and an answer, as values.
 *
 * @typedef {{recipient: Uint8Array, key: Uint8Array}} Reply Where answers go, and the key that proves them; 32 bytes each.
 * @typedef {{number: number, mac: Uint8Array}} ReadAnswer The last answer read, and the first 8 bytes of its MAC.
 * @typedef {{name: string, size: number, sha256: Uint8Array}} AttachedFile
 * @typedef {{identity: Uint8Array, files: AttachedFile[]}} Attachments
 * @typedef {object} Letter
 * @property {string} text
 * @property {Uint8Array} id 16 bytes
 * @property {string} lang
 * @property {string} day
 * @property {Reply} [reply]
 * @property {ReadAnswer} [read]
 * @property {Attachments} [attached]
 * @typedef {object} Answer
 * @property {string} text
 * @property {Uint8Array} organisation 32 bytes
 * @property {Uint8Array} letter 16 bytes
 * @property {string} letterDay
 * @property {number} number
 * @property {string} day
 */

export {};
