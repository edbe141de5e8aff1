/** Lists of words, and words as people type them. */

/** @param {string} typed @returns {string} In small letters; ё is е. */
export const plain = (typed) => typed.normalize("NFC").toLowerCase().replaceAll("ё", "е");

export class WordList {
  /** @param {string[]} words */
  constructor(words) {
    this.words = words;
    this.plain = words.map(plain);
    this.letters = [...new Set(this.plain.join(""))].sort();
  }

  /** @param {string} beginning @returns {number[]} The words that begin so. */
  beginning(beginning) {
    return this.plain.flatMap((word, number) => (word.startsWith(beginning) ? [number] : []));
  }

  /** @param {string} typed @returns {number} A whole word, or its first four letters at least; -1 where there is none. */
  number(typed) {
    const sought = plain(typed);
    const whole = this.plain.indexOf(sought);
    if (whole >= 0 || [...sought].length < 4) return whole;
    const found = this.beginning(sought);
    return found.length === 1 ? found[0] : -1;
  }
}

/** @param {Record<string, string[]>} lists @returns {Record<string, WordList>} */
export const wordLists = (lists) =>
  Object.fromEntries(Object.entries(lists).map(([language, words]) => [language, new WordList(words)]));

/** Each word typed, in order; a question mark stands for one that is missing. @param {string} typed */
export const typedWords = (typed) => typed.split(/[\s,.;]+/).filter(Boolean);
