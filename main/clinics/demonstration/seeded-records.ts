import { addMilliseconds } from '../../platform/clock.ts';
import type { WriteExecutor } from '../../platform/database/schema.ts';
import { codeSystems, drugs, type Measure, type MeasureKey, measures } from './clinical-profiles.ts';
import type { SeededRandom } from './random.ts';
import type { SeededPatient } from './seeded-patients.ts';
import { seededDrugs, treatmentsOf } from './seeded-treatments.ts';
import type { Timeline } from './timeline.ts';

/** A value measured outside what the profile draws, e.g. what a referral quotes. */
export interface QuotedResult {
  readonly patientId: string;
  readonly measure: MeasureKey;
  readonly value: number;
  readonly at: string;
}

const dayMilliseconds = 86_400_000;
/** Weeks between two blood tests of somebody on treatment, and how many tests a record holds. */
const weeksBetween = 12;
const testsKept = 4;

const notImported = { source_system: null, source_id: null, source_hash: null, import_id: null, other_codings: null } as const;

/** Writes the problems, medication, allergies and results of some people, each table in one statement. */
export async function writeRecords(db: WriteExecutor, people: readonly SeededPatient[], { random, timeline, newId, userId }: { random: SeededRandom; timeline: Timeline; newId: () => string; userId: string }): Promise<void> {
  const rows = people.map((person) => recordOf(person, random.for(`record ${person.patient.id}`), timeline, newId, { draw: random.for(`treatments ${person.patient.id}`), userId }));
  await inBatches(rows.flatMap((row) => row.conditions), (batch) => db.insertInto('condition').values(batch).execute());
  await inBatches(rows.flatMap((row) => row.medications), (batch) => db.insertInto('medication').values(batch).execute());
  await inBatches(rows.flatMap((row) => row.events), (batch) => db.insertInto('treatment_event').values(batch).execute());
  await inBatches(rows.flatMap((row) => row.coverages), (batch) => db.insertInto('treatment_coverage').values(batch).execute());
  await inBatches(rows.flatMap((row) => row.allergies), (batch) => db.insertInto('allergy').values(batch).execute());
  await inBatches(rows.flatMap((row) => row.observations), (batch) => db.insertInto('observation').values(batch).execute());
}

/** Writes results that are told in a referral, so that the record and the request agree. */
export async function writeQuotedResults(db: WriteExecutor, quoted: readonly QuotedResult[], newId: () => string): Promise<void> {
  const rows = quoted.map(({ patientId, measure, value, at }) => observation(newId(), patientId, measures[measure], value, at));
  await inBatches(rows, (batch) => db.insertInto('observation').values(batch).execute());
}

function recordOf(person: SeededPatient, draw: SeededRandom, timeline: Timeline, newId: () => string, course: { readonly draw: SeededRandom; readonly userId: string }) {
  const { patient, profile, others } = person;
  const now = timeline.present;
  const common = { patient_id: patient.id, ...notImported, created_at: now, updated_at: now };
  const onset = (lowest: number, highest: number): string => timeline.day(-draw.whole(lowest, highest)).slice(0, draw.chance(0.6) ? 7 : 4);
  const problems = [...(profile ? [{ problem: profile.problem, from: person.knownForDays + 20 }] : []), ...others.map(({ problem }) => ({ problem, from: 400 }))];
  const prescribed = [...person.drugs, ...others.flatMap(({ drug }) => (drug === null ? [] : [drug]))];
  const conditions = problems.map(({ problem, from }) => ({
    id: newId(), ...common, code_system: codeSystems.icd10, code: problem.code, text: problem.text,
    clinical_status: 'active', verification_status: 'confirmed', category: 'problem-list-item', onset_on: onset(from, from + 900), ended_on: null, recorded_on: timeline.day(-person.knownForDays),
  }));
  const given = new Map([...new Set(prescribed)].map((key) => [key, timeline.day(-draw.whole(20, Math.max(40, person.knownForDays)))] as const));
  const { medications, events, coverages } = treatmentsOf(person, given, { ...course, timeline, newId });
  return {
    conditions, events, coverages,
    medications: [...medications, ...[...given].filter(([key]) => !seededDrugs[key]).map(([key, started]) => {
      const { code, text, dosage } = drugs[key];
      return {
        id: newId(), ...common, code_system: codeSystems.atc, code, text, kind: 'request', status: 'active', intent: 'order', authored_on: started, started_on: started, ended_on: null,
        dosage: JSON.stringify([{ text: dosage }]), reason_text: null, practitioner_id: null, stop_reason: null, stop_note: null,
      };
    })],
    allergies: person.allergies.map(({ text, reaction, criticality }) => ({
      id: newId(), ...common, code_system: null, code: null, text, kind: 'allergy', category: 'medication', criticality, clinical_status: 'active', verification_status: 'confirmed',
      recorded_on: timeline.day(-person.knownForDays), reactions: JSON.stringify([{ manifestation: [{ text: reaction }] }]),
    })),
    observations: profile ? testsOf(person, draw, timeline, newId) : [],
  };
}

/** The blood tests of the last year: quiet ones, the last of them active where the disease is. */
function testsOf(person: SeededPatient, draw: SeededRandom, timeline: Timeline, newId: () => string) {
  const last = draw.whole(4, 70);
  const serology: readonly MeasureKey[] = ['rheumatoidFactor', 'antiCcp'];
  const dates = Array.from({ length: testsKept }, (_, back) => last + back * (weeksBetween * 7 + draw.whole(-9, 9))).filter((days) => days < person.knownForDays);
  return dates.flatMap((days, back) => {
    const at = timeline.at(timeline.day(-days), `0${draw.whole(7, 9)}:${draw.whole(10, 59)}`);
    return (person.profile?.measures ?? [])
      // Antibodies are not measured again and again.
      .filter((key) => !serology.includes(key) || back === dates.length - 1)
      .map((key) => {
        const measure: Measure = measures[key];
        const [lowest, highest] = serology.includes(key) || (person.active && back === 0) ? measure.active : measure.well;
        const value = Number((lowest + draw.fraction() * (highest - lowest)).toFixed(measure.decimals));
        return observation(newId(), person.patient.id, measure, value, at);
      });
  });
}

function observation(id: string, patientId: string, measure: Measure, value: number, at: string) {
  const received = addMilliseconds(at, dayMilliseconds / 4);
  return {
    id, patient_id: patientId, ...notImported, code_system: codeSystems.loinc, code: measure.code, text: measure.text, created_at: received, updated_at: received,
    status: 'final', category: 'laboratory', effective_at: at, issued_at: received, value_kind: 'quantity', value_number: value, value_unit: measure.unit, value_unit_code: measure.unitCode,
    value_code_system: null, value_code: null, value_text: null, interpretation: null, reference_low: measure.low, reference_high: measure.high,
  };
}

/** Rows by two hundred: no statement grows with the size of the demonstration. */
async function inBatches<T>(rows: readonly T[], insert: (batch: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += 200) await insert(rows.slice(start, start + 200));
}
