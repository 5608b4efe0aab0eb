import type { Professional } from '#contract/people.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { languageCode } from './language-rules.ts';
import { listProfessionals } from './people-repository.ts';

/** Professionals of the clinic still at work, by role and name, with their languages as they are compared. */
export async function colleagues(db: ReadExecutor): Promise<Professional[]> {
  return (await listProfessionals(db)).map((one) => ({ ...one, languages: one.languages.map(languageCode) }));
}
