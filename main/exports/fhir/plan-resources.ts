import { ownExtensions } from '../../imports/fhir/fhir-elements.ts';
import { extension, type Refer, type Resource, resource } from './resource.ts';

/** Words in both languages. */
interface Said {
  readonly fr: string;
  readonly en: string;
}

/** A follow-up plan and whose it is: the id the patient leaves under. */
export interface ExportedPlan {
  readonly id: string;
  readonly patient: string;
  readonly code: string;
  readonly title: Said;
  readonly state: string;
  readonly reason: string | null;
  readonly note: string | null;
  readonly startsOn: string | null;
  readonly endedOn: string | null;
  readonly createdOn: string;
  readonly stepIds: readonly string[];
}

/** A step of a plan, and whose it is. */
export interface ExportedStep {
  readonly id: string;
  readonly patient: string;
  readonly planId: string;
  readonly label: Said;
  readonly kind: string;
  readonly roles: string;
  readonly state: string;
  readonly dueOn: string;
  readonly fromOn: string;
  readonly untilOn: string;
  readonly doneOn: string | null;
  readonly words: string | null;
  readonly visit: string | null;
}

/** The other language beside a string, as FHIR says it. */
const inEnglish = ({ en }: Said) => ({ extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/translation', extension: [{ url: 'lang', valueCode: 'en' }, { url: 'content', valueString: en }] }] });

/** FHIR's status of a plan: one ended otherwise than completed was revoked. */
function planStatus({ state, reason }: Pick<ExportedPlan, 'state' | 'reason'>): string {
  if (state === 'running') return 'active';
  if (state === 'paused') return 'on-hold';
  return reason === 'mistake' ? 'entered-in-error' : reason === 'completed' ? 'completed' : 'revoked';
}

/** A follow-up plan, with its steps as Tasks. */
export function carePlanResource(row: ExportedPlan, refer: Refer): Resource {
  return resource('CarePlan', row.id, {
    status: planStatus(row),
    intent: 'plan',
    category: [{ text: row.code }],
    title: row.title.fr,
    _title: inEnglish(row.title),
    subject: refer('Patient', row.patient),
    period: { start: row.startsOn, end: row.state === 'ended' && row.startsOn !== null && row.endedOn !== null && row.endedOn >= row.startsOn ? row.endedOn : undefined },
    created: row.createdOn,
    activity: row.stepIds.map((id) => ({ reference: refer('Task', id) })),
    note: [{ text: [row.reason, row.note].filter(Boolean).join('; ') }],
  });
}

const taskStatus: Readonly<Record<string, string>> = { open: 'requested', done: 'completed', skipped: 'cancelled' };

/** A step of a plan: its day, its window, who does it and what became of it. */
export function taskResource(row: ExportedStep, refer: Refer): Resource {
  return resource('Task', row.id, {
    extension: extension(ownExtensions.plannedOn, { valueDate: row.dueOn }),
    basedOn: [refer('CarePlan', row.planId)],
    status: taskStatus[row.state] ?? 'requested',
    statusReason: row.state === 'skipped' ? { text: row.words } : undefined,
    intent: 'plan',
    code: { text: row.kind },
    description: row.label.fr,
    _description: inEnglish(row.label),
    focus: row.visit === null ? undefined : refer('Appointment', row.visit),
    for: refer('Patient', row.patient),
    executionPeriod: row.state === 'done' ? { end: row.doneOn } : undefined,
    performerType: row.roles.trim().split(' ').map((role) => ({ text: role })),
    note: [{ text: row.state === 'done' ? row.words : undefined }],
    restriction: { period: { start: row.fromOn, end: row.untilOn } },
  });
}
