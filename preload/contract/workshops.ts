import { z } from 'zod';
import { delivery } from './deliveries.ts';
import { operation } from './define.ts';
import { patientSummary } from './patients.ts';
import { bilingual } from './triage.ts';
import { filled, id, isoDate, line } from './values.ts';

/** Therapeutic-education workshops, and what is owed for them: amounts in whole cents. */

const code = z.string().regex(/^[a-z0-9-]{1,40}$/);
export const workshopStates = ['planned', 'held', 'cancelled'] as const;
const score = z.int().min(0).max(100).nullable();

const attendance = z.object({ enrolmentId: id, attended: z.boolean(), scoreBefore: score, scoreAfter: score, satisfaction: z.int().min(1).max(5).nullable(), note: line(300) });
export type Attendance = z.infer<typeof attendance>;

const workshop = z.object({
  id, version: z.int(), state: z.enum(workshopStates), practitionerId: id, name: z.string(), act: bilingual, pathway: bilingual, theme: z.string(), place: z.string(), plannedOn: isoDate, heldOn: isoDate.nullable(), kilometres: z.number().nullable(), reason: z.string().nullable(),
  /** People of records the caller reads; the others are counted. */
  people: z.array(z.object({ enrolmentId: id, patient: patientSummary, attended: z.boolean().nullable(), scoreBefore: score, scoreAfter: score, satisfaction: z.int().nullable(), note: z.string() })).max(50), others: z.int(),
});
export type Workshop = z.infer<typeof workshop>;

/** `sessions`: so much for every so many workshops held; `travel`: by kilometre; `bundle`: for a phase of a pathway somebody enters. No amount yet: nothing is owed. */
export const feeKinds = ['sessions', 'travel', 'bundle'] as const;
export type FeeKind = (typeof feeKinds)[number];
export const fee = z.strictObject({
  code, kind: z.enum(feeKinds), label: bilingual, every: z.int().min(1).max(50), amountCents: z.int().min(0).max(100_000_000).nullable(), validFrom: isoDate, validTo: isoDate.nullable(), pathway: code.nullable(), phase: code.nullable(), source: z.string().max(40),
});
export type Fee = z.infer<typeof fee>;
export const feeCatalogueBody = z.strictObject({ currency: z.string().regex(/^[A-Z]{3}$/), fees: z.array(fee).max(300) });

export const ledgerStates = ['due', 'approved', 'paid', 'cancelled'] as const;
export type LedgerState = (typeof ledgerStates)[number];
const ledgerLine = z.object({
  id, version: z.int(), practitionerId: id.nullable(), name: z.string().nullable(), kind: z.enum([...feeKinds, 'correction']), label: bilingual, quantity: z.number(), cents: z.int(), currency: z.string(), on: isoDate, state: z.enum(ledgerStates), paidOn: isoDate.nullable(), reason: z.string().nullable(),
  /** A line it takes back, and whether one takes it back. */
  corrects: id.nullable(), isCorrected: z.boolean(), /** An amount entered in place of one that was taken back. */
  isReplacement: z.boolean(), moves: z.array(z.enum(['approve', 'pay', 'cancel', 'correct', 'replace'])),
});
export type LedgerLine = z.infer<typeof ledgerLine>;

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const changed = z.object({ version: z.int() });
const seen = { workshopId: id, expectedVersion: z.int() };

