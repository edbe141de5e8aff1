/** What went wrong, in words. */

import { Refused } from "../format/index.js";
import { isSaid, t } from "./say.js";

/** @param {unknown} error @returns {string} */
export function complaintOf(error) {
  if (!(error instanceof Refused)) return t("refused.unknown");
  const key = `refused.${error.code.replace("letters.", "")}`;
  return isSaid(key) ? t(key, { n: error.values.letters, ...error.values }) : t("refused.unknown");
}
