/** The line of a letter: the keys stand in their order and are left out where they are not needed. */

import { urlBase64 } from "./bytes.js";

export const FORMAT = 1;

/** @param {import("./values.js").Letter} letter @returns {string} Without its end of line. */
export function letterLine({ id, lang, day, reply, read, attached }) {
  return JSON.stringify({
    v: FORMAT,
    id: urlBase64(id),
    lang,
    day,
    to: reply && urlBase64(reply.recipient),
    key: reply && urlBase64(reply.key),
    read: read && [read.number, urlBase64(read.mac)],
    att: attached && {
      key: urlBase64(attached.identity),
      files: attached.files.map(({ name, size, sha256 }) => ({ name, size, sha256: urlBase64(sha256) })),
    },
  });
}

/** @param {import("./values.js").Answer} answer @param {Uint8Array} [mac] Without it: up to where it stands. */
export function answerLine({ organisation, letter, letterDay, number, day }, mac) {
  const cells = { v: FORMAT, id: urlBase64(organisation), re: urlBase64(letter), reday: letterDay, n: number, day };
  return mac?.length ? JSON.stringify({ ...cells, mac: urlBase64(mac) }) : JSON.stringify(cells).slice(0, -1);
}
