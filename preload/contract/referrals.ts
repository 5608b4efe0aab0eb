import { z } from 'zod';
import { clinicDelays, delaySettings } from './delays.ts';
import { operation } from './define.ts';
import { roles } from './permissions.ts';
import { bilingual, decisionSchema, explanationSchema, featuresSchema, findingDictionarySchema, modality, professionalCode, reasonCatalogueSchema, triageVocabularySchema, urgency } from './triage.ts';
import { findingOnFile } from './findings-on-file.ts';
import { letterReading, longestLetter } from './letter-reading.ts';
import { patientSummary } from './patients.ts';
import { route, routing } from './routing.ts';
import { cursor, filled, id, instant, isoDate, line, prose } from './values.ts';

/**
 * Where a referral stands. `received`: to triage; `accepted`: decided and waiting for a visit; `booked`;
 * `emergency`: sent to emergency (stays on top until a call is recorded); `redirected`; `advised`: answered in writing, once
 * its letter is made; `declined`: refused with a
 * reason; `cancelled`: the patient or the referrer no longer asks; `closed`. *Incomplete* and *returned* are told of a request
 * received, *routed* and *taken on* of one accepted, *seen* of one booked whose visit took place.
 */
export const referralState = z.enum(['received', 'accepted', 'booked', 'emergency', 'redirected', 'advised', 'declined', 'cancelled', 'closed']);

/**
 * Where a request stands, in the words of whoever works on it: its state, told apart by what is awaited. `received`: nothing can be
 * proposed yet; `incomplete`: its referrer was asked; `proposed`: something its reason expects is missing; `ready`: nothing is;
 * `returned`: sent back to triage by a profession; `routed`: in the queue of another profession than the rheumatologists, or taken
 * by somebody; `seen`: the visit took place.
 */
export const referralSituation = z.enum(['received', 'incomplete', 'proposed', 'ready', 'returned', 'accepted', 'routed', 'booked', 'seen', 'emergency', 'advice-due', 'advised', 'redirected', 'declined', 'cancelled', 'closed']);
export type ReferralSituation = z.infer<typeof referralSituation>;

/** How a request ends without a visit, or after one. */
export const referralEnd = z.enum(['declined', 'cancelled', 'closed']);
export type ReferralEnd = z.infer<typeof referralEnd>;
export type ReferralState = z.infer<typeof referralState>;

/** What happens to a referral once decided (decision record: outcomes of an accepted decision). */
export const disposition = z.enum(['book', 'emergency', 'redirect', 'advice']);
export type Disposition = z.infer<typeof disposition>;

/** What one may do with a referral now; computed in main, the page draws its buttons from it. */
export const referralAction = z.enum(['accept', 'override', 'record-emergency-call', 'book', 'complete-findings', 'undo', 'claim', 'release', 'return', 'ask', 'end-asking', 'pause', 'decline', 'cancel', 'close', 'reopen', 'assign', 'ask-opinion', 'give-opinion', 'withdraw-opinion']);
export type ReferralAction = z.infer<typeof referralAction>;

/** A line of the triage queue. `cls` is the decided class, else the proposed one (`proposed: true`). */
export const referralRow = z.object({
  id,
  version: z.int(),
  patient: patientSummary,
  state: referralState,
  cls: urgency.nullable(),
  proposed: z.boolean(),
  requestedClass: urgency.nullable(),
  reasonCode: z.string().nullable(),
  /** The findings a reader needs first, most serious first; the page names them in its language. */
  leading: z.array(z.object({ field: z.string(), value: z.union([z.boolean(), z.number(), z.string()]) })).max(3),
  /** The first words of the referrer. */
  words: z.string().max(120),
  receivedAt: instant,
  dueOn: isoDate.nullable(),
  /** Days to the due date in the clinic's zone; negative when late. */
  daysLeft: z.int().nullable(),
  queueRole: z.string().nullable(),
  emergencyCallPending: z.boolean(),
  /** Back in triage: the queue it came back from, and why. */
  returned: z.object({ from: z.string(), reason: z.string() }).nullable(),
  /** Who took it from its queue. */
  claimedBy: z.string().nullable(),
  /** An answer of the referrer is awaited. */
  asked: z.boolean(),
  /** The delay stands, nobody knows until when. */
  paused: z.boolean(),
  /** The opinion of a colleague is awaited: theirs. */
  opinionOf: z.string().nullable(),
  /** Its visit took place. */
  seen: z.boolean(),
  /** Written advice was decided on; its letter is to be made. */
  advicePending: z.boolean(),
});
export type ReferralRow = z.infer<typeof referralRow>;

