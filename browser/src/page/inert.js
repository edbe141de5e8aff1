/** Text of others: shown as it is, but that what turns or hides it is made visible. */

// What overrides and isolates the direction of text, controls, tags, and what has no width and no use in any script.
const HIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** @param {string} text @returns {string} */
export const visible = (text) =>
  text
    .replaceAll("\r\n", "\n")
    .replace(HIDDEN, (each) => `⟨U+${each.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`);
