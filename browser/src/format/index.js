/** The format of letters, as docs/reference/letters.md has it. */

import "./older.js";

export * from "./age_file.js";
export * from "./armour.js";
export * from "./attachments.js";
export * from "./bounds.js";
export * from "./bytes.js";
export * from "./codename.js";
export * from "./frames.js";
export * from "./letters.js";
export * from "./line.js";
export * from "./open_age_file.js";
export * from "./read.js";
export * from "./refused.js";
export * from "./sizes.js";
export * from "./word_list.js";
