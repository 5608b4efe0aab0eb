import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { sealWithDataKey, unsealWithDataKey, wrapped } from '../platform/keys/keyring.ts';
import { mostDaysBack } from './date-shift-rules.ts';

/**
 * Who somebody is in a study: the identifier drawn for them, the days their dates are moved back by, the day they came in.
 * Kept sealed under the clinic's key, bound to the study; it never leaves, so nobody outside finds the way back.
 */

const purpose = 'study-key';
/** Letters and digits nobody takes for one another. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 10;

const studyKey = z.object({ studyId: z.string(), code: z.string(), daysBack: z.int().min(1).max(mostDaysBack), includedOn: z.string() });
export type StudyKey = z.infer<typeof studyKey>;

/** A new one, drawn at random. `includedOn` is a civil date. */
export function newStudyKey(studyId: string, includedOn: string): StudyKey {
  const code = Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  return { studyId, code, daysBack: randomInt(1, mostDaysBack + 1), includedOn };
}

export function sealStudyKey(dataKey: Uint8Array, key: StudyKey): string {
  return JSON.stringify(sealWithDataKey(dataKey, purpose, Buffer.from(JSON.stringify(key))));
}

/** @throws Error when it was changed, or is of another study: then nobody may be given another identifier unnoticed */
export function openStudyKey(dataKey: Uint8Array, studyId: string, sealed: string): StudyKey {
  const plain = unsealWithDataKey(dataKey, purpose, wrapped.parse(JSON.parse(sealed)));
  if (plain === null) throw new Error('the key of a study does not open');
  const key = studyKey.parse(JSON.parse(Buffer.from(plain).toString('utf8')));
  if (key.studyId !== studyId) throw new Error('the key of another study');
  return key;
}

/** The same under another data key. */
export function resealStudyKey(sealed: string, oldKey: Uint8Array, dataKey: Uint8Array): string {
  const plain = unsealWithDataKey(oldKey, purpose, wrapped.parse(JSON.parse(sealed)));
  if (plain === null) throw new Error('the key of a study does not open');
  return JSON.stringify(sealWithDataKey(dataKey, purpose, plain));
}
