/** Something does not fit the format, or does not open. The code is the one that the other implementation has. */
export class Refused extends Error {
  /**
   * @param {string} code
   * @param {Record<string, number | string>} [values]
   */
  constructor(code, values = {}) {
    super(code);
    this.code = code;
    this.values = values;
  }
}
