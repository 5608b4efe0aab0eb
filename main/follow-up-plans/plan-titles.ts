import type { FieldChange } from '#contract/record-history.ts';
import type { Bilingual } from '#contract/triage.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { plansNamed } from './plan-changes.ts';
import { planTitles } from './template-repository.ts';

/** What the plans some changes of a record are of are called, by their code. */
export const planTitlesNamed = (db: ReadExecutor, changes: readonly FieldChange[]): Promise<Readonly<Record<string, Bilingual>>> => planTitles(db, plansNamed(changes));
