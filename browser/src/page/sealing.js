/** Sealing what was written, and what goes with it. */

import {
  answerKey, checkText, identityOf, publicHalf, Refused, roomLeft, sealAttachment, sealLetter, SIZES,
} from "../format/index.js";
import { redrawn } from "./pictures.js";
import { drawn, localDay } from "./proof.js";
import { session } from "./session.js";

/** Refuse an empty text, and one that has half a character. */
export function checkedText() {
  if (!session.text.trim() && !session.files.length) throw new Refused("letters.empty");
  checkText(session.text);
  if (roomLeft({ text: session.text, id: new Uint8Array(16), lang: session.lang, day: "2000-01-01" }, SIZES[session.size]) < 0) {
    sealedAs(SIZES[session.size], publicHalf(drawn(32)));
  }
}

/** The same id, day and attachments however often a text is sent. */
function identified() {
  const key = JSON.stringify([session.text, session.lang, session.answer, session.read?.number]);
  if (session.drawn?.key !== key) session.drawn = { key, id: drawn(16), day: localDay() };
  return session.drawn;
}

function letterOf(attached) {
  const { id, day } = identified();
  const { text, lang, root } = session;
  const letter = { text, id, lang, day, attached };
  if (session.answer !== "none" && root) {
    letter.reply = { recipient: publicHalf(identityOf(root)), key: answerKey(root, id, day) };
    if (session.read) letter.read = session.read;
  }
  return letter;
}

const sealedAs = (size, recipient, attached) => sealLetter(letterOf(attached), size, recipient, drawn(64));

/**
 * @param {Uint8Array} recipient
 * @param {(done: number) => void} progress
 * @returns {Promise<{letter: Uint8Array, files: Blob[]}>} Throws Refused.
 */
export async function sealAll(recipient, progress) {
  const kept = identified();
  if (session.files.length) kept.attached ??= await sealFiles(progress);
  const { attached, sealed = [] } = kept.attached ?? {};
  return { letter: sealedAs(SIZES[session.size], recipient, attached), files: sealed };
}

/** @param {(done: number) => void} progress */
async function sealFiles(progress) {
  const identity = drawn(32);
  const made = publicHalf(identity);
  const [files, sealed] = [[], []];
  for (const [at, file] of session.files.entries()) {
    const content = file.isRedrawn ? await redrawn(file.content) : file.content;
    if (!content) throw new Refused("letters.not_redrawn", { name: file.name });
    const done = await sealAttachment(content, made, drawn(64), (part) => progress((at + part) / session.files.length));
    files.push({ name: nameOf(file, at + 1), size: content.size, sha256: done.sha256 });
    sealed.push(done.sealed);
  }
  return { attached: { identity, files }, sealed };
}

/** A number, unless the name is wanted: names say where, when, and by which device. */
function nameOf(file, number) {
  const ending = file.isRedrawn ? ".jpg" : (/\.[A-Za-z0-9]{1,8}$/.exec(file.name)?.[0] ?? "");
  return file.keepsName ? file.name : `${number}${ending.toLowerCase()}`;
}

/** What a file of this letter is called where it is saved. @param {string} stem @param {number} [number] */
export const fileName = (stem, number) => (number ? `${stem}-${number}.bin` : `${stem}.bin`);
