import { professionalName } from '../people/person-name.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { templateVersions } from './template-repository.ts';

/** Plans of a person, attempts to reach them, and departures, for a copy of the record: everything as it is kept, with its words. */

export type CopiedPlan = Awaited<ReturnType<typeof everyPlanOf>>[number];
export type CopiedContact = Awaited<ReturnType<typeof everyContactOf>>[number];

/** Every plan of a person with its steps, the last applied first. */
export async function everyPlanOf(db: ReadExecutor, patientId: string) {
  const plans = await db.selectFrom('follow_up_plan as p').leftJoin('user_account as u', 'u.id', 'p.created_by').selectAll('p').select('u.display_name as who').where('p.patient_id', '=', patientId).orderBy('p.created_at', 'desc').orderBy('p.id').execute();
  if (plans.length === 0) return [];
  const steps = await db
    .selectFrom('follow_up_step as s')
    .leftJoin('user_account as u', 'u.id', 's.closed_by')
    .leftJoin('practitioner as d', 'd.id', 's.performed_by')
    .select(['s.plan_id', 's.template_id', 's.code', 's.occurrence', 's.kind', 's.due_on', 's.from_on', 's.until_on', 's.state', 's.done_on', 's.words', 's.fact_kind', 's.kept_reason', 's.competence', 'u.display_name as who', 'd.prefix', 'd.given_name', 'd.family_name'])
    .where('s.patient_id', '=', patientId)
    .orderBy('s.due_on')
    .orderBy('s.id')
    .execute();
  const bodies = new Map((await templateVersions(db, [...new Set([...plans, ...steps].map(({ template_id }) => template_id))])).map(({ id, content }) => [id, content]));
  return plans.map(({ id, template_id, anchors, options, state, state_since, state_reason, state_note, created_at, who }) => {
    const content = bodies.get(template_id);
    return {
      id, code: content?.id ?? template_id, version: content?.version ?? null, title: content?.body.title ?? null, anchors: JSON.parse(anchors) as Record<string, string | null>, options: JSON.parse(options) as string[], state, state_since, state_reason, state_note, created_at, who,
      steps: steps.filter(({ plan_id }) => plan_id === id).map(({ plan_id: _plan, template_id: of, prefix, given_name, family_name, who: closer, ...step }) => ({
        ...step,
        // Who did it where that is noted, else who said that it was done.
        who: family_name === null ? closer : professionalName({ prefix, givenName: given_name ?? '', familyName: family_name }),
        label: bodies.get(of)?.body.steps.find((one) => one.id === step.code)?.label ?? null,
      })),
    };
  });
}

/** Every attempt to reach a person, and every time they left, the last first; what was taken back is among it, marked. */
export async function everyContactOf(db: ReadExecutor, patientId: string) {
  const contacts = await db.selectFrom('recall_contact as c').leftJoin('user_account as u', 'u.id', 'c.noted_by').select(['c.way as what', 'c.outcome', 'c.words', 'c.noted_at', 'c.withdrawn_at as ended_at', 'u.display_name as who']).where('c.patient_id', '=', patientId).orderBy('c.noted_at', 'desc').orderBy('c.id').execute();
  const departures = await db.selectFrom('follow_up_departure as d').leftJoin('user_account as u', 'u.id', 'd.noted_by').select(['d.reason', 'd.since_on', 'd.words', 'd.noted_at', 'd.ended_at', 'u.display_name as who']).where('d.patient_id', '=', patientId).orderBy('d.noted_at', 'desc').orderBy('d.id').execute();
  return [...contacts.map((one) => ({ kind: 'contact' as const, since_on: null, ...one })), ...departures.map(({ reason, ...one }) => ({ kind: 'departure' as const, what: 'departure', outcome: reason, ...one }))];
}
