import fc from 'fast-check';
import { stopReasons } from '#contract/treatments.ts';
import { urgencies } from '#contract/triage.ts';
import type { TestClinic } from '../../testing/test-clinic.ts';

/** People with what cohorts ask about, as plain facts and as rows of a database. */

const day = (from: number, to: number) => fc.integer({ min: from, max: to }).map((days) => new Date(Date.UTC(2026, 10, 16) + days * 86_400_000).toISOString().slice(0, 10));
const partial = (date: fc.Arbitrary<string>) => fc.tuple(date, fc.constantFrom(4, 7, 10)).map(([text, length]) => text.slice(0, length));
const orNull = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null, freq: 4 });

/** Drugs by key, class and ATC code, as the catalogue has them. */
export const smallDrugs = [
  { key: 'methotrexate', drugClass: 'csDMARD', atc: 'L04AX03' }, { key: 'hydroxychloroquine', drugClass: 'csDMARD', atc: 'P01BA02' }, { key: 'adalimumab', drugClass: 'bDMARD', atc: 'L04AB04' },
  { key: 'etanercept', drugClass: 'bDMARD', atc: 'L04AB01' }, { key: 'tofacitinib', drugClass: 'tsDMARD', atc: 'L04AF01' }, { key: 'prednisone', drugClass: 'glucocorticoid', atc: 'H02AB07' },
] as const;
export const smallCodes = ['M05.9', 'M06.9', 'M06', 'L40.5', 'M45', 'E11', 'M10.0', 'Z33'] as const;

const sign = orNull(fc.constantFrom('positive', 'negative'));
const person = fc.record({
  birthDate: orNull(partial(day(-33_000, -300))), sex: fc.constantFrom('F', 'M', 'X', 'unknown'), region: orNull(fc.constantFrom('06', '11', '16')), deceased: fc.boolean(),
  diagnoses: fc.array(fc.record({
    code: fc.constantFrom(...smallCodes), status: orNull(fc.constantFrom('active', 'relapse', 'remission', 'resolved')), verification: orNull(fc.constantFrom('confirmed', 'refuted', 'entered-in-error')),
    onsetOn: orNull(partial(day(-6000, 0))), endedOn: fc.option(day(-900, 0), { nil: null, freq: 2 }), rheumatoidFactor: sign, antiCcp: sign, ana: sign, hlaB27: sign, erosions: sign,
  }), { maxLength: 3 }),
  drugs: fc.array(fc.record({
    drug: fc.constantFrom(...smallDrugs), status: fc.constantFrom('active', 'stopped', 'completed', 'draft', 'on-hold', 'entered-in-error'), startedOn: orNull(partial(day(-3000, 60))), endedOn: fc.option(day(-2000, 90), { nil: null, freq: 2 }),
    stopReason: orNull(fc.constantFrom(...stopReasons)), renewsOn: fc.option(day(-40, 120), { nil: null, freq: 2 }),
    events: fc.array(fc.record({ on: day(-900, 0), grade: fc.integer({ min: 1, max: 5 }), withdrawn: fc.boolean() }), { maxLength: 2 }),
  }), { maxLength: 4 }),
  visits: fc.array(fc.record({
    on: day(-1500, 0), signed: fc.boolean(),
    scores: fc.uniqueArray(fc.record({ instrument: fc.constantFrom('das28-crp', 'cdai'), score: orNull(fc.integer({ min: 0, max: 80 }).map((tenths) => tenths / 10)), category: orNull(fc.constantFrom('remission', 'low', 'moderate', 'high')) }), { maxLength: 2, selector: ({ instrument }) => instrument }),
  }), { maxLength: 4 }),
  responsible: fc.boolean(),
  results: fc.array(fc.record({ on: day(-900, 0), crp: fc.integer({ min: 0, max: 60 }) }), { maxLength: 2 }),
  appointments: fc.array(fc.record({ at: day(-1200, 200), live: fc.boolean(), status: fc.constantFrom('booked', 'done', 'no-show') }), { maxLength: 3 }),
  referrals: fc.array(fc.record({ state: fc.constantFrom('received', 'accepted', 'booked', 'declined'), cls: fc.constantFrom(...urgencies), dueOn: orNull(day(-60, 60)) }), { maxLength: 2 }),
});
type Drawn = typeof person extends fc.Arbitrary<infer T> ? T : never;
/** Somebody of the small clinic. `dueOn`: the next laboratory check, as monitoring works it out. */
export type SmallPerson = Drawn & { readonly id: string; readonly dueOn: string | null };

/** The same people for the same seed. */
export function drawPeople(count: number, seed: number): readonly Drawn[] {
  return fc.sample(person, { numRuns: count, seed });
}

