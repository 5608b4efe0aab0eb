import type { LiveChange, LiveTopic } from '#contract/live';

/** The areas of the contract whose answers a topic shows in. */
const areasOf: Readonly<Record<LiveTopic, readonly string[]>> = {
  patients: ['patients', 'nurses', 'workshops', 'patientEdits', 'access', 'assessments', 'treatments', 'diagnoses', 'monitoring', 'prevention', 'plans', 'pathways', 'pathwayEditor', 'doses', 'toxicityCalls', 'escalations', 'acuteCare', 'research', 'timeline'],
  referrals: ['referrals', 'letters', 'attachments', 'rules', 'triageQuality', 'secondRatings'],
  appointments: ['resources', 'appointments', 'visits', 'visitTypes', 'remoteVisits', 'absences', 'recalls', 'slots', 'series', 'plans', 'pathways', 'waiting'],
  messages: ['messages', 'messageChannels'],
  hours: ['people', 'absences', 'calendars', 'credentials', 'nurses', 'sites', 'resources'],
  referrers: ['people', 'referrers'],
  imports: ['imports'],
  duplicates: ['duplicates'],
  cohorts: ['cohorts', 'comparison', 'quality'],
  presence: ['referrals'],
};

/** Who is where is asked for by itself; the words of the triage rules change with a new version of them alone. */
const askedForItself = 'attend';
const unchanging = new Set(['work', 'vocabulary', 'videoSettings', 'letterhead', 'registryLayout', 'catalogue', 'vaccines']);

/** A query as the page keeps it: the operation's path and input first, what it answered. */
export interface KeptQuery {
  readonly queryKey: readonly unknown[];
  readonly state: { readonly data: unknown };
}

/** Whether what the page keeps of this query may be out of date after a change; a record the change is not about stays. */
export function isTouched({ queryKey, state }: KeptQuery, { topics, patientIds }: LiveChange): boolean {
  const path = queryKey[0];
  if (!Array.isArray(path)) return false;
  const [area, operation] = path as readonly unknown[];
  if (typeof area !== 'string' || typeof operation !== 'string' || unchanging.has(operation)) return false;
  if (operation === askedForItself) return topics.includes('presence');
  if (!topics.some((topic) => topic !== 'presence' && areasOf[topic].includes(area))) return false;
  const patientId = recordOf(queryKey[1], state.data);
  return patientId === null || patientIds === null || patientIds.includes(patientId);
}

/** Whose record a query is about: said by its input, or by its answer. Null where it is about several. */
function recordOf(parameters: unknown, data: unknown): string | null {
  const input = at(parameters, 'input');
  return textAt(input, 'patientId') ?? textAt(at(data, 'patient'), 'id') ?? null;
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

function textAt(value: unknown, key: string): string | null {
  const found = at(value, key);
  return typeof found === 'string' ? found : null;
}
