import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

export type PasswordAdvice = 'too-short' | 'common' | 'name' | 'keyboard' | 'repeats' | 'dates' | 'add-words';

export interface PasswordStrength {
  readonly score: number;
  readonly acceptable: boolean;
  readonly advice: PasswordAdvice[];
}

const minimumLength = 12;
const minimumScore = 3;

let estimator: Promise<ZxcvbnFactory> | undefined;

/** The dictionaries are read when a first password is judged: most starts, and every job of the long-work thread, do without. */
async function newEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, english, french] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common'), import('@zxcvbn-ts/language-en'), import('@zxcvbn-ts/language-fr')]);
  return new ZxcvbnFactory({ dictionary: { ...common.dictionary, ...english.dictionary, ...french.dictionary }, graphs: common.adjacencyGraphs });
}

/**
 * Judges a password with French and English dictionaries; names and the clinic's words count as guesses.
 *
 * @param about words an attacker would try first: the person's names, login, the clinic's name
 */
export async function judgePassword(password: string, about: readonly string[]): Promise<PasswordStrength> {
  estimator ??= newEstimator();
  const words = about.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length > 2);
  const { score, sequence } = (await estimator).check(password.slice(0, 100), words);
  const advice = new Set<PasswordAdvice>();
  if (password.length < minimumLength) advice.add('too-short');
  for (const part of sequence) {
    if (part.pattern === 'dictionary') advice.add(part.dictionaryName === 'userInputs' ? 'name' : 'common');
    else if (part.pattern === 'spatial') advice.add('keyboard');
    else if (part.pattern === 'repeat' || part.pattern === 'sequence') advice.add('repeats');
    else if (part.pattern === 'date') advice.add('dates');
  }
  const acceptable = password.length >= minimumLength && score >= minimumScore;
  if (!acceptable) advice.add('add-words');
  return { score, acceptable, advice: acceptable ? [] : [...advice] };
}
