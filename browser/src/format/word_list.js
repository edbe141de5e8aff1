/** Lists of 2,048 words, and words as people type them: read as isthmus.language.codename_words reads them. */

/** Of a word: so many letters tell it from all others of its list. */
const LETTERS = 4;
/** Words that are offered for one that is in no list. */
const NEAREST = 3;
const GAP = /^[?_…–—-]+$/; // stands for a word that is not known any more
const NUMBERING = /(^|[^\p{L}\p{N}_])\p{Nd}+[.):]*/gu; // "1. ", "2) ", "3"; digits are in no word
const BETWEEN = /[\s\x1c-\x1f\x85,;.:!()/|"'«»„“”‘’]+/u;
// What is written inside a word without being seen or meant: soft hyphens, joiners, marks of direction, stress.
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u0300\u0301]/g;

/** @param {string} typed @returns {string} As lists hold it: small letters, composed, е for ё. */
export const folded = (typed) =>
  typed.trim().normalize("NFKD").toLowerCase().replace(UNSEEN, "").normalize("NFC").replaceAll("ё", "е");

export class WordList {
  /** @param {string[]} words */
  constructor(words) {
    this.words = words;
    this.folded = words.map(folded);
    this.letters = [...new Set(this.folded.join(""))].sort();
    this.byBeginning = new Map(this.folded.map((word, number) => [word.slice(0, LETTERS), number]));
  }

  /** @param {string} beginning @returns {number[]} The words that begin so. */
  beginningWith(beginning) {
    return this.folded.flatMap((word, number) => (word.startsWith(beginning) ? [number] : []));
  }

  /** @param {string} typed @returns {number | null} A whole word, or its first four letters. */
  numberOf(typed) {
    const word = folded(typed);
    const number = this.byBeginning.get(word.slice(0, LETTERS));
    const isMeant = number !== undefined && [this.folded[number], this.folded[number].slice(0, LETTERS)].includes(word);
    return isMeant ? number : null;
  }

  /** @param {string} typed @returns {string[]} Up to three words that somebody may have meant, the nearest first. */
  near(typed) {
    const word = [...folded(typed)];
    const most = word.length <= LETTERS ? 1 : 2;
    const found = this.folded.map((other, number) => ({ number, far: distance(word, [...other], most) }));
    const close = found.filter(({ far }) => far <= most).sort((one, other) => one.far - other.far || one.number - other.number);
    return close.slice(0, NEAREST).map(({ number }) => this.words[number]);
  }

  /**
   * @param {string} typed
   * @returns {{words: (number | null)[], unknown: {at: number, near: string[]}[]}} null for a word that is missing; of those
   *   in no list their places, from 1
   */
  read(typed) {
    const words = typed.replace(NUMBERING, "$1 ").split(BETWEEN).filter(Boolean);
    const numbers = words.map((word) => this.numberOf(word));
    const unknown = words.flatMap((word, at) =>
      numbers[at] === null && !GAP.test(word) ? [{ at: at + 1, near: this.near(word) }] : [],
    );
    return { words: numbers, unknown };
  }
}

/** Letters wrong, left out, added or exchanged with the next; more than `most` where lengths tell it. */
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let before = [];
  let last = [...other, ""].map((_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      row.push(Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1)));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}

/** @param {Record<string, string[]>} lists @returns {Record<string, WordList>} */
export const wordLists = (lists) =>
  Object.fromEntries(Object.entries(lists).map(([language, words]) => [language, new WordList(words)]));
