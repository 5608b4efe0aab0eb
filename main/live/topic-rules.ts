import type { LiveTopic } from '#contract/live.ts';
import type { Permission } from '#contract/permissions.ts';

/** Every topic, with the permission without which nobody is told of it. */
export const topicPermissions: Readonly<Record<LiveTopic, Permission>> = {
  patients: 'patient.read',
  referrals: 'referral.read',
  appointments: 'appointment.read',
  messages: 'message.send',
  hours: 'appointment.read',
  referrers: 'referral.read',
  imports: 'import.run',
  duplicates: 'patient.write',
  cohorts: 'cohort.use',
  presence: 'referral.read',
};

/** All of them but who is where. */
export const everyTopic = (Object.keys(topicPermissions) as LiveTopic[]).filter((topic) => topic !== 'presence');

/** What a change of each kind of thing shows in. */
const topicsByEntity: Readonly<Record<string, readonly LiveTopic[]>> = {
  patient: ['patients', 'referrals', 'appointments', 'duplicates'],
  // The letters and papers of a request are shown with it; the record lists requests and visits.
  referral: ['referrals', 'patients'],
  letter: ['referrals', 'patients'],
  'letter-template': ['referrals'],
  // Versions of the triage rules; proposals follow the one in force.
  ruleset: ['referrals'],
  attachment: ['referrals', 'patients'],
  assessment: ['patients'],
  treatment: ['patients'],
  // Values and what was done about late checks; both show in the record and in the work list of late checks.
  observation: ['patients'],
  monitoring: ['patients'],
  diagnosis: ['patients'],
  allergy: ['patients'],
  vaccination: ['patients'],
  research_consent: ['patients'],
  study: ['patients'],
  study_extract: ['patients'],
  prevention: ['patients'],
  // Steps of plans show in the record and in the work lists; visits to book beside the calendar.
  plan: ['patients', 'appointments'],
  // A move on a pathway begins and ends steps.
  pathway: ['patients', 'appointments'],
  // Who is trained, and for what: what a step offers depends on it.
  credential: ['hours', 'patients'],
  // Who follows whom: in the record, and what each has in the directory.
  'nurse-assignment': ['patients', 'hours'],
  // A workshop closes steps; what is owed shows on a page of its own, read when it is opened.
  workshop: ['patients'],
  ledger: [],
  // Doses, calls and escalations show in the record and in the work lists.
  dose: ['patients'],
  'toxicity-call': ['patients'],
  escalation: ['patients'],
  'acute-event': ['patients'],
  // Versions of the templates: what may be applied, and what a plan is told of.
  'plan-template': ['patients'],
  // Versions of pathways: what may be proposed, and what whoever is on the way is told of.
  'pathway-definition': ['patients'],
  'day-list': [],
  appointment: ['appointments', 'referrals', 'patients'],
  // What was verified before a visit at a distance, and what it leaves to book.
  'remote-visit': ['appointments', 'patients'],
  'visit-preferences': ['appointments'],
  message: ['messages'],
  'message-rule': ['messages'],
  contact: ['messages', 'patients'],
  'waiting-entry': ['appointments'],
  'slot-hold': ['appointments'],
  practitioner: ['hours', 'appointments', 'referrers', 'referrals'],
  absence: ['hours', 'appointments'],
  site: ['hours', 'appointments'],
  'visit-type': ['appointments'],
  'site-resource': ['hours', 'appointments'],
  'busy-calendar': ['hours', 'appointments'],
  'calendar-feed': ['hours'],
  'calendar-push': ['hours'],
  'duplicate-scan': ['duplicates'],
  cohort: ['cohorts'],
  // A file that left: nothing on a desk shows it.
  comparison: [],
  'triage-quality': [],
  // Asked of somebody, given, ended: shown at the desk of whoever rates and in the quality of triage.
  'rating-sample': ['referrals'],
  'second-rating': ['referrals'],
  quality: ['cohorts'],
  // Who is responsible shows in the record.
  recall: ['appointments', 'cohorts', 'patients'],
  // Its letterhead and rooms are asked for where they are used; its closures and holidays close days.
  clinic: ['hours', 'appointments'],
  // A reading of the trail.
  all: [],
};

/**
 * The topics of a change. What is not known here may show anywhere: everything is looked at again, rather than something
 * forgotten.
 */
export function topicsOf({ entity, patientId }: { readonly entity: string; readonly patientId: string | null }): readonly LiveTopic[] {
  // An account changes what desks show only where it is about somebody's record: its care team.
  if (entity === 'user_account') return patientId === null ? [] : (topicsByEntity.patient ?? []);
  return Object.hasOwn(topicsByEntity, entity) ? (topicsByEntity[entity] ?? everyTopic) : everyTopic;
}