export const workshops = {
  /** Workshops between two days, the first first. */
  list: operation({ access: 'patient.clinical.read', scope: 'clinic' }).input(z.object({ from: isoDate, until: isoDate })).output(z.object({ today: isoDate, workshops: z.array(workshop).max(200), mayWrite: z.boolean() })),
  /** What a workshop may be: acts of pathways, and people who are on them. */
  choices: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(z.object({ act: z.object({ pathway: code, code }).nullable(), on: isoDate }))
    .output(z.object({ acts: z.array(z.object({ pathway: code, code, label: bilingual, pathwayLabel: bilingual })).max(200), leaders: z.array(z.object({ practitionerId: id, name: z.string() })).max(200), people: z.array(z.object({ enrolmentId: id, patient: patientSummary })).max(300) })),
  /** Plans one, led by somebody trained for its act on that day. The same id again is answered from the row. @throws NOT_TRAINED, INVALID, NOT_FOUND, RESTRICTED */
  plan: operation({ access: 'patient.clinical.write', scope: 'clinic' })
    .input(z.object({ workshopId: id, pathway: code, act: code, practitionerId: id, theme: filled(160), place: line(160), plannedOn: isoDate, enrolmentIds: z.array(id).min(1).max(50) }))
    .output(changed),
  /** Notes it as held, and of each person whether they were there and what came of it. @throws STALE, ILLEGAL_STATE, NOT_TRAINED, INVALID */
  hold: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...seen, heldOn: isoDate, kilometres: z.number().min(0).max(2000).nullable(), attendance: z.array(attendance).max(50) })).output(changed),
  cancel: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...seen, reason: filled(300) })).output(changed),
  /**
   * Takes back one noted as held by mistake: it is planned again, nobody was there, its step is open again; what was owed for it is cancelled,
   * what was paid has a counter-line. @throws STALE, ILLEGAL_STATE
   */
  takeBack: operation({ access: 'patient.clinical.write', scope: 'clinic' }).input(z.object({ ...seen, reason: filled(300) })).output(changed),
  /** The fees of the programme, with their dates; those without an amount are owed nothing. */
  fees: operation({ access: 'payment.manage', scope: 'clinic' }).input(z.object({})).output(z.object({ version: z.string(), currency: z.string(), isReviewed: z.boolean(), fees: z.array(fee).max(300), sources: z.array(z.object({ code: z.string(), label: bilingual })) })),
  /** Adds an amount from a day on, or ends one: the catalogue becomes the next version; lines already written stay. @throws STALE, INVALID */
  saveFee: operation({ access: 'payment.manage', scope: 'clinic' }).input(z.object({ expectedVersion: z.string().max(60), index: z.int().min(0).nullable(), fee })).output(z.object({ version: z.string() })),
  /** Writes what is owed for a month and is not written yet; twice changes nothing. */
  prepare: operation({ access: 'payment.manage', scope: 'clinic' }).input(z.object({ month })).output(z.object({ written: z.int(), /** Held workshops with no amount in force. */ unpriced: z.int() })),
  /** The lines of a month, by person; the sums of each state in cents. */
  ledger: operation({ access: 'payment.manage', scope: 'clinic' }).input(z.object({ month })).output(z.object({ currency: z.string(), lines: z.array(ledgerLine).max(1000), sums: z.record(z.enum(ledgerStates), z.int()) })),
  /** Approves, pays or cancels lines; a line paid is never changed. @throws STALE, ILLEGAL_STATE, REASON_REQUIRED */
  moveLine: operation({ access: 'payment.manage', scope: 'clinic' }).input(z.object({ lineId: id, expectedVersion: z.int(), move: z.enum(['approve', 'pay', 'cancel']), reason: line(300) })).output(changed),
  /** Takes a paid line back by a counter-line, once. @throws ILLEGAL_STATE */
  correct: operation({ access: 'payment.manage', scope: 'clinic' }).input(z.object({ correctionId: id, lineId: id, reason: filled(300) })).output(changed),
  /** Enters another amount in place of a paid line that was taken back, once. @throws ILLEGAL_STATE */
  replace: operation({ access: 'payment.manage', scope: 'clinic' }).input(z.object({ replacementId: id, lineId: id, cents: z.int().min(1).max(100_000_000), reason: filled(300) })).output(changed),
  /** The approved and paid lines of a month for payment, as a file; that it left is on record. */
  file: operation({ access: 'payment.manage', scope: 'clinic' }).input(z.object({ month, format: z.enum(['csv', 'xlsx']), language: z.enum(['fr', 'en']) })).output(delivery),
};
