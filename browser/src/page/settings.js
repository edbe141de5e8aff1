/** What the maker of the page put into it. */

import { fromHex } from "../format/index.js";

/**
 * @typedef {object} Settings
 * @property {Uint8Array} recipient
 * @property {Uint8Array} organisation its id
 * @property {number[]} organisationWords
 * @property {string} until the last day on which it seals
 * @property {string} built the day on which it was made
 * @property {string} name
 * @property {string} title
 * @property {string} file what saved files are called
 * @property {string} reach another way, where this page cannot seal
 * @property {Record<string, string[]>} words a list of 2,048 words per language
 */

/** @returns {Settings} */
export function readSettings() {
  const given = JSON.parse(document.getElementById("settings").textContent);
  const words = Object.entries(given.words).map(([language, list]) => [language, list.split(" ")]);
  return {
    ...given,
    recipient: fromHex(given.recipient),
    organisation: fromHex(given.organisation),
    words: Object.fromEntries(words),
  };
}
