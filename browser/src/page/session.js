/** What was written, in the memory of the page and nowhere else. */

/** @typedef {{content: Blob, name: string, isPicture: boolean, isRedrawn: boolean, keepsName: boolean}} Attached */

const empty = () => ({
  text: "",
  lang: "",
  size: "file",
  /** @type {Attached[]} */
  files: [],
  /** @type {"" | "none" | "new" | "known"} */
  answer: "",
  /** @type {number[] | null} of a new codename */
  words: null,
  /** @type {Uint8Array | null} of the codename in use */
  root: null,
  /** @type {{number: number, mac: Uint8Array} | null} */
  read: null,
  arrived: "",
  /** @type {{key: string, id: Uint8Array, day: string, attached?: object} | null} of what was last sealed */
  drawn: null,
  /** @type {{letter: Uint8Array, files: Blob[]} | null} */
  sealed: null,
  /** @type {{at: number, word: string} | null} a word that was missing */
  restored: null,
  isSaved: false,
});

/** @type {ReturnType<typeof empty>} */
export const session = empty();
/** @type {Set<string>} addresses of what can be saved */
const addresses = new Set();

let lives = 0;
/** How often everything was forgotten: what was begun before must not come back after it. */
export const life = () => lives;

/** Forget everything. Bytes are overwritten; of texts a page cannot say when its browser drops them. */
export function forget() {
  lives += 1;
  session.root?.fill(0);
  session.words?.fill(0);
  for (const each of addresses) URL.revokeObjectURL(each);
  addresses.clear();
  Object.assign(session, empty());
}

/** @param {Blob} content @returns {string} An address under which it can be saved until everything is forgotten. */
export function addressOf(content) {
  const address = URL.createObjectURL(content);
  addresses.add(address);
  return address;
}

/** Whether something would be lost. */
export const isUnsaved = () =>
  Boolean((session.text || session.files.length || session.words || session.arrived) && !session.isSaved);
