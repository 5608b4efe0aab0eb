import { isContractProcedure } from '@orpc/contract';
import { call } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '#contract/index.ts';
import { everybody } from '#contract/cohorts.ts';
import type { Delivery } from '#contract/deliveries.ts';
import { exportContents } from '#contract/exports.ts';
import type { Role } from '#contract/permissions.ts';
import { qualityCheckCodes } from '#contract/quality.ts';
import { noFilters, registrySortKeys } from '#contract/registry.ts';
import type { CallContext } from '../call-context.ts';
import { goodAdministration } from '../pathways/doses/testing/dosed-patient.ts';
import { findingsOf } from '../referrals/testing/referral-fixtures.ts';
import { createRouter } from '../router.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import { type Caller, commandLineCaller } from '../users/caller.ts';
import { type PlantedRecord, plantRecord, secrets } from './testing/planted-record.ts';

/**
 * Every operation of the contract, asked about a restricted record by people outside its care team: nothing of what the record
 * says may be in any answer or error. An operation that is not named here fails the test: say what it is asked, or why it
 * tells nothing of a patient.
 */

/** Operations that answer nothing of a patient, by area or by name. */
const tellNothing = [
  'session', 'accounts', 'people', 'credentials', 'nurses.list', 'nurses.save', 'workshops.fees', 'workshops.saveFee', 'workshops.prepare', 'workshops.ledger', 'workshops.moveLine', 'workshops.correct', 'workshops.replace', 'workshops.file', 'referrers', 'backups', 'referrals.vocabulary', 'appointments.videoSettings', 'appointments.setVideoSettings', 'imports.cancel', 'audit.verify', 'audit.people',
  'session', 'accounts', 'people', 'sites', 'resources', 'visitTypes', 'referrers', 'backups', 'referrals.vocabulary', 'appointments.videoSettings', 'appointments.setVideoSettings', 'imports.cancel', 'audit.verify', 'audit.people',
  'absences.list', 'calendars.ofProfessional', 'calendars.openFeed', 'calendars.closeFeed', 'calendars.readBusy', 'calendars.removeBusy', 'calendars.pushSettings', 'calendars.setPush', 'calendars.pushTarget', 'calendars.setPushTarget', 'calendars.removePushTarget', 'calendars.pushNow', 'absences.setHolidays', 'exports.cancel', 'access.colleagues', 'patientEdits.checkEntry', 'patients.checkNir', 'patients.registryLayout', 'patients.saveRegistryLayout', 'letters.letterhead', 'letters.setLetterhead', 'letters.templates', 'letters.templateVersions', 'letters.previewTemplate', 'letters.saveTemplate',
  'duplicates.scan', 'duplicates.cancelScan',
  // Where to look again, and ids of records within reach alone: `live-service.test.ts`.
  'live',
  // Rules of messages: invented visits, no person. What is prepared of whom is counted alone.
  // How the clinic sends; a test message to an address that is given.
  'messageChannels',
  'messages.rules', 'messages.ruleVersions', 'messages.previewRule', 'messages.saveRule', 'messages.prepare', 'dayLists.notePrinted', 'messages.automation', 'messages.stopAutomation', 'messages.saveAutomation', 'messages.switchAutomation',
  // Studies and counts of their extracts; what an extract holds of whom: `extract-service.test.ts`.
  'research.studies', 'research.createStudy', 'research.run', 'research.cancel', 'research.extracts',
  // Counts, none under five.
  'indicators',
  // A text given, of nobody.
  'referrals.readLetter',
  // The schedule the clinic follows.
  'monitoring.schedule', 'monitoring.chooseSchedule',
  // Versions of the triage rules, counts of requests by class.
  'rules.versions', 'rules.read', 'rules.readBack', 'rules.save', 'rules.replay', 'rules.cancelReplay', 'rules.replayed', 'rules.putInForce',
  // How long each class may wait.
  'referrals.delays', 'referrals.setDelays',
  // Scores worked out from what is given, of nobody.
  'instruments',
  // Drugs and diseases, not whose.
  'treatments.catalogue', 'diagnoses.catalogue', 'prevention.vaccines', 'plans.templates', 'pathways.definitions', 'plans.templateVersions', 'plans.readTemplate', 'plans.tryTemplate', 'plans.saveTemplate', 'plans.useTemplate', 'plans.templateChoices', 'plans.withdrawTemplate', 'pathwayEditor.versions', 'pathwayEditor.read', 'pathwayEditor.choices', 'pathwayEditor.tryOut', 'pathwayEditor.save', 'pathwayEditor.use', 'pathwayEditor.begin', 'pathwayEditor.retire', 'pathwayEditor.offer',
  // Definitions, not whom they find.
  'cohorts.vocabulary', 'cohorts.list', 'cohorts.save', 'cohorts.remove',
  // Counts of those within reach: `cohort-service.test.ts`, `comparison-service.test.ts`, `quality-service.test.ts`.
  'programme', 'triageQuality.read', 'triageQuality.file', 'triageQuality.unused', 'secondRatings.samples', 'secondRatings.raters', 'secondRatings.eligible', 'secondRatings.draw', 'secondRatings.end', 'cohorts.figures', 'comparison', 'quality.list', 'recalls.create', 'recalls.assign', 'recalls.defineLost',
  // One's own writing, sealed for oneself.
  'drafts',
  // What a file says and how it is to be read; its rows, decisions and what is taken of them are asked below.
  'tableImports.begin', 'tableImports.reread', 'tableImports.open', 'tableImports.unfinished', 'tableImports.keep', 'tableImports.discard', 'tableImports.mappings', 'tableImports.rejectedFile', 'tableImports.mappingFile', 'tableImports.remember', 'tableImports.forget',
  // Opens the record, with a reason: `access-service.test.ts`.
  'access.openByException',
];

interface Probe {
  readonly inputs: (planted: PlantedRecord, newId: () => string) => readonly unknown[];
  /** A secret the care team gets from it: what shows that the probe would find a leak. Null where even the care team gets none. */
  readonly tells: keyof typeof secrets | null;
}

const identityOf = ({ birthDate, nam, fileNumber }: PlantedRecord) => ({ familyName: 'Plantée-Cachette', givenName: 'Rose', birthDate, nam, fileNumber });
const request = { reasonCode: 'RH04', findings: findingsOf.B, prerequisitesProvided: [] };

const nothingMapped = { version: 1, reading: { format: 'delimited', encoding: null, separator: null, sheet: null, headerLine: 1 }, columns: [], dateOrder: null, decimal: null, values: {}, merge: 'fill', sure: 'ask', likely: 'ask' };

const nothingFound = { on: '2026-11-16', jointSet: null, joints: {}, instruments: [], values: {}, choices: {}, takenOn: {}, note: '' };

/** Another half-hour for each series and each place held, on working days from a Monday of January on. */
const workingDay = (day: number): number => Math.floor(day / 5) * 7 + (day % 5);
let quarter = 0;
const nextQuarter = (): string => {
  quarter += 1;
  return new Date(Date.parse('2027-01-18T13:00:00.000Z') + workingDay(Math.floor(quarter / 6)) * 86_400_000 + (quarter % 6) * 1_800_000).toISOString();
};

