/**
 * What the launchers say, in the language of the machine. Plain JavaScript for any Node from 18 on: this folder runs
 * before anything is installed.
 */

/** French when the locale is French, English otherwise. */
export const french = /^fr/i.test(process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '');

/**
 * Prints one line on the error stream, so that standard output stays the product's own.
 *
 * @param {string} inFrench
 * @param {string} inEnglish
 */
export function say(inFrench, inEnglish) {
  process.stderr.write(`${inLanguage(inFrench, inEnglish)}\n`);
}

/**
 * @param {string} inFrench
 * @param {string} inEnglish
 */
function inLanguage(inFrench, inEnglish) {
  return french ? inFrench : inEnglish;
}

/** A reason to stop that the person can read as it is: printed without a stack. */
export class Stop extends Error {
  /**
   * @param {string} inFrench
   * @param {string} inEnglish
   */
  constructor(inFrench, inEnglish) {
    super(inLanguage(inFrench, inEnglish));
  }
}

/**
 * Runs a launcher: its result is the exit code; a {@link Stop} is printed as its sentence, with exit code 1.
 *
 * @param {() => Promise<number>} launcher
 */
export async function launch(launcher) {
  try {
    process.exitCode = await launcher();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