/** Puts drawn people on file, straight into the tables, under ids that tell their place. */
export async function plantPeople(clinic: TestClinic, drawn: readonly Drawn[]): Promise<readonly SmallPerson[]> {
  const now = clinic.ports.clock.now();
  const id = () => clinic.ports.newId();
  const none = { other_codings: null, source_system: null, source_id: null, source_hash: null, import_id: null, created_at: now, updated_at: now } as const;
  const professional = (await clinic.caller('rheumatologist')).practitionerId ?? '';
  const people = drawn.map((facts, index) => ({ ...facts, id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}` }));
  let booked = 0;
  await clinic.store.unitOfWork.write(async (db) => {
    const { id: version } = await db.selectFrom('content_version').select('id').limit(1).executeTakeFirstOrThrow();
    for (const [index, one] of people.entries()) {
      const patient_id = one.id;
      await db.insertInto('patient').values({
        id: patient_id, family_name: `Essai ${index}`, given_name: 'A', sort_key: `essai ${String((index * 7) % people.length).padStart(3, '0')}`, birth_date: one.birthDate, administrative_sex: one.sex, region_code: one.region, deceased: one.deceased ? 1 : 0,
        created_at: now, updated_at: now,
      }).execute();
      if (one.responsible) await db.insertInto('patient_responsible').values({ patient_id, practitioner_id: professional, assigned_at: now, assigned_by: 'x' }).execute();
      for (const { code, status, verification, onsetOn, endedOn, rheumatoidFactor, antiCcp, ana, hlaB27, erosions } of one.diagnoses) {
        await db.insertInto('condition').values({
          id: id(), patient_id, ...none, code_system: 'http://hl7.org/fhir/sid/icd-10', code, text: code, clinical_status: status, verification_status: verification, category: null, onset_on: onsetOn, ended_on: endedOn, recorded_on: null,
          rheumatoid_factor: rheumatoidFactor, anti_ccp: antiCcp, ana, hla_b27: hlaB27, erosions,
        }).execute();
      }
      for (const { drug, status, startedOn, endedOn, stopReason, renewsOn, events } of one.drugs) {
        const medication_id = id();
        await db.insertInto('medication').values({
          id: medication_id, patient_id, ...none, code_system: 'http://www.whocc.no/atc', code: drug.atc, text: drug.key, kind: 'statement', status, intent: null, authored_on: null, started_on: startedOn, ended_on: endedOn, dosage: null, reason_text: null,
          practitioner_id: null, stop_reason: stopReason, stop_note: null,
        }).execute();
        if (renewsOn !== null) await db.insertInto('treatment_coverage').values({ id: id(), medication_id, payer: 'RAMQ', sent_on: null, approved_on: null, renews_on: renewsOn, note: '', updated_at: now, updated_by: 'x' }).execute();
        for (const { on, grade, withdrawn } of events) {
          await db.insertInto('treatment_event').values({ id: id(), medication_id, happened_on: on, term: 'x', grade, serious: 0, outcome: 'unknown', note: '', recorded_at: now, recorded_by: 'x', withdrawn_at: withdrawn ? now : null }).execute();
        }
      }
      for (const { on, signed, scores } of one.visits) {
        const assessment_id = id();
        const text_id = id();
        await db.insertInto('assessment').values({ id: assessment_id, patient_id, appointment_id: null, assessed_on: on, author_id: 'x', state: signed ? 'signed' : 'draft', editor_id: null, working: null, amend_reason: null, signed_number: signed ? 1 : 0, created_at: now, saved_at: now, version: 1 }).execute();
        if (!signed) continue;
        await db.insertInto('assessment_text').values({ id: text_id, assessment_id, number: 1, entry: '{}', counts: null, reason: null, signed_at: now, signed_by: 'x' }).execute();
        for (const [position, { instrument, score, category }] of scores.entries()) {
          await db.insertInto('assessment_score').values({ id: id(), text_id, instrument, position, score, category, formula_version: '1', content_version_id: version, basis: '{}' }).execute();
        }
      }
      for (const { on, crp } of one.results) {
        await db.insertInto('observation').values({
          id: id(), patient_id, ...none, code_system: 'http://loinc.org', code: '1988-5', text: 'CRP', status: 'final', category: 'laboratory', effective_at: on, issued_at: null, value_kind: 'quantity', value_number: crp, value_unit: 'mg/L', value_unit_code: 'mg/L',
          value_code_system: null, value_code: null, value_text: null, interpretation: null, reference_low: null, reference_high: null,
        }).execute();
      }
      for (const { at, live, status } of one.appointments) {
        // Each its own half minute of the day, so that none stands in the way of another.
        booked += 1;
        const time = `${at}T${String(5 + (Math.floor(booked / 60) % 9)).padStart(2, '0')}:${String(booked % 60).padStart(2, '0')}`;
        await db.insertInto('appointment').values({
          id: id(), patient_id, professional_id: professional, referral_id: null, starts_at: `${time}:00.000Z`, ends_at: `${time}:30.000Z`, local_start: `${at}T09:00`, zone: 'America/Toronto', patient_zone: null, modality: 'IN_PERSON', status, live: live ? 1 : 0,
          reason: null, video_link: null, consent: null, created_at: now, created_by: 'x', updated_at: now,
        }).execute();
      }
      for (const { state, cls, dueOn } of one.referrals) {
        await db.insertInto('referral').values({
          id: id(), patient_id, referrer_id: null, reason_code: 'RH04', requested_cls: null, free_text: '', findings: '{}', prerequisites_provided: '[]', state, received_at: now, completed_on: '2026-11-12', entered_at: now, entered_by: 'x', proposed_cls: 'E', decided_cls: cls,
          due_on: dueOn, queue_role: 'rheumatologist', modality: 'IN_PERSON', updated_at: now, updated_by: 'x',
        }).execute();
      }
    }
  });
  while (await clinic.services.monitoring.catchUp());
  const due = new Map((await clinic.store.database.db.selectFrom('monitoring_due').select(['patient_id', 'due_on']).execute()).map((row) => [row.patient_id, row.due_on]));
  return people.map((one) => ({ ...one, dueOn: due.get(one.id) ?? null }));
}