export const proposal = z.object({
  decision: decisionSchema,
  explanation: explanationSchema,
  dueOn: isoDate,
  disposition,
  /** Role of the clinic that owns the next step. */
  queueRole: z.enum(roles),
  /** Roles of the clinic that could see the person, that of the queue first. */
  visitRoles: z.array(z.enum(roles)),
  /** Codes of those outside the clinic to whom one writes: a professional or a destination of the vocabulary. */
  redirects: z.array(z.string()),
});
export type Proposal = z.infer<typeof proposal>;

export const recordedDecision = z.object({
  id,
  decidedAt: instant,
  decidedBy: z.string(),
  overridden: z.boolean(),
  overrideReason: z.string().nullable(),
  cls: urgency,
  primary: professionalCode,
  modality,
  dueOn: isoDate,
  disposition,
  redirectTo: z.string().nullable(),
  note: z.string().nullable(),
  rulesetVersion: z.string(),
  /** Those who see the person one after the other, as decided, each with the first visit they have since; empty where nobody but the first was named. */
  route: z.array(z.object({ professional: professionalCode, role: z.enum(roles).nullable(), visit: z.object({ localStart: z.string(), professionalName: z.string() }).nullable() })),
});

export const emergencyCall = z.object({ calledAt: instant, calledWhom: z.string(), calledBy: z.string(), note: z.string().nullable() });

/** What the referrer was asked, while the answer is awaited. `items`: codes of prerequisites. */
export const informationRequest = z.object({ askedAt: instant, askedBy: z.string(), items: z.array(z.string()), message: z.string() });

const historyLine = z.object({
  what: z.enum(['entered', 'accepted', 'overridden', 'undone', 'claimed', 'released', 'returned', 'asked', 'answered', 'withdrawn', 'paused', 'resumed', 'called', 'written', 'declined', 'cancelled', 'closed', 'reopened', 'advised', 'advice-withdrawn', 'assigned', 'opinion-asked', 'opinion-given', 'opinion-withdrawn']),
  at: instant,
  by: z.string(),
  reason: z.string().nullable(),
  cls: urgency.nullable(),
});

/** The delay stands from a date until another, null while nobody knows; `id` is null for one that follows from a question to the referrer. */
const delayPause = z.object({ id: id.nullable(), cause: z.enum(['patient', 'referrer']), reason: z.string().nullable(), from: isoDate, until: isoDate.nullable(), by: z.string() });

