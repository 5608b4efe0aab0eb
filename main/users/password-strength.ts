import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';
import { dictionary as french } from '@zxcvbn-ts/language-fr';

export type PasswordAdvice = 'too-short' | 'common' | 'name' | 'keyboard' | 'repeats' | 'dates' | 'add-words';

export interface PasswordStrength {
  readonly score: number;
  readonly acceptable: boolean;
  readonly advice: PasswordAdvice[];
}

const minimumLength = 12;
const minimumScore = 3;

let estimator: ZxcvbnFactory | undefined;

/**
 * Judges a password with French and English dictionaries; names and the clinic's words count as guesses.
 *
 * @param about words an attacker would try first: the person's names, login, the clinic's name
 */
export function judgePassword(password: string, about: readonly string[]): PasswordStrength {
  estimator ??= new ZxcvbnFactory({ dictionary: { ...common, ...english, ...french }, graphs: adjacencyGraphs });
  const words = about.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length > 2);
  const { score, sequence } = estimator.check(password.slice(0, 100), words);
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
