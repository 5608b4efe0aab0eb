import type { Expression, SqlBool } from 'kysely';
import { isWithinReach } from '../access/reach-repository.ts';
import type { Reader } from '../access/record-reach.ts';
import { templateVersions } from '../follow-up-plans/template-repository.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import type { ExportedPlan, ExportedStep } from './fhir/plan-resources.ts';
import { exportedId } from './fhir/resource.ts';

/** Follow-up plans and their steps as they leave, page by page. */

interface Asked {
  readonly reach: Reader;
  readonly whose: 'everybody' | readonly string[];
}
interface PlanPage extends Asked {
  readonly after: string;
  readonly limit: number;
}

const patientColumns = ['patient.id as of_patient', 'patient.source_system as patient_system', 'patient.source_id as patient_source'] as const;
const patientOf = (row: { readonly of_patient: string; readonly patient_system: string | null; readonly patient_source: string | null }): string => exportedId({ id: row.of_patient, source_system: row.patient_system, source_id: row.patient_source }, 'Patient');

function plansOf(db: ReadExecutor, { reach, whose }: Asked) {
  return db
    .selectFrom('follow_up_plan as d')
    .innerJoin('patient', 'patient.id', 'd.patient_id')
    .where('patient.merged_into', 'is', null)
    .where(isWithinReach(reach, 'patient.id') as Expression<SqlBool>)
    .$if(whose !== 'everybody', (query) => query.where('d.patient_id', 'in', whose === 'everybody' ? [] : whose));
}

function stepsOf(db: ReadExecutor, { reach, whose }: Asked) {
  return db
    .selectFrom('follow_up_step as d')
    .innerJoin('patient', 'patient.id', 'd.patient_id')
    .where('patient.merged_into', 'is', null)
    .where(isWithinReach(reach, 'patient.id') as Expression<SqlBool>)
    .$if(whose !== 'everybody', (query) => query.where('d.patient_id', 'in', whose === 'everybody' ? [] : whose));
}

export async function exportedPlans(db: ReadExecutor, { after, limit, ...asked }: PlanPage): Promise<readonly ExportedPlan[]> {
  const rows = await plansOf(db, asked).select(['d.id', 'd.template_id', 'd.anchors', 'd.state', 'd.state_since', 'd.state_reason', 'd.state_note', 'd.created_at']).select(patientColumns).where('d.id', '>', after).orderBy('d.id').limit(limit).execute();
  if (rows.length === 0) return [];
  const templates = new Map((await templateVersions(db, [...new Set(rows.map(({ template_id }) => template_id))])).map(({ id, content }) => [id, content]));
  const steps = await db.selectFrom('follow_up_step').select(['id', 'plan_id']).where('plan_id', 'in', rows.map(({ id }) => id)).orderBy('due_on').orderBy('id').execute();
  const byPlan = Map.groupBy(steps, ({ plan_id }) => plan_id);
  return rows.map((row) => {
    const content = templates.get(row.template_id);
    const dates = Object.values(JSON.parse(row.anchors) as Readonly<Record<string, string | null>>).filter((on) => on !== null).sort();
    return {
      id: row.id, patient: patientOf(row), code: content?.id ?? row.template_id, title: content?.body.title ?? { fr: row.template_id, en: row.template_id }, state: row.state, reason: row.state_reason, note: row.state_note, startsOn: dates[0] ?? null,
      endedOn: row.state === 'ended' ? row.state_since : null, createdOn: row.created_at, stepIds: (byPlan.get(row.id) ?? []).map(({ id }) => id),
    };
  });
}

export async function exportedSteps(db: ReadExecutor, { after, limit, ...asked }: PlanPage): Promise<readonly ExportedStep[]> {
  const rows = await stepsOf(db, asked)
    .leftJoin('appointment as v', 'v.id', 'd.appointment_id')
    .select(['d.id', 'd.plan_id', 'd.template_id', 'd.code', 'd.kind', 'd.roles', 'd.state', 'd.due_on', 'd.from_on', 'd.until_on', 'd.done_on', 'd.words', 'v.id as visit_id', 'v.source_system as visit_system', 'v.source_id as visit_source'])
    .select(patientColumns)
    .where('d.id', '>', after)
    .orderBy('d.id')
    .limit(limit)
    .execute();
  if (rows.length === 0) return [];
  const templates = new Map((await templateVersions(db, [...new Set(rows.map(({ template_id }) => template_id))])).map(({ id, content }) => [id, content]));
  return rows.map((row) => ({
    id: row.id, patient: patientOf(row), planId: row.plan_id, label: templates.get(row.template_id)?.body.steps.find(({ id }) => id === row.code)?.label ?? { fr: row.code, en: row.code }, kind: row.kind, roles: row.roles, state: row.state, dueOn: row.due_on, fromOn: row.from_on, untilOn: row.until_on,
    doneOn: row.done_on, words: row.words, visit: row.visit_id === null ? null : exportedId({ id: row.visit_id, source_system: row.visit_system, source_id: row.visit_source }, 'Appointment'),
  }));
}

export async function countPlans(db: ReadExecutor, type: 'CarePlan' | 'Task', asked: Asked): Promise<number> {
  const counted = type === 'CarePlan' ? plansOf(db, asked).select((eb) => eb.fn.countAll<number>().as('n')) : stepsOf(db, asked).select((eb) => eb.fn.countAll<number>().as('n'));
  return Number((await counted.executeTakeFirstOrThrow()).n);
}