export const referralDetail = z.object({
  id,
  version: z.int(),
  state: referralState,
  allowedActions: z.array(referralAction),
  situation: referralSituation,
  /** The classes the caller may decide instead; empty where they may not override. */
  overridableTo: z.array(urgency),
  patient: patientSummary.extend({ phone: z.string().nullable(), language: z.string().nullable(), mobility: z.string(), teleSuitability: z.string() }),
  referrerName: z.string().nullable(),
  referrerOrganization: z.string().nullable(),
  reasonCode: z.string().nullable(),
  requestedClass: urgency.nullable(),
  freeText: z.string(),
  findings: featuresSchema,
  /** For findings taken from a pasted letter: the words they came from. */
  findingWords: z.record(z.string(), z.string()),
  prerequisitesProvided: z.array(z.string()),
  receivedAt: instant,
  enteredAt: instant,
  enteredBy: z.string(),
  /** What the rules say now, or said when the last decision was taken. Absent when none can be made (age unknown). */
  proposal: proposal.nullable(),
  /** Null while nothing can be proposed. `originalDueOn`: without pauses. */
  delay: z.object({ dueOn: isoDate, originalDueOn: isoDate, isPaused: z.boolean(), pauses: z.array(delayPause) }).nullable(),
  /** What became of it, oldest first: who, when and why; what was since taken back too. */
  history: z.array(historyLine),
  decisions: z.array(recordedDecision),
  emergencyCalls: z.array(emergencyCall),
  /** Written advice was decided on; its letter is to be made. */
  advicePending: z.boolean(),
  /** What a referrer who asks may be told, in one line. */
  told: bilingual,
  queueRole: z.string().nullable(),
  claimed: z.object({ by: z.string(), byMe: z.boolean() }).nullable(),
  returned: z.object({ at: instant, by: z.string(), from: z.string(), reason: z.string() }).nullable(),
  /** Of one declined, cancelled or closed: when, by whom and why. `elsewhere`: before it came, as its source says; `by` and `at` are then those of its coming. */
  ended: z.object({ at: instant, by: z.string(), reason: z.string(), elsewhere: z.boolean() }).nullable(),
  asking: informationRequest.nullable(),
  /** A colleague was asked for an opinion, which is awaited. What was answered is in the history. */
  opinion: z.object({ askedAt: instant, askedBy: z.string(), of: z.string(), ofMe: z.boolean(), question: z.string() }).nullable(),
  appointment: z.object({ id, startsAt: instant, localStart: z.string(), zone: z.string(), modality: z.string(), professionalName: z.string() }).nullable(),
});
export type ReferralDetail = z.infer<typeof referralDetail>;

/** Words of a letter by finding; those of findings that are not said are not kept. */
const findingWords = z.record(z.string().max(60), line(300)).refine((words) => Object.keys(words).length <= 200).default({});

const form = {
  patientId: id,
  referrerId: id.nullable(),
  reasonCode: z.string().max(10).nullable(),
  requestedClass: urgency.nullable(),
  freeText: prose(),
  findings: featuresSchema,
  findingWords,
  prerequisitesProvided: z.array(z.string().max(40)).max(60),
};

const seen = { referralId: id, expectedVersion: z.int() };
const moved = z.object({ version: z.int(), state: referralState });

/** `late`: not yet seen to and past the due date. `mine`: waiting for a holder of one of the caller's roles. */
export const queueCounts = z.object({ toTriage: z.int(), incomplete: z.int(), emergencyCalls: z.int(), toBook: z.int(), mine: z.int(), /** Whose opinion is awaited is the caller. */ opinions: z.int(), late: z.int(), decidedToday: z.int() });
export type QueueCounts = z.infer<typeof queueCounts>;

