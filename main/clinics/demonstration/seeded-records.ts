import { addMilliseconds } from '../../platform/clock.ts';
import type { WriteExecutor } from '../../platform/database/schema.ts';
import { codeSystems, drugs, type Measure, type MeasureKey, measures } from './clinical-profiles.ts';
import { insertSignedAssessments } from '../../assessments/signed-assessments-repository.ts';
import courses from './courses.json' with { type: 'json' };
import type { SeededRandom } from './random.ts';
import { type Regimen, regimensOf } from './regimens.ts';
import { type AssessedVisit, assessedVisits, crpOf, loweringClasses, type SeededInstrument, signedAssessments } from './seeded-assessments.ts';
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
/** Whoever has not been to the laboratory for so long keeps the list of late tests alive. */
const behindDays = 100;

const notImported = { source_system: null, source_id: null, source_hash: null, import_id: null, other_codings: null } as const;

/** What records are written with. */
export interface RecordMaking {
  readonly random: SeededRandom;
  readonly timeline: Timeline;
  readonly newId: () => string;
  /** Accounts of the rheumatologists: the first wrote the treatments. */
  readonly authorIds: readonly string[];
  readonly instruments: ReadonlyMap<string, SeededInstrument>;
}

/** Writes the problems, medication, allergies, results and signed assessments of some people, each table in a few statements. */
export async function writeRecords(db: WriteExecutor, people: readonly SeededPatient[], making: RecordMaking): Promise<void> {
  const rows = people.map((person) => recordOf(person, making));
  await inBatches(rows.flatMap((row) => row.conditions), (batch) => db.insertInto('condition').values(batch).execute());
  await inBatches(rows.flatMap((row) => row.medications), (batch) => db.insertInto('medication').values(batch).execute());
  await inBatches(rows.flatMap((row) => row.events), (batch) => db.insertInto('treatment_event').values(batch).execute());
  await inBatches(rows.flatMap((row) => row.coverages), (batch) => db.insertInto('treatment_coverage').values(batch).execute());
  await inBatches(rows.flatMap((row) => row.allergies), (batch) => db.insertInto('allergy').values(batch).execute());
  await inBatches(rows.flatMap((row) => row.observations), (batch) => db.insertInto('observation').values(batch).execute());
  await insertSignedAssessments(db, rows.flatMap((row) => row.assessments), making.newId);
}

/** Writes results that are told in a referral, so that the record and the request agree. */
export async function writeQuotedResults(db: WriteExecutor, quoted: readonly QuotedResult[], newId: () => string): Promise<void> {
  await writeMeasured(db, quoted.map(({ measure, ...one }) => ({ id: newId(), measure: measures[measure], ...one })));
}

/** Writes results of any test. */
export async function writeMeasured(db: WriteExecutor, results: readonly { readonly id: string; readonly patientId: string; readonly measure: Measure; readonly value: number; readonly at: string }[]): Promise<void> {
  await inBatches(results.map(({ id, patientId, measure, value, at }) => observation(id, patientId, measure, value, at)), (batch) => db.insertInto('observation').values(batch).execute());
}

