import { z } from 'zod';
import type { ReadExecutor } from '../platform/database/schema.ts';

/** What was noted of doses while they were given, and what else was seen of the same people. Records of doses as they are now. */

/** Far more than a programme has. */
const mostRows = 20_000;
const noted = z.array(z.object({ code: z.string(), grade: z.number() }));
const found = z.object({ organs: z.array(z.object({ organ: z.string() })) });

/** Incidents of doses given on a pathway, with the version of the definition their person runs on. */
export async function notedIncidents(db: ReadExecutor, code: string) {
  const rows = await db
    .selectFrom('dose_administration as g')
    .innerJoin('pathway_dose as d', 'd.id', 'g.dose_id')
    .innerJoin('pathway_enrolment as e', 'e.id', 'd.enrolment_id')
    .select(['g.dose_id', 'g.patient_id', 'g.given_on', 'g.incidents', 'e.definition_id'])
    .where('e.pathway_code', '=', code)
    .where('d.state', '=', 'given')
    .where('g.incidents', '<>', '[]')
    .limit(mostRows)
    .execute();
  return rows.flatMap((row) => noted.parse(JSON.parse(row.incidents)).map((incident) => ({ ...incident, doseId: row.dose_id, patientId: row.patient_id, givenOn: row.given_on, definitionId: row.definition_id })));
}

/** Organs that calls after doses of a pathway found. */
export async function organsOfCalls(db: ReadExecutor, code: string): Promise<readonly { readonly doseId: string; readonly organ: string }[]> {
  const rows = await db
    .selectFrom('toxicity_call as c')
    .innerJoin('pathway_enrolment as e', 'e.id', 'c.enrolment_id')
    .select(['c.dose_id', 'c.found'])
    .where('e.pathway_code', '=', code)
    .where('c.state', '=', 'done')
    .where('c.kind', '=', 'after')
    .where('c.grade', '>', 0)
    .limit(mostRows)
    .execute();
  return rows.flatMap(({ dose_id: doseId, found: told }) => (doseId === null || told === null ? [] : found.parse(JSON.parse(told)).organs.map(({ organ }) => ({ doseId, organ }))));
}

/** Emergency visits and admissions that count as toxicity of their own: due to the treatment, and found by no call. */
export async function organsOfVisits(db: ReadExecutor, patientIds: readonly string[]): Promise<readonly { readonly patientId: string; readonly happenedOn: string; readonly organ: string }[]> {
  if (patientIds.length === 0) return [];
  const rows = await db
    .selectFrom('acute_event')
    .select(['patient_id', 'happened_on', 'organ'])
    .where('patient_id', 'in', patientIds)
    .where('withdrawn_at', 'is', null)
    .where('related', '=', 'yes')
    .where((eb) => eb.or([eb('detected', 'is', null), eb('detected', '<>', 'call')]))
    .where('organ', 'is not', null)
    .execute();
  return rows.flatMap(({ patient_id: patientId, happened_on: happenedOn, organ }) => (organ === null ? [] : [{ patientId, happenedOn, organ }]));
}