/** Another day for each booking: December, from the first on. */
let day = 0;
const nextTime = (): string => {
  day += [5, 12, 19, 26].includes(day + 1) ? 3 : 1;
  return `2026-12-${String(day).padStart(2, '0')}T14:00:00.000Z`;
};

const dose = { amount: 15, unit: 'mg', times: 1, perDays: 7, asNeeded: false } as const;

const probes: Readonly<Record<string, Probe>> = {
  'access.door': { tells: 'region', inputs: ({ patientId, retiredId }) => [{ patientId }, { patientId: retiredId }] },
  'access.standing': { tells: 'restriction', inputs: ({ patientId }) => [{ patientId }] },
  'access.restrict': { tells: null, inputs: ({ patientId }) => [{ patientId, reason: 'other', words: 'encore' }] },
  'access.lift': { tells: null, inputs: ({ patientId }) => [{ patientId, words: 'pour voir' }] },
  'access.setStance': { tells: null, inputs: ({ patientId }, newId) => [{ patientId, userId: newId(), stance: 'member' }] },
  'recordCopies.make': {
    tells: null,
    inputs: ({ patientId, retiredId }, newId) => [patientId, retiredId].map((id) => ({ copyId: newId(), patientId: id, language: 'fr', requester: 'X', relationship: 'other', purpose: 'x', withAccesses: true, passphrase: null })),
  },
  'recordCopies.list': { tells: 'copy', inputs: ({ patientId }) => [{ patientId }] },
  'patients.search': { tells: 'region', inputs: ({ nam, fileNumber }) => [{ text: 'plantee cach' }, { text: nam }, { text: fileNumber }, { text: secrets.birthName }] },
  'patients.list': {
    tells: 'problem',
    inputs: () => [{ text: '' }, { text: 'plantee' }, ...registrySortKeys.map((by) => ({ text: '', sort: { by, direction: 'ascending' } })), { text: '', filters: { ...noFilters, region: [secrets.region] } }],
  },
  'patients.facets': { tells: 'problem', inputs: () => [{ text: '' }, { text: 'plantee' }, { text: '', filters: { ...noFilters, sex: ['F'] } }] },
  'patients.open': { tells: 'problem', inputs: ({ patientId, retiredId }) => [{ patientId }, { patientId: retiredId }] },
  'patients.results': { tells: 'result', inputs: ({ patientId }) => [{ patientId }, { patientId, test: secrets.result }] },
  'patients.checkNam': { tells: null, inputs: (planted) => [{ ...identityOf(planted), administrativeSex: 'F', exceptPatientId: null }] },
  'patients.likelyDuplicates': { tells: 'region', inputs: (planted) => [identityOf(planted)] },
  'patients.register': {
    tells: null,
    inputs: (planted, newId) => [{
      patientId: newId(), ...identityOf(planted), nam: null, birthFamilyName: null, administrativeSex: 'F', language: 'fr', phone: '', email: '', addressLine: '', city: '', postalCode: '', regionCode: '06',
      mobility: 'unknown', teleSuitability: 'unknown',
    }],
  },
  'patientEdits.save': { tells: null, inputs: ({ patientId }) => [{ patientId, expectedVersion: 0, fields: { city: 'Laval' } }, { patientId, expectedVersion: 1, fields: { city: 'Laval' } }] },
  'patientEdits.undo': { tells: null, inputs: ({ patientId }, newId) => [{ patientId, changeId: newId() }] },
  'patientEdits.history': { tells: 'birthName', inputs: ({ patientId, retiredId }) => [{ patientId }, { patientId: retiredId }] },
  'referrals.propose': { tells: null, inputs: ({ patientId }) => [{ patientId, ...request, receivedOn: '2026-11-16' }] },
  'referrals.enter': { tells: null, inputs: ({ patientId }, newId) => [{ referralId: newId(), patientId, referrerId: null, receivedOn: '2026-11-16', requestedClass: null, freeText: '', ...request }] },
  'referrals.queue': { tells: 'referralWords', inputs: () => ['to-triage', 'incomplete', 'to-book', 'mine', 'opinions', 'done'].map((list) => ({ list })) },
  'referrals.counts': { tells: null, inputs: () => [undefined] },
  'referrals.open': { tells: 'referralWords', inputs: ({ receivedReferralId, bookedReferralId }) => [{ referralId: receivedReferralId }, { referralId: bookedReferralId }] },
  'referrals.findingsOnFile': { tells: null, inputs: ({ patientId }) => [{ patientId, receivedOn: '2026-11-16' }] },
  'referrals.complete': { tells: null, inputs: ({ receivedReferralId }) => [{ referralId: receivedReferralId, expectedVersion: 1, freeText: '', ...request }] },
  'referrals.end': { tells: null, inputs: ({ receivedReferralId }) => [{ referralId: receivedReferralId, expectedVersion: 1, outcome: 'declined', reason: 'autre' }] },
  'referrals.reopen': { tells: null, inputs: ({ receivedReferralId }) => [{ referralId: receivedReferralId, expectedVersion: 1, reason: 'autre' }] },
  'referrals.pause': { tells: null, inputs: ({ receivedReferralId }, newId) => [{ referralId: receivedReferralId, expectedVersion: 1, pauseId: newId(), cause: 'patient', reason: 'absente', from: '2026-11-16', until: null }] },
  'referrals.resume': { tells: null, inputs: ({ receivedReferralId }, newId) => [{ referralId: receivedReferralId, expectedVersion: 1, pauseId: newId(), on: '2026-11-16' }] },
  // Ids, classes and days of the lines of the queue.
  'referrals.forecast': { tells: null, inputs: () => [undefined] },
  'referrals.accept': { tells: null, inputs: ({ receivedReferralId }) => [{ referralId: receivedReferralId, expectedVersion: 1, seenCls: 'B', redirectTo: null, note: null }] },
  'referrals.override': {
    tells: null,
    inputs: ({ receivedReferralId }) => [{ referralId: receivedReferralId, expectedVersion: 1, cls: 'A', primary: 'RHEUM', modality: 'IN_PERSON', disposition: 'book', reason: 'autre', redirectTo: null, note: null }],
  },
  'referrals.routing': { tells: null, inputs: ({ receivedReferralId }) => [{ referralId: receivedReferralId }] },
  'referrals.undoDecision': { tells: null, inputs: ({ bookedReferralId }) => [{ referralId: bookedReferralId, expectedVersion: 1 }] },
  'referrals.claim': { tells: null, inputs: ({ receivedReferralId }) => [{ referralId: receivedReferralId, expectedVersion: 1 }] },
  'referrals.release': { tells: null, inputs: ({ receivedReferralId }) => [{ referralId: receivedReferralId, expectedVersion: 1 }] },
  // Names and roles of colleagues: nothing of anybody’s record.
  'referrals.colleagues': { tells: null, inputs: () => [undefined] },
  'referrals.assign': { tells: null, inputs: ({ receivedReferralId }, newId) => [{ referralId: receivedReferralId, expectedVersion: 1, to: newId(), reason: null }] },
  'referrals.askOpinion': { tells: null, inputs: ({ receivedReferralId }, newId) => [{ referralId: receivedReferralId, expectedVersion: 1, of: newId(), question: 'autre' }] },
  'referrals.giveOpinion': { tells: null, inputs: ({ receivedReferralId }) => [{ referralId: receivedReferralId, expectedVersion: 1, words: 'autre' }] },
  'referrals.withdrawOpinion': { tells: null, inputs: ({ receivedReferralId }) => [{ referralId: receivedReferralId, expectedVersion: 1 }] },
  'referrals.return': { tells: null, inputs: ({ receivedReferralId }) => [{ referralId: receivedReferralId, expectedVersion: 1, reason: 'autre' }] },
  'referrals.ask': { tells: null, inputs: ({ receivedReferralId }) => [{ referralId: receivedReferralId, expectedVersion: 1, items: ['CBC'], message: 'Merci' }] },
  'referrals.endAsking': { tells: null, inputs: ({ receivedReferralId }) => [{ referralId: receivedReferralId, expectedVersion: 1, outcome: 'answered' }] },
  'referrals.attend': { tells: null, inputs: ({ receivedReferralId }) => [{ referralId: receivedReferralId }] },
  'referrals.recordEmergencyCall': { tells: null, inputs: ({ receivedReferralId }) => [{ referralId: receivedReferralId, expectedVersion: 1, calledWhom: 'x', calledAt: '2026-11-16T15:00:00.000Z', note: null }] },
  'rules.replayCases': { tells: 'number', inputs: ({ replayId }) => [{ replayId }, { replayId, from: 'B', to: 'C' }] },
  'triageQuality.reasons': { tells: 'sentBack', inputs: () => [{ from: '2026-01-01', until: '2026-12-31', kind: 'returned' }] },
  'secondRatings.differing': { tells: 'ratingNote', inputs: ({ sampleId }) => [{ sampleId }] },
  // Asked of the member: age and reason of the request, no words of it.
  'secondRatings.mine': { tells: null, inputs: () => [undefined] },
  'secondRatings.read': { tells: 'referralWords', inputs: ({ ratingId }) => [{ ratingId }] },
  'secondRatings.rate': { tells: null, inputs: ({ ratingId }) => [{ ratingId, cls: 'C', disposition: 'book', primary: 'RHEUM', note: null }] },
  'secondRatings.takeBack': { tells: null, inputs: ({ ratingId }) => [{ ratingId }] },
  'letters.list': { tells: 'letter', inputs: ({ bookedReferralId }) => [{ referralId: bookedReferralId }] },
  'letters.write': { tells: null, inputs: ({ bookedReferralId, letterId }, newId) => [letterId, newId()].map((id) => ({ letterId: id, referralId: bookedReferralId, kind: 'advice', language: 'fr', addressee: 'Dre X', body: 'Bonjour' })) },
  'letters.draft': { tells: 'note', inputs: ({ bookedReferralId }) => [{ referralId: bookedReferralId, kind: 'advice', language: 'fr' }] },
  'letters.withdraw': { tells: null, inputs: ({ letterId }) => [{ letterId }] },
  'attachments.list': { tells: 'paper', inputs: ({ bookedReferralId }) => [{ referralId: bookedReferralId }] },
  'attachments.add': { tells: 'paper', inputs: ({ bookedReferralId, attachmentId }, newId) => [{ attachmentId, referralId: bookedReferralId, intakeId: newId(), name: 'x' }, { attachmentId: newId(), referralId: bookedReferralId, intakeId: newId(), name: 'x' }] },
  'attachments.rename': { tells: null, inputs: ({ attachmentId }) => [{ attachmentId, name: 'x' }] },
  'attachments.remove': { tells: null, inputs: ({ attachmentId }) => [{ attachmentId, reason: 'x' }] },
  'attachments.restore': { tells: null, inputs: ({ attachmentId }) => [{ attachmentId }] },
  'attachments.open': { tells: null, inputs: ({ attachmentId }) => [{ attachmentId }] },
  'duplicates.list': { tells: 'twin', inputs: () => [{ state: 'open' }, { state: 'different' }] },
  'duplicates.status': { tells: null, inputs: () => [undefined] },
  'duplicates.compare': { tells: 'phone', inputs: ({ patientId, twinId }) => [{ oneId: patientId, otherId: twinId }] },
  'duplicates.separate': { tells: null, inputs: ({ patientId, twinId }) => [{ oneId: patientId, otherId: twinId }] },
  'duplicates.reopen': { tells: null, inputs: ({ pairId }) => [{ pairId }] },
  'duplicates.merge': { tells: null, inputs: ({ patientId, twinId }, newId) => [{ mergeId: newId(), survivorId: twinId, survivorVersion: 1, retiredId: patientId, retiredVersion: 1, take: [] }] },
  'duplicates.merges': { tells: 'merged', inputs: () => [{ after: null }] },
  'duplicates.undoMerge': { tells: null, inputs: ({ mergeId }) => [{ mergeId }] },
  'appointments.prepare': { tells: 'phone', inputs: ({ patientId, retiredId, receivedReferralId, bookedReferralId }) => [{ referralId: null, patientId }, { referralId: null, patientId: retiredId }, { referralId: receivedReferralId, patientId: null }, { referralId: bookedReferralId, patientId: null }] },
  'appointments.freeSlots': {
    tells: null,
    inputs: ({ patientId, receivedReferralId }) => [{ referralId: receivedReferralId, patientId, practitionerId: null, role: 'any', modality: 'IN_PERSON', minutes: null, from: '2026-11-17', days: 5 }],
  },
  // What raises a place for whom: `slot-service.test.ts`.
  'slots.best': {
    tells: null,
    inputs: ({ patientId, receivedReferralId }) => [receivedReferralId, null].map((referralId) => ({ referralId, patientId, practitionerId: null, role: 'any', modality: null, minutes: null, from: '2026-11-17', days: 5 })),
  },
  'slots.preferences': { tells: 'visitWishes', inputs: ({ patientId, retiredId }) => [{ patientId }, { patientId: retiredId }] },
  'slots.setPreferences': { tells: null, inputs: ({ patientId }) => [{ patientId, expectedVersion: 1, weekdays: [1], halfDays: [], modalities: [], noticeHours: null, travelKm: null, travelMinutes: null, words: 'x' }] },
  'series.plan': { tells: null, inputs: ({ patientId, practitionerId }) => [{ patientId, practitionerId, modality: 'IN_PERSON', minutes: 30, startsAt: '2026-11-18T14:00:00.000Z', weeks: [1, 2] }] },
  'series.book': {
    tells: 'phone',
    inputs: ({ patientId, practitionerId }, newId) => [{
      seriesId: newId(), patientId, referralId: null, modality: 'IN_PERSON', minutes: 30, patientZone: null, purpose: null, reason: null, consent: null, visits: [{ appointmentId: newId(), practitionerId, startsAt: nextQuarter() }],
    }],
  },
  'series.open': { tells: 'visitReason', inputs: ({ seriesId }) => [{ seriesId }] },
  'series.planMove': { tells: null, inputs: ({ seriesVisitId, practitionerId }) => [{ appointmentId: seriesVisitId, practitionerId, startsAt: '2026-12-01T14:00:00.000Z' }] },
  'series.move': { tells: null, inputs: ({ seriesId, seriesVisitId, practitionerId }) => [{ seriesId, visits: [{ appointmentId: seriesVisitId, expectedVersion: 0, practitionerId, startsAt: '2026-12-01T14:00:00.000Z', minutes: 30 }] }] },
  'series.cancel': { tells: null, inputs: ({ seriesId, seriesVisitId }) => [{ seriesId, visits: [{ appointmentId: seriesVisitId, expectedVersion: 0 }], party: 'patient', cause: 'ill', note: null, request: 'waits' }] },
  'series.undo': { tells: null, inputs: ({ seriesId, seriesVisitId }) => [{ seriesId, done: 'booked', visits: [{ appointmentId: seriesVisitId, expectedVersion: 0 }] }] },
  'waiting.list': { tells: 'waitingWords', inputs: () => [undefined] },
  'waiting.add': { tells: 'phone', inputs: ({ patientId }, newId) => [{ entryId: newId(), patientId, appointmentId: null, role: 'nurse', modality: null, dueOn: null, words: 'x' }] },
  'waiting.remove': { tells: null, inputs: ({ waitingId }) => [{ entryId: waitingId }, { entryId: waitingId, back: true }] },
  'waiting.freed': { tells: null, inputs: () => [undefined] },
  'waiting.matches': { tells: 'phone', inputs: ({ practitionerId }) => [{ practitionerId, startsAt: '2026-11-26T19:30:00.000Z', minutes: 30, modality: 'IN_PERSON' }] },
  'waiting.holds': { tells: 'phone', inputs: () => [undefined] },
  'waiting.hold': { tells: 'phone', inputs: ({ patientId, practitionerId }, newId) => [{ holdId: newId(), practitionerId, startsAt: nextQuarter(), minutes: 30, modality: 'IN_PERSON', patientId, referralId: null, entryId: null, forMinutes: 30 }] },
  'waiting.release': { tells: null, inputs: ({ holdId }) => [{ holdId }] },
  'appointments.book': {
    tells: 'phone',
    inputs: ({ patientId, practitionerId }, newId) => [{
      appointmentId: newId(), patientId, referralId: null, practitionerId, startsAt: nextTime(), minutes: 30, modality: 'IN_PERSON', patientZone: null, reason: null, consent: null,
    }],
  },
  'appointments.undoBooking': { tells: null, inputs: ({ appointmentId }) => [{ appointmentId, expectedVersion: 0 }] },
  'appointments.restore': { tells: null, inputs: ({ appointmentId }) => [{ appointmentId, expectedVersion: 0 }] },
  'appointments.open': { tells: 'calledOff', inputs: ({ appointmentId, calledOffId }) => [{ appointmentId }, { appointmentId: calledOffId }] },
  'appointments.day': { tells: 'visitReason', inputs: ({ visitDay }) => [{ date: visitDay, practitionerId: null }] },
  'dayLists.makePdf': { tells: null, inputs: ({ visitDay }) => [{ date: visitDay, practitionerId: null }] },
  'appointments.week': { tells: 'visitReason', inputs: ({ visitDay, practitionerId }) => [{ date: visitDay, practitionerId }] },
  'calendars.visitsFile': { tells: null, inputs: ({ appointmentId, calledOffId }) => [{ appointmentIds: [appointmentId, calledOffId], language: 'fr', withName: true }] },
  'calendars.professionalFile': { tells: null, inputs: ({ practitionerId, visitDay }) => [{ practitionerId, from: visitDay, days: 30, language: 'fr', withNames: false }, { practitionerId, from: visitDay, days: 30, language: 'en', withNames: true }] },
  'appointments.clinicWeek': { tells: null, inputs: ({ visitDay }) => [{ date: visitDay }] },
  'visits.calendarFile': { tells: null, inputs: ({ appointmentId, calledOffId }) => [{ appointmentId, language: 'fr', withName: true }, { appointmentId: calledOffId, language: 'en', withName: false }] },
  'visits.mark': { tells: null, inputs: ({ appointmentId }) => [{ appointmentId, expectedVersion: 1, as: 'arrived' }] },
  'visits.markMany': { tells: null, inputs: ({ appointmentId, calledOffId }) => [{ visits: [{ appointmentId, expectedVersion: 0 }, { appointmentId: calledOffId, expectedVersion: 2 }], as: 'confirmed' }] },
  'remoteVisits.check': {
    tells: null,
    inputs: ({ appointmentId }) => [{ appointmentId, expectedVersion: 1, checklist: { identity: ['name', 'birth-date'], place: 'x', phone: 'x', emergencyContact: '', others: null, interpreter: '', plan: 'call-back', technical: 'works' } }],
  },
  'remoteVisits.fallBack': { tells: null, inputs: ({ appointmentId }) => [{ appointmentId, expectedVersion: 1, reason: 'x' }] },
  'remoteVisits.toBook': { tells: 'toBookWords', inputs: () => [{}] },
  'remoteVisits.drop': { tells: null, inputs: ({ appointmentId }) => [{ appointmentId, expectedVersion: 0, reason: 'x' }] },
  'messages.list': { tells: 'messageSubject', inputs: () => [{ filter: 'open' }] },
  'messages.open': { tells: 'messageBody', inputs: ({ messageId }) => [{ messageId }] },
  'messages.edit': { tells: null, inputs: ({ messageId }) => [{ messageId, expectedVersion: 0, subject: 'x', body: 'x' }] },
  'messages.decide': { tells: null, inputs: ({ messageId }) => [{ messages: [{ messageId, expectedVersion: 0 }], to: 'held' }] },
  'messages.print': { tells: null, inputs: ({ messageId }) => [{ messages: [{ messageId, expectedVersion: 0 }] }] },
  'messages.exportFile': { tells: null, inputs: ({ messageId }) => [{ messages: [{ messageId, expectedVersion: 0 }] }] },
  'messages.preferences': { tells: 'contactNote', inputs: ({ patientId }) => [{ patientId }] },
  'messages.setPreference': { tells: 'contactNote', inputs: ({ patientId }) => [{ patientId, channel: 'sms', wants: true, note: 'x' }] },
  'messages.ofPatient': { tells: 'messageSubject', inputs: ({ patientId }) => [{ patientId }] },
  'visits.move': { tells: null, inputs: ({ appointmentId, practitionerId }) => [{ appointmentId, expectedVersion: 0, practitionerId, startsAt: '2026-12-01T14:00:00.000Z', minutes: 30 }] },
  'visits.tryMove': { tells: null, inputs: ({ appointmentId, practitionerId }) => [{ appointmentId, practitionerId, startsAt: '2026-12-01T14:00:00.000Z', minutes: 30 }] },
  'visits.cancel': { tells: null, inputs: ({ appointmentId }) => [{ appointmentId, expectedVersion: 0, party: 'patient', cause: 'ill', note: null, request: 'waits' }] },
  'visits.undoStep': { tells: null, inputs: ({ calledOffId }) => [{ appointmentId: calledOffId, expectedVersion: 2 }] },
  // Over the visit: it is listed as in the way.
  'absences.add': { tells: null, inputs: ({ visitDay, practitionerId }, newId) => [{ absenceId: newId(), practitionerId, firstDate: visitDay, lastDate: visitDay, startsAt: null, endsAt: null, words: 'x' }] },
  'absences.remove': { tells: null, inputs: (_planted, newId) => [{ absenceId: newId(), back: true }] },
  'absences.workHoliday': { tells: null, inputs: () => [{ date: '2026-12-25', works: false }] },
  'absences.inTheWay': { tells: 'visitReason', inputs: ({ practitionerId }) => [{ practitionerId: null }, { practitionerId }] },
  'absences.keepVisit': { tells: null, inputs: ({ appointmentId }) => [{ appointmentId, expectedVersion: 1, reason: 'x' }, { appointmentId, expectedVersion: 0, reason: 'x' }] },
  'appointments.noteConsent': { tells: 'visitReason', inputs: ({ appointmentId }) => [{ appointmentId, consent: { given: true, how: 'verbal', limitsExplained: true } }] },
  'exports.run': {
    tells: 'problem',
    inputs: ({ patientId }) => [{ kind: 'patient', patientId }, { kind: 'clinic' }].map((scope) => ({ scope, format: 'fhir-bundle', contents: [...exportContents], purpose: 'care', note: null, passphrase: null })),
  },
  'exports.list': { tells: null, inputs: () => [{ after: null }] },
  'exports.preview': { tells: null, inputs: ({ patientId }) => [{ kind: 'patient', patientId }, { kind: 'list', text: 'plantee' }, { kind: 'clinic' }].map((scope) => ({ scope, contents: [] })) },
  'research.consent': { tells: null, inputs: ({ patientId, retiredId }) => [{ patientId }, { patientId: retiredId }] },
  'research.recordConsent': { tells: null, inputs: ({ patientId }, newId) => [{ consentId: newId(), patientId, decision: 'granted', decidedOn: '2026-11-16', way: 'written', giver: 'person', note: '' }] },
  'research.preview': { tells: null, inputs: ({ patientId }) => [{ scope: { kind: 'people', patientIds: [patientId] } }, { scope: { kind: 'clinic' } }] },
  'imports.list': { tells: 'keptText', inputs: () => [{}] },
  'imports.run': { tells: null, inputs: (_planted, newId) => [{ intakeIds: [newId()] }] },
  'imports.undo': { tells: null, inputs: (_planted, newId) => [{ importId: newId() }] },
  'tableImports.rows': { tells: 'region', inputs: ({ tableId }) => [{ importId: tableId, state: null }] },
  'tableImports.decide': { tells: null, inputs: ({ tableId, patientId }) => [{ importId: tableId, lines: [2], decision: { kind: 'merge', patientId } }, { importId: tableId, lines: null, decision: { kind: 'mergeSurest' } }] },
  'tableImports.correct': { tells: 'region', inputs: ({ tableId }) => [{ importId: tableId, line: 2, cells: [{ column: 1, text: 'Rose' }] }] },
  'tableImports.check': { tells: null, inputs: (_planted, newId) => [{ importId: newId(), mapping: nothingMapped }] },
  'tableImports.run': { tells: null, inputs: ({ tableId }) => [{ importId: tableId }] },
  'assessments.list': { tells: 'number', inputs: ({ patientId, retiredId }) => [{ patientId }, { patientId: retiredId }] },
  'assessments.begin': { tells: null, inputs: ({ patientId, appointmentId }) => [{ patientId }, { patientId, appointmentId }] },
  'assessments.open': { tells: 'assessment', inputs: ({ assessmentId }) => [{ assessmentId }] },
  'assessments.save': { tells: null, inputs: ({ assessmentId }) => [{ assessmentId, expectedVersion: 3, entry: nothingFound }] },
  'assessments.work': { tells: null, inputs: ({ patientId }) => [{ patientId, entry: nothingFound }] },
  'assessments.sign': { tells: null, inputs: ({ assessmentId }) => [{ assessmentId, expectedVersion: 3 }] },
  'assessments.amend': { tells: null, inputs: ({ assessmentId }) => [{ assessmentId, expectedVersion: 1, reason: 'encore' }] },
  'diagnoses.list': { tells: 'problem', inputs: ({ patientId, retiredId }) => [{ patientId }, { patientId: retiredId }] },
  'diagnoses.save': {
    tells: null,
    inputs: ({ patientId, conditionId }, newId) => [[newId(), null] as const, [conditionId, 0] as const].map(([diagnosisId, expectedVersion]) => ({
      diagnosisId, patientId, expectedVersion, code: 'M05.9', text: '', status: 'active', verification: 'confirmed', onsetOn: null, endedOn: null, signs: { rheumatoidFactor: null, antiCcp: null, ana: null, hlaB27: null, erosions: null },
    })),
  },
  'diagnoses.withdraw': { tells: null, inputs: ({ conditionId }) => [{ diagnosisId: conditionId, expectedVersion: 0 }] },
  'diagnoses.allergies': { tells: 'allergy', inputs: ({ patientId, retiredId }) => [{ patientId }, { patientId: retiredId }] },
  'diagnoses.addAllergy': { tells: null, inputs: ({ patientId }, newId) => [{ allergyId: newId(), patientId, substance: 'x', reaction: '', criticality: 'low' }] },
  'diagnoses.withdrawAllergy': { tells: null, inputs: ({ allergyId }) => [{ allergyId, expectedVersion: 0 }] },
  'diagnoses.stateNoAllergy': { tells: null, inputs: ({ patientId }, newId) => [{ allergyId: newId(), patientId }] },
  'prevention.vaccinations': { tells: 'vaccination', inputs: ({ patientId, retiredId }) => [{ patientId }, { patientId: retiredId }] },
  'prevention.saveVaccination': {
    tells: null,
    inputs: ({ patientId, vaccinationId }, newId) => [[newId(), null] as const, [vaccinationId, 0] as const].map(([id, expectedVersion]) => ({
      vaccinationId: id, patientId, expectedVersion, vaccine: 'mmr', text: '', status: 'completed', reason: null, reasonNote: '', givenOn: '2026-11-02', lot: '', expiresOn: null, site: null, route: null, doseNumber: null, source: 'recall', note: '',
    })),
  },
  'prevention.checklist': { tells: 'checkNote', inputs: ({ patientId, retiredId }) => [{ patientId, drug: null }, { patientId: retiredId, drug: 'tofacitinib' }] },
  'prevention.stateCheck': { tells: null, inputs: ({ patientId }, newId) => [{ checkId: newId(), patientId, item: 'infection', outcome: 'clear', on: '2026-11-02', note: '' }] },
  'prevention.withdrawCheck': { tells: null, inputs: ({ checkId }) => [{ checkId }] },
  'prevention.holds': { tells: 'planNote', inputs: ({ patientId, retiredId }) => [{ patientId, event: null, on: null }, { patientId: retiredId, event: 'urgent', on: '2026-12-02' }] },
  'prevention.keepHolds': { tells: null, inputs: ({ patientId }, newId) => [{ planId: newId(), patientId, event: 'elective', on: '2026-12-02', note: '' }] },
  'prevention.withdrawHolds': { tells: null, inputs: ({ planId }) => [{ planId, reason: 'remise' }] },
  'prevention.withdrawVaccination': { tells: null, inputs: ({ vaccinationId }) => [{ vaccinationId, expectedVersion: 0, reason: 'erreur' }] },
  'plans.preview': { tells: null, inputs: ({ patientId, planTemplateId }) => [{ patientId, templateId: planTemplateId, anchors: { start: '2026-11-16' }, options: [], practitionerId: null }] },
  'plans.apply': { tells: null, inputs: ({ patientId, followUpId, planTemplateId }, newId) => [newId(), followUpId].map((planId) => ({ planId, patientId, templateId: planTemplateId, anchors: { start: '2026-11-16' }, options: [], practitionerId: null, leftOut: [] })) },
  'plans.undoApply': { tells: null, inputs: ({ followUpId }) => [{ planId: followUpId, expectedVersion: 0 }] },
  'plans.ofPatient': { tells: 'planStep', inputs: ({ patientId, retiredId }) => [{ patientId }, { patientId: retiredId }] },
  'plans.previewMove': { tells: null, inputs: ({ followUpId }) => [{ planId: followUpId, anchors: { start: '2026-12-16' } }] },
  'plans.previewMigration': { tells: null, inputs: ({ followUpId, planTemplateId }) => [{ planId: followUpId, templateId: planTemplateId }] },
  'plans.migrate': { tells: null, inputs: ({ followUpId, planTemplateId }) => [{ planId: followUpId, expectedVersion: 0, templateId: planTemplateId }] },
  'plans.move': { tells: null, inputs: ({ followUpId }) => [{ planId: followUpId, expectedVersion: 0, anchors: { start: '2026-12-16' } }] },
  'plans.pause': { tells: null, inputs: ({ followUpId }) => [{ planId: followUpId, expectedVersion: 0, reason: 'x' }] },
  'plans.resume': { tells: null, inputs: ({ followUpId }) => [{ planId: followUpId, expectedVersion: 0, dates: 'stay' }] },
  'plans.end': { tells: null, inputs: ({ followUpId }) => [{ planId: followUpId, expectedVersion: 0, reason: 'completed', note: '' }] },
  'plans.reopen': { tells: null, inputs: ({ followUpId }) => [{ planId: followUpId, expectedVersion: 0 }] },
  'plans.closeStep': { tells: null, inputs: ({ openStepId }) => [{ stepId: openStepId, expectedVersion: 0, as: 'done', on: '2026-11-16', words: '' }] },
  'plans.reopenStep': { tells: null, inputs: ({ doneStepId }) => [{ stepId: doneStepId, expectedVersion: 0 }] },
  'plans.linkVisit': { tells: null, inputs: ({ openStepId }) => [{ stepId: openStepId, expectedVersion: 0, appointmentId: null }] },
  'plans.keepVisit': { tells: null, inputs: ({ openStepId }) => [{ stepId: openStepId, expectedVersion: 0, reason: 'x' }] },
  'plans.due': { tells: 'region', inputs: () => [{ list: 'mine' }, { list: 'all' }, { list: 'to-book' }] },
  'pathways.board': { tells: null, inputs: () => [{ code: 'new-biologic' }] },
  'pathways.column': { tells: 'region', inputs: () => ['proposed', 'preparation', 'suspended'].map((column) => ({ code: 'new-biologic', column, after: null })) },
  'pathways.ofPatient': { tells: 'pathwayNote', inputs: ({ patientId, retiredId }) => [{ patientId }, { patientId: retiredId }] },
  'pathways.propose': { tells: null, inputs: ({ patientId, enrolmentId, pathwayId }, newId) => [newId(), enrolmentId].map((id) => ({ enrolmentId: id, patientId, definitionId: pathwayId })) },
  'pathways.noteFacts': { tells: null, inputs: ({ enrolmentId }) => [{ enrolmentId, expectedVersion: 0, facts: [{ code: 'taught', value: true }] }] },
  'pathways.include': { tells: null, inputs: ({ enrolmentId }) => [{ enrolmentId, expectedVersion: 0, on: '2026-11-16', schedule: null }] },
  'pathways.advance': { tells: null, inputs: ({ enrolmentId }) => [{ enrolmentId, expectedVersion: 0, on: '2026-11-16' }] },
  'pathways.undo': { tells: null, inputs: ({ enrolmentId }) => [{ enrolmentId, expectedVersion: 0 }] },
  'pathways.suspend': { tells: null, inputs: ({ enrolmentId }) => [{ enrolmentId, expectedVersion: 0, reason: 'infection', note: '' }] },
  'pathways.resume': { tells: null, inputs: ({ enrolmentId }) => [{ enrolmentId, expectedVersion: 0, dates: 'stay' }] },
  'pathways.leave': { tells: null, inputs: ({ enrolmentId }) => [{ enrolmentId, expectedVersion: 0, reason: 'refusal', note: '' }] },
  'nurses.rank': { tells: null, inputs: ({ enrolmentId }) => [{ enrolmentId, part: 'back-up' }] },
  'nurses.assign': { tells: null, inputs: ({ enrolmentId, nurseId, assignmentId }, newId) => [newId(), assignmentId].map((id) => ({ assignmentId: id, enrolmentId, practitionerId: nurseId, part: 'back-up', note: '' })) },
  'nurses.end': { tells: null, inputs: ({ assignmentId }) => [{ assignmentId, expectedVersion: 0, reason: 'x' }] },
  'nurses.ofPatient': { tells: 'nurseNote', inputs: ({ patientId, retiredId }) => [{ patientId }, { patientId: retiredId }] },
  'nurses.peopleOf': { tells: 'region', inputs: ({ nurseId }) => [{ practitionerId: nurseId }] },
  'workshops.list': { tells: 'workshopNote', inputs: () => [{ from: '2026-01-01', until: '2026-12-31' }] },
  'workshops.choices': { tells: null, inputs: () => [{ act: { pathway: 'new-biologic', code: 'biologic-teaching' }, on: '2026-11-16' }] },
  'workshops.plan': { tells: null, inputs: ({ enrolmentId, nurseId, workshopId }, newId) => [newId(), workshopId].map((id) => ({ workshopId: id, pathway: 'new-biologic', act: 'biologic-teaching', practitionerId: nurseId, theme: 'x', place: '', plannedOn: '2026-11-16', enrolmentIds: [enrolmentId] })) },
  'workshops.hold': { tells: null, inputs: ({ workshopId, enrolmentId }) => [{ workshopId, expectedVersion: 0, heldOn: '2026-11-16', kilometres: null, attendance: [{ enrolmentId, attended: true, scoreBefore: null, scoreAfter: null, satisfaction: null, note: '' }] }] },
  'workshops.cancel': { tells: null, inputs: ({ workshopId }) => [{ workshopId, expectedVersion: 0, reason: 'x' }] },
  'workshops.takeBack': { tells: null, inputs: ({ workshopId }) => [{ workshopId, expectedVersion: 0, reason: 'x' }, { workshopId, expectedVersion: 2, reason: 'x' }] },
  // Nobody planted is on another version than the one in force: `editor-service.test.ts`.
  'pathwayEditor.behind': { tells: null, inputs: () => [{ code: 'new-biologic' }] },
  'pathwayEditor.previewMigration': { tells: null, inputs: ({ enrolmentId }) => [{ enrolmentId }] },
  'pathwayEditor.migrate': { tells: null, inputs: ({ enrolmentId, pathwayId }) => [{ enrolmentId, expectedVersion: 0, definitionId: pathwayId }] },
  'pathways.withdraw': { tells: null, inputs: ({ enrolmentId }) => [{ enrolmentId, expectedVersion: 0, reason: 'x' }] },
  'treatments.list': { tells: 'medication', inputs: ({ patientId, retiredId }) => [{ patientId }, { patientId: retiredId }] },
  'treatments.renewals': { tells: 'payer', inputs: () => [{}] },
  'treatments.check': { tells: null, inputs: ({ patientId }) => [{ patientId, plan: { lineId: null, ingredient: 'methotrexate', dose, from: '2026-11-16', endedOn: null, weightKg: null } }] },
  'treatments.add': {
    tells: null,
    inputs: ({ patientId, lineId }, newId) => [newId(), lineId].map((id) => ({
      lineId: id, patientId, ingredient: 'methotrexate', text: '', din: null, dose, route: 'SC', startedOn: '2026-11-16', endedOn: null, stopReason: null, stopNote: '', indication: '', weight: null, confirmations: [],
    })),
  },
  'treatments.changeDose': { tells: null, inputs: ({ lineId }) => [{ lineId, expectedVersion: 0, from: '2026-11-16', dose, route: null, weight: null, confirmations: [] }] },
  'treatments.stop': { tells: null, inputs: ({ lineId }) => [{ lineId, expectedVersion: 0, on: '2026-11-16', reason: 'other', note: '' }] },
  'treatments.correct': { tells: null, inputs: ({ lineId }) => [{ lineId, expectedVersion: 0, din: null, startedOn: '2026', endedOn: null, stopReason: null, stopNote: '', indication: '' }] },
  'treatments.withdraw': { tells: null, inputs: ({ lineId }) => [{ lineId, expectedVersion: 0, reason: 'erreur' }] },
  'treatments.addEvent': { tells: null, inputs: ({ lineId }, newId) => [{ lineId, expectedVersion: 0, eventId: newId(), on: '2026-11-16', term: 'x', grade: 1, serious: false, outcome: 'unknown', note: '' }] },
  'treatments.withdrawEvent': { tells: null, inputs: ({ lineId }, newId) => [{ lineId, expectedVersion: 0, eventId: newId() }] },
  'treatments.cover': { tells: null, inputs: ({ lineId }) => [{ lineId, expectedVersion: 0, coverage: null }] },
  'assessments.discard': { tells: null, inputs: ({ assessmentId }) => [{ assessmentId, expectedVersion: 1 }] },
  'timeline.open': { tells: 'problem', inputs: ({ patientId, retiredId }) => [{ patientId }, { patientId: retiredId }] },
  'monitoring.open': { tells: 'typedResult', inputs: ({ patientId, retiredId }) => [{ patientId }, { patientId: retiredId }] },
  'monitoring.entry': { tells: 'typedResult', inputs: ({ patientId }) => [{ patientId }] },
  'monitoring.record': { tells: null, inputs: ({ patientId }, newId) => [{ patientId, takenOn: '2026-11-10', results: [{ resultId: newId(), test: 'alt', number: 20, comparator: null, unit: 'U/L', words: null }] }] },
  'monitoring.typed': { tells: 'typedResult', inputs: ({ patientId }) => [{ patientId }] },
  'monitoring.correct': { tells: null, inputs: ({ resultId }) => [{ resultId, expectedVersion: 0, number: null, comparator: null, unit: null, words: 'x', takenOn: '2026-11-10', reason: 'encore' }] },
  'monitoring.withdraw': { tells: null, inputs: ({ resultId }) => [{ resultId, expectedVersion: 0, reason: 'encore' }] },
  'monitoring.late': { tells: 'lateWords', inputs: () => [{}] },
  'monitoring.note': { tells: null, inputs: ({ patientId }, newId) => [{ outcomeId: newId(), patientId, outcome: 'called', words: 'x' }] },
  // The count is of those within reach: `cohort-service.test.ts`.
  'cohorts.count': { tells: null, inputs: () => [{ definition: everybody }] },
  'cohorts.page': { tells: 'problem', inputs: () => [{ definition: everybody }, { definition: { ...everybody, groups: [{ match: 'any', conditions: [{ kind: 'sex', values: ['F', 'M'] }] }] } }] },
  'quality.page': { tells: null, inputs: () => qualityCheckCodes.map((check) => ({ check, verified: false })) },
  'quality.verify': { tells: null, inputs: ({ patientId }, newId) => qualityCheckCodes.map((check) => ({ verdictId: newId(), check, patientId, subject: '', facts: '', reason: 'x' })) },
  'quality.reopen': { tells: null, inputs: (_planted, newId) => [{ verdictId: newId() }] },
  'doses.ofPatient': { tells: 'doseWords', inputs: ({ patientId, retiredId }) => [{ patientId }, { patientId: retiredId }] },
  'doses.due': { tells: 'phone', inputs: () => [{ within: 60, site: null, after: null }] },
  'doses.open': { tells: 'doseAnswer', inputs: ({ plannedDoseId, givenDoseId }) => [{ doseId: plannedDoseId }, { doseId: givenDoseId }] },
  'doses.correct': { tells: null, inputs: ({ givenDoseId }, newId) => [{ doseId: givenDoseId, expectedVersion: 0, correctionId: newId(), reason: 'x', ...goodAdministration('2026-11-16') }] },
  'doses.correctDay': { tells: null, inputs: ({ givenDoseId }, newId) => [{ doseId: givenDoseId, expectedVersion: 0, correctionId: newId(), reason: 'x', on: '2026-11-15' }] },
  'doses.takeBack': { tells: null, inputs: ({ givenDoseId }, newId) => [{ doseId: givenDoseId, expectedVersion: 0, correctionId: newId(), reason: 'x' }] },
  'doses.plan': { tells: null, inputs: ({ dosedId }) => [{ enrolmentId: dosedId, expectedVersion: 0, schedule: 'nivolumab-480', from: '2026-12-01' }] },
  'doses.move': { tells: null, inputs: ({ plannedDoseId }) => [{ doseId: plannedDoseId, expectedVersion: 0, on: '2026-12-02', following: true, site: null, reason: 'other', words: '' }] },
  'doses.cancel': { tells: null, inputs: ({ plannedDoseId }) => [{ doseId: plannedDoseId, expectedVersion: 0, reason: 'other', words: '' }] },
  'doses.answer': { tells: null, inputs: ({ plannedDoseId }) => [{ doseId: plannedDoseId, item: 'condition', answers: [{ fact: 'ecog', value: 1 }], words: '' }] },
  'doses.give': { tells: null, inputs: ({ plannedDoseId }) => [{ doseId: plannedDoseId, expectedVersion: 0, on: '2026-11-16' }] },
  'doses.record': { tells: null, inputs: ({ plannedDoseId }, newId) => [{ doseId: plannedDoseId, expectedVersion: 0, administrationId: newId(), ...goodAdministration('2026-11-16') }] },
  'toxicityCalls.questions': { tells: 'phone', inputs: ({ dosedId, plannedDoseId, plannedCallId }) => [{ enrolmentId: dosedId, doseId: null, callId: null }, { enrolmentId: dosedId, doseId: plannedDoseId, callId: plannedCallId }] },
  'toxicityCalls.grade': { tells: null, inputs: ({ dosedId }) => [{ enrolmentId: dosedId, answers: { Q01: 'small' } }] },
  'toxicityCalls.record': { tells: null, inputs: ({ dosedId, plannedCallId }, newId) => [newId(), plannedCallId].map((id) => ({ callId: id, enrolmentId: dosedId, doseId: null, answers: { Q01: 'small' }, words: '' })) },
  'toxicityCalls.due': { tells: 'phone', inputs: () => [{ after: null }] },
  'escalations.list': { tells: 'escalationWords', inputs: () => [{ standing: 'waiting', after: null }, { standing: 'acknowledged', after: null }] },
  'acuteCare.ofPatient': { tells: 'acuteReason', inputs: ({ patientId, retiredId }) => [{ patientId }, { patientId: retiredId }] },
  'acuteCare.save': {
    tells: null,
    inputs: ({ patientId, acuteEventId }, newId) => [[newId(), null] as const, [acuteEventId, null] as const, [acuteEventId, 0] as const].map(([eventId, expectedVersion]) => ({
      eventId, patientId, expectedVersion, kind: 'emergency', happenedOn: '2026-11-12', endedOn: null, hospital: '', reason: 'x', related: 'unknown', organ: null, grade: null, detected: null, symptomOn: null,
    })),
  },
  'acuteCare.withdraw': { tells: null, inputs: ({ acuteEventId }) => [{ eventId: acuteEventId, expectedVersion: 0, reason: 'x' }] },
  'escalations.acknowledge': { tells: null, inputs: ({ escalationId }) => [{ escalationId, action: 'other', words: 'x' }] },
  'recalls.setResponsible': { tells: null, inputs: ({ patientId }) => [{ patientId, practitionerId: null, expected: null }] },
  'recalls.follow': { tells: 'region', inputs: () => [{ list: 'due' }, { list: 'late' }, { list: 'lost' }] },
  'recalls.createFor': { tells: null, inputs: ({ patientId }) => [{ patientIds: [patientId], dueOn: '2026-12-01', reason: 'x' }] },
  'recalls.standing': { tells: 'contactWords', inputs: ({ patientId, retiredId }) => [{ patientId }, { patientId: retiredId }] },
  'recalls.noteContact': { tells: null, inputs: ({ patientId, contactId }, newId) => [newId(), contactId].map((id) => ({ contactId: id, patientId, way: 'phone', outcome: 'message', words: 'x' })) },
  'recalls.withdrawContact': { tells: null, inputs: ({ contactId }) => [{ contactId }] },
  'recalls.depart': { tells: null, inputs: ({ patientId, departureId }, newId) => [newId(), departureId].map((id) => ({ departureId: id, patientId, reason: 'moved', sinceOn: '2026-11-01', words: '' })) },
  'recalls.returned': { tells: null, inputs: ({ departureId }) => [{ departureId }] },
  'recalls.list': { tells: null, inputs: () => [{}] },
  'recalls.close': { tells: null, inputs: (_planted, newId) => [{ recallId: newId(), expectedVersion: 1, state: 'done', outcome: '' }] },
  'audit.report': { tells: null, inputs: ({ patientId }) => [{ about: { kind: 'patient', patientId }, from: null, to: null }, { about: { kind: 'all' }, from: null, to: null }] },
  'audit.findPatients': { tells: null, inputs: () => [{ text: 'plantee' }] },
  'audit.openings': { tells: null, inputs: () => [{ unreviewed: false }] },
  'audit.reviewOpening': { tells: null, inputs: (_planted, newId) => [{ openingId: newId(), words: '' }] },
};