export const referrals = {
  /** Everything the form and the desk need to name things: dictionary of findings, reasons, vocabulary, ruleset version. */
  vocabulary: operation({ access: 'referral.read', scope: 'clinic' }).output(
    z.object({ dictionary: findingDictionarySchema, reasons: reasonCatalogueSchema, vocabulary: triageVocabularySchema, rulesetVersion: z.string() }),
  ),
  /** Enters a request that arrived by fax, letter or telephone. Same id again: answered from the row. */
  enter: operation({ access: 'referral.enter', scope: 'clinic' })
    .input(z.object({ referralId: id, receivedOn: isoDate, ...form }))
    .output(z.object({ referralId: id, version: z.int() })),
  /** Replaces the findings and prerequisites of a request not yet decided. */
  complete: operation({ access: 'referral.complete', scope: 'clinic' })
    .input(z.object({ referralId: id, expectedVersion: z.int(), findings: featuresSchema, findingWords, prerequisitesProvided: form.prerequisitesProvided, freeText: form.freeText, reasonCode: form.reasonCode }))
    .output(z.object({ version: z.int() })),
  /** Findings in the text of a letter, each with the words it came from; nothing is stored, nothing is set. */
  readLetter: operation({ access: 'referral.read', scope: 'clinic' })
    .input(z.object({ text: z.string().max(longestLetter) }))
    .output(letterReading),
  /** Findings that results on file about the day of a request would say, the last of each test; nothing is stored, nothing is set. */
  findingsOnFile: operation({ access: 'patient.clinical.read', scope: 'clinic' })
    .input(z.object({ patientId: id, receivedOn: isoDate }))
    .output(z.array(findingOnFile).max(40)),
  /** What the rules would say of these findings; nothing is stored. Age comes from the patient. */
  propose: operation({ access: 'referral.read', scope: 'clinic' })
    .input(z.object({ patientId: id, reasonCode: form.reasonCode, findings: featuresSchema, prerequisitesProvided: form.prerequisitesProvided, receivedOn: isoDate }))
    .output(proposal),
  /** A work list, sorted by time left; `role`: only the queue of that role. */
  queue: operation({ access: 'referral.read', scope: 'clinic' })
    .input(z.object({ list: z.enum(['to-triage', 'incomplete', 'to-book', 'mine', 'opinions', 'done']), role: z.enum(roles).nullable().default(null), after: cursor.nullable().default(null), limit: z.int().min(1).max(200).default(100) }))
    .output(z.object({ rows: z.array(referralRow), next: cursor.nullable() })),
  counts: operation({ access: 'referral.read', scope: 'clinic' }).output(queueCounts),
  open: operation({ access: 'referral.read', scope: 'clinic' }).input(z.object({ referralId: id })).output(referralDetail),
  /** Confirms the proposal, which main computes again: the class must still be the one the person saw, else `STALE`. */
  accept: operation({ access: 'triage.confirm.routine', scope: 'clinic' })
    .input(z.object({ referralId: id, expectedVersion: z.int(), seenCls: urgency, redirectTo: line(200).nullable(), note: prose(2000).nullable(), route }))
    .output(z.object({ version: z.int(), state: referralState })),
  /** Decides otherwise than proposed, with a reason. Lowering a class: rheumatologist or IPS only. */
  override: operation({ access: 'triage.confirm.routine', scope: 'clinic' })
    .input(z.object({
      referralId: id, expectedVersion: z.int(), cls: urgency, primary: professionalCode, modality, disposition, reason: filled(1000),
      redirectTo: line(200).nullable(), note: prose(2000).nullable(), route,
    }))
    .output(z.object({ version: z.int(), state: referralState })),
  /** Whom the person could see beyond the first professional, how, why, and how long one waits for each; null while nothing can be proposed. */
  routing: operation({ access: 'referral.read', scope: 'clinic' }).input(z.object({ referralId: id })).output(routing.nullable()),
  /** Takes a decision back while nothing has changed since: by whoever took it, or who may override. */
  undoDecision: operation({ access: 'triage.confirm.routine', scope: 'clinic' }).input(z.object(seen)).output(moved),
  /** Takes a referral from the queue of one's profession, or gives it back to the queue. */
  claim: operation({ access: 'referral.return', scope: 'own' }).input(z.object(seen)).output(moved),
  release: operation({ access: 'referral.return', scope: 'own' }).input(z.object(seen)).output(moved),
  /** Those who may be given a referral of their queue, or asked for an opinion. */
  colleagues: operation({ access: 'referral.read', scope: 'clinic' }).output(z.array(z.object({ userId: id, name: z.string(), roles: z.array(z.enum(roles)), mayGiveOpinion: z.boolean() })).max(500)),
  /** Gives a referral of a queue to somebody of that profession, or to nobody, from whoever had it (`before`); a reason where there is one. */
  assign: operation({ access: 'referral.return', scope: 'own' }).input(z.object({ ...seen, to: id.nullable(), reason: prose(500).nullable() })).output(moved.extend({ before: id.nullable() })),
  /** Asks a colleague who triages what they think; the referral keeps its class, its place and its clock. */
  askOpinion: operation({ access: 'triage.confirm.routine', scope: 'clinic' }).input(z.object({ ...seen, of: id, question: filled(1000) })).output(moved),
  /** Whoever was asked answers. It decides nothing. */
  giveOpinion: operation({ access: 'triage.confirm.routine', scope: 'clinic' }).input(z.object({ ...seen, words: filled(2000) })).output(moved),
  withdrawOpinion: operation({ access: 'triage.confirm.routine', scope: 'clinic' }).input(z.object(seen)).output(moved),
  /** Sends a referral of one's own queue back to triage, with a reason. */
  return: operation({ access: 'referral.return', scope: 'own' }).input(z.object({ ...seen, reason: filled(1000) })).output(moved),
  /** Asks the referrer for what is missing; the referral keeps its class and its place. */
  ask: operation({ access: 'referral.complete', scope: 'clinic' })
    .input(z.object({ ...seen, items: z.array(z.string().max(60)).max(60), message: filled(4000) }))
    .output(moved),
  /** The answer came, or the question is taken back. */
  endAsking: operation({ access: 'referral.complete', scope: 'clinic' })
    .input(z.object({ ...seen, outcome: z.enum(['answered', 'withdrawn']) }))
    .output(moved),
  /** Refuses a request, takes it back for whoever asked, or closes one that is done with; with a reason, always. */
  end: operation({ access: 'referral.complete', scope: 'clinic' }).input(z.object({ ...seen, outcome: referralEnd, reason: filled(1000) })).output(moved),
  /** One declined or cancelled goes back to triage, with a reason; its delay goes on from the date of the request. */
  reopen: operation({ access: 'referral.complete', scope: 'clinic' }).input(z.object({ ...seen, reason: filled(1000) })).output(moved),
  /** The delay stands while the patient or the referrer is waited for; `until` null: until it is resumed. */
  pause: operation({ access: 'referral.complete', scope: 'clinic' })
    .input(z.object({ ...seen, pauseId: id, cause: z.enum(['patient', 'referrer']), reason: filled(500), from: isoDate, until: isoDate.nullable() }))
    .output(moved),
  /** The delay runs again from a date, today at the latest. */
  resume: operation({ access: 'referral.complete', scope: 'clinic' })
    .input(z.object({ ...seen, pauseId: id, on: isoDate }))
    .output(moved),
  /** Accepted requests that will pass their delay, as the calendars are now: those due first take the first places. */
  forecast: operation({ access: 'referral.read', scope: 'clinic' }).output(
    z.object({ asOf: isoDate, breaches: z.array(z.object({ referralId: id, cls: urgency, dueOn: isoDate, placeOn: isoDate.nullable() })) }),
  ),
  /** Says that one has a referral open, and answers who else has. Asked again every few seconds; never stored. */
  attend: operation({ access: 'referral.read', scope: 'clinic' })
    .input(z.object({ referralId: id }))
    .output(z.object({ others: z.array(z.object({ name: z.string(), since: instant })).max(20) })),
  /** How long each class may wait in this clinic, which days count, and the longest there may be. */
  delays: operation({ access: 'settings.manage', scope: 'clinic' }).output(clinicDelays),
  /** Undecided requests follow at once; those decided on keep the delay they were decided with. */
  setDelays: operation({ access: 'settings.manage', scope: 'clinic' }).input(delaySettings).output(z.object({ changed: z.boolean() })),
  recordEmergencyCall: operation({ access: 'triage.confirm.urgent', scope: 'clinic' })
    .input(z.object({ referralId: id, expectedVersion: z.int(), calledWhom: filled(200), calledAt: instant, note: prose(2000).nullable() }))
    .output(z.object({ version: z.int() })),
};
