import { z } from 'zod';
import { listedDiagnosis } from '#contract/diagnoses.ts';
import { contentOf } from '../content/content-piece.ts';
import diagnosisList from './content/diagnosis-list.json' with { type: 'json' };

/** The diagnoses one chooses from: clinical content, checked as this module is loaded. */
export const builtInDiagnoses = contentOf('diagnosis-list', z.strictObject({ diagnoses: z.array(listedDiagnosis) })).parse(diagnosisList);

/** The same as a row of `content_version`. */
export const diagnosisContentItems = [{ kind: builtInDiagnoses.kind, id: builtInDiagnoses.id, version: builtInDiagnoses.version, body: builtInDiagnoses }];
