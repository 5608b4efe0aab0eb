/**
 * Cells that a spreadsheet would run: a text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return. In delimited
 * text such a cell gets an apostrophe before it, and so does one that begins with apostrophes before such a character: taking
 * one away gives back what was written, whatever it was.
 */

const dangerous = /^'*[=+\-@\t\r]/;
const neutralized = /^'+[=+\-@\t\r]/;

/** The text with which no spreadsheet runs anything. */
export function neutralizeCell(text: string): string {
  return dangerous.test(text) ? `'${text}` : text;
}

/** What a cell said before `neutralizeCell`. */
export function restoreCell(text: string): string {
  return neutralized.test(text) ? text.slice(1) : text;
}

/** Whether a spreadsheet might run the text. */
export function isDangerous(text: string): boolean {
  return dangerous.test(text);
}