function namesOf(node: unknown, path: readonly string[] = []): readonly string[] {
  if (isContractProcedure(node)) return [path.join('.')];
  return Object.entries(node as object).flatMap(([key, child]) => namesOf(child, [...path, key]));
}
const asked = namesOf(contract).filter((name) => !tellNothing.some((one) => name === one || name.startsWith(`${one}.`)));

const outsiders = ['ips', 'nurse', 'auxiliary-nurse', 'physiotherapist', 'pharmacist', 'secretary', 'programme-lead', 'administrator'] as const satisfies readonly Role[];

describe.each(engines)('a record closed to whoever is outside its care team, on %s', (engine) => {
  let clinic: TestClinic;
  let planted: PlantedRecord;
  let member: Caller;
  const router = createRouter();

  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    member = await clinic.caller('rheumatologist');
    for (const role of outsiders) await clinic.caller(role);
    planted = await plantRecord(clinic, member);
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  /** All that an operation says, answer or error, as it would leave. */
  const wordsOf = async (name: string, caller: Caller): Promise<string> => {
    let procedure: unknown = router;
    for (const part of name.split('.')) procedure = (procedure as Record<string, unknown>)[part];
    const context: CallContext = { session: { caller }, sessions: {} as CallContext['sessions'], accounts: {} as CallContext['accounts'], clinic: () => clinic, ports: clinic.ports };
    const said: unknown[] = [];
    const answer = async (input: unknown): Promise<unknown> => {
      const given: unknown = await call(procedure as Parameters<typeof call>[0], input, { context });
      if (typeof given !== 'object' || given === null || !(Symbol.asyncIterator in given)) return given;
      const steps: unknown[] = [];
      for await (const step of given as AsyncIterable<{ file?: Delivery }>) {
        steps.push(step);
        // What is handed over is read as whoever asked would read it.
        if (step.file) steps.push(Buffer.from((await clinic.services.files.take(context.session, step.file.deliveryId))?.content ?? []).toString('utf8'));
      }
      return steps;
    };
    for (const input of probes[name]?.inputs(planted, clinic.ports.newId) ?? []) {
      said.push(await answer(input).catch((error: unknown) => {
        const { code, data } = error as { code: string; data: unknown };
        expect(code, `${name}: ${JSON.stringify(data)}`).not.toMatch(/INCIDENT|BAD_REQUEST|INTERNAL/);
        if (code === 'INVALID') expect(JSON.stringify(data), `${name} is asked as declared`).not.toContain('"path":""');
        return { code, data };
      }));
    }
    return JSON.stringify(said);
  };
  const leaks = (said: string): readonly string[] => Object.values(secrets).filter((secret) => said.includes(secret));

  test('every operation of the contract is asked, or said to tell nothing', () => {
    expect(asked.filter((name) => probes[name] === undefined)).toEqual([]);
    expect(Object.keys(probes).filter((name) => !asked.includes(name))).toEqual([]);
  });

  test.each(asked)('%s', async (name) => {
    for (const role of outsiders) {
      const said = await wordsOf(name, await clinic.caller(role));
      expect(leaks(said), `${role}: ${said.slice(0, 400)}`).toEqual([]);
    }
    expect(leaks(await wordsOf(name, commandLineCaller))).toEqual([]);
    const { tells } = probes[name] ?? {};
    if (tells) expect(leaks(await wordsOf(name, member))).toContain(secrets[tells]);
  });

  test('a secretary outside still finds the person, is warned of registering them twice, and books', async () => {
    const secretary = await clinic.caller('secretary');
    const said = async (name: string) => wordsOf(name, secretary);
    for (const name of ['patients.search', 'patients.list', 'patients.likelyDuplicates', 'referrals.queue', 'appointments.day', 'access.door']) expect(await said(name)).toMatch(/Plantée-Cachette.*"access":"closed"/);
    expect(await said('patients.register')).toContain('DUPLICATE');
    expect(await said('patients.checkNam')).toContain('ALREADY_USED');
    expect(await said('appointments.prepare')).toContain('"allowedModalities":["');
    // By its own id, and by that of the record that became part of it.
    const refusal = { code: 'RESTRICTED', data: { patientId: planted.patientId } };
    expect(await said('patients.open')).toBe(JSON.stringify([refusal, refusal]));
  });
});