function recordOf(person: SeededPatient, { random, timeline, newId, authorIds, instruments }: RecordMaking) {
  const { patient, profile, others } = person;
  const draw = random.for(`record ${patient.id}`);
  const course = random.for(`course ${patient.id}`);
  const userId = authorIds[0] ?? '';
  const isBehind = person.key === null && course.for('behind').chance(0.16);
  const regimens = regimensOf(person, course);
  const visits = assessedVisits(person, regimens, course.for('visits')).map((visit) => ({ ...visit, crp: crpOf(visit.activity, loweringClasses(regimens, visit.day) !== null, course) }));
  const now = timeline.present;
  const common = { patient_id: patient.id, ...notImported, created_at: now, updated_at: now };
  const onset = (lowest: number, highest: number): string => timeline.day(-draw.whole(lowest, highest)).slice(0, draw.chance(0.6) ? (person.key === null && course.for('onset').chance(0.4) ? 10 : 7) : 4);
  const problems = [...(profile ? [{ problem: profile.problem, from: person.knownForDays + 20 }] : []), ...others.map(({ problem }) => ({ problem, from: 400 }))];
  const prescribed = [...person.drugs, ...others.flatMap(({ drug }) => (drug === null ? [] : [drug]))];
  const conditions = problems.map(({ problem, from }) => ({
    id: newId(), ...common, code_system: codeSystems.icd10, code: problem.code, text: problem.text,
    clinical_status: 'active', verification_status: 'confirmed', category: 'problem-list-item', onset_on: onset(from, from + 900), ended_on: null, recorded_on: timeline.day(-person.knownForDays), recorded_by: userId,
    ...signsOf(problem === profile?.problem ? profile.key : null, course.for('signs')),
  }));
  const given = new Map([...new Set(prescribed)].map((key) => [key, timeline.day(-draw.whole(20, Math.max(40, person.knownForDays)))] as const));
  const { medications, events, coverages } = treatmentsOf(person, given, { regimens, draw: random.for(`treatments ${patient.id}`), timeline, newId, userId });
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
    observations: profile ? [...earlierTestsOf(person, isBehind ? visits.filter(({ day }) => day < -behindDays - 60) : visits, regimens, course.for('tests'), timeline, newId), ...testsOf(person, draw, timeline, newId, isBehind ? behindDays : 0)] : [],
    assessments: signedAssessments(person, visits, regimens, { draw: course.for('assessments'), timeline, newId, authorIds, instruments }),
  };
}

const signChances: Readonly<Record<string, Readonly<Record<string, number>> | undefined>> = courses.signs;

/** Antibodies, HLA-B27 and erosions of a disease, where they are looked for. */
function signsOf(disease: string | null, draw: SeededRandom) {
  const chances = disease === null ? undefined : signChances[disease];
  const sign = (name: string): 'positive' | 'negative' | null => (chances?.[name] === undefined ? null : draw.chance(chances[name]) ? 'positive' : 'negative');
  return { rheumatoid_factor: sign('rheumatoidFactor'), anti_ccp: sign('antiCcp'), ana: sign('ana'), hla_b27: sign('hlaB27'), erosions: sign('erosions') };
}

/** Tests drawn at each visit, of those the disease asks for. */
const followedTests: readonly MeasureKey[] = ['crp', 'esr', 'alt', 'creatinine', 'urate'];

/** The blood tests of the visits, the same day: those that follow the disease, and what its drugs do to liver and kidneys. */
function earlierTestsOf(person: SeededPatient, visits: readonly (AssessedVisit & { readonly crp: number })[], regimens: readonly Regimen[], draw: SeededRandom, timeline: Timeline, newId: () => string) {
  const followed = followedTests.filter((key) => person.profile?.measures.includes(key));
  const base = { alt: draw.whole(14, 26), creatinine: draw.whole(63, 76) };
  return visits.flatMap(({ day, activity, crp }) => {
    const at = timeline.at(timeline.day(day), '07:40');
    const taken = regimens.findLast(({ from }) => from <= day)?.drugs ?? [];
    const values: Readonly<Partial<Record<MeasureKey, number>>> = {
      crp, esr: Math.round(4 + crp * 0.7 + activity * 22 + draw.whole(0, 7)), creatinine: Math.round(base.creatinine + (person.knownForDays + day) / 900 + draw.whole(-5, 5)),
      alt: base.alt + draw.whole(-4, 6) + (taken.includes('methotrexate') && draw.chance(0.14) ? draw.whole(14, 40) : 0), urate: Math.round(300 + activity * 320 + draw.whole(-20, 20)),
    };
    return followed.map((key) => observation(newId(), person.patient.id, measures[key], values[key] ?? 0, at));
  });
}

/** The blood tests of the last year: quiet ones, the last of them active where the disease is. */
function testsOf(person: SeededPatient, draw: SeededRandom, timeline: Timeline, newId: () => string, laterDays: number) {
  const last = draw.whole(4, 70) + laterDays;
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
