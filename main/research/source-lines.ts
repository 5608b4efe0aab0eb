import { jointCounts } from '#contract/assessments.ts';
import type { Bilingual } from '#contract/triage.ts';
import type { Language } from '#contract/values.ts';
import { localDateTime } from '../appointments/wall-time.ts';
import { builtInDiagnoses } from '../diagnoses/diagnosis-content.ts';
import { builtInInstruments } from '../instruments/instrument-content.ts';
import { builtInMonitoring } from '../monitoring/monitoring-content.ts';
import type { ReadExecutor } from '../platform/database/schema.ts';
import { knownLine } from '../treatments/treatment-lines.ts';
import { builtInDrugs } from '../treatments/treatment-content.ts';
import { diagnosisRows, eventRows, resultRows, scoreRows, treatmentRows, visitRows } from './extract-rows-repository.ts';
import type { TableName } from './extract-tables.ts';

/** Rows as lines of an extract, before it is worked out what may be told of them. */

export interface SourceLine {
  readonly patientId: string;
  /** What the line is about, as a code: null where it is known in words alone. Absent in tables without one. */
  readonly key?: string | null;
  /** Of an adverse event: the line it belongs to. */
  readonly line?: string;
  /** As they are in the record; a date the line cannot do without stands in `when`. */
  readonly dates: Readonly<Record<string, string | null>>;
  /** Name of the date without which the line says nothing. */
  readonly when?: string;
  readonly values: Readonly<Record<string, string | number | null>>;
}

/** Tables of several lines a person; the participants are written by themselves. */
export type LineTable = Exclude<TableName, 'participants'>;

const patterns = { icd10: /^[A-Z]\d{2}(\.\d{1,4})?$/, snomed: /^\d{6,18}$/, atc: /^[A-Z]\d{2}[A-Z]{2}\d{2}$/, loinc: /^\d{1,7}-\d$/ } as const;

/** `ICD-10|M05.9`; null for what no system of ours names. */
function diagnosisKey(system: string | null, code: string | null): string | null {
  if (system === null || code === null) return null;
  if (system.includes('icd-10') && patterns.icd10.test(code)) return `ICD-10|${code}`;
  return system === 'http://snomed.info/sct' && patterns.snomed.test(code) ? `SNOMED CT|${code}` : null;
}

/** The lines of a table of these people, in the order of their dates. `zone` is the clinic's. */
export async function sourceLines(db: ReadExecutor, table: LineTable, ids: readonly string[], zone: string): Promise<readonly SourceLine[]> {
  const day = (date: string | null): string | null => (date?.length === 24 ? localDateTime(date, zone).slice(0, 10) : date);
  switch (table) {
    case 'diagnoses':
      return (await diagnosisRows(db, ids)).map((row) => ({
        patientId: row.patient_id, key: diagnosisKey(row.code_system, row.code), dates: { onset: day(row.onset_on), ended: day(row.ended_on) },
        values: { status: row.clinical_status, rheumatoid_factor: row.rheumatoid_factor, anti_ccp: row.anti_ccp, ana: row.ana, hla_b27: row.hla_b27, erosions: row.erosions },
      }));
    case 'treatments':
      return (await treatmentsOf(db, ids)).map(({ patientId, id, line, row }) => {
        const dose = line.doses.at(-1)?.dose ?? null;
        return {
          patientId, line: id, key: line.atc !== null && patterns.atc.test(line.atc) ? line.atc : null, dates: { started: line.startedOn, ended: line.endedOn },
          values: {
            drug_class: line.drugClass, din: line.product?.din ?? null, stop_reason: row.stopReason, dose: dose?.amount ?? null, dose_unit: dose?.unit ?? null, dose_times: dose?.times ?? null, dose_days: dose?.perDays ?? null,
          },
        };
      });
    case 'adverse_events':
      return (await eventRows(db, ids)).map((row) => ({
        patientId: row.patient_id, line: row.medication_id, when: 'happened', dates: { happened: row.happened_on }, values: { grade: String(row.grade), serious: row.serious === 1 ? '1' : null, outcome: row.outcome },
      }));
    case 'scores':
      return (await scoreRows(db, ids)).map((row) => {
        const counts = row.counts === null ? null : jointCounts.parse(JSON.parse(row.counts));
        return {
          patientId: row.patient_id, key: row.instrument, when: 'assessed', dates: { assessed: row.assessed_on },
          values: { score: row.score, category: row.category, formula: row.formula_version, tender28: counts?.tender28 ?? null, swollen28: counts?.swollen28 ?? null },
        };
      });
    case 'results':
      return (await resultRows(db, ids)).map((row) => ({
        patientId: row.patient_id, key: row.code !== null && patterns.loinc.test(row.code) ? row.code : null, when: 'taken', dates: { taken: day(row.effective_at) },
        values: { value: row.value_number, unit: row.value_unit_code ?? row.value_unit },
      }));
    case 'visits':
      return (await visitRows(db, ids)).map((row) => ({ patientId: row.patient_id, when: 'visited', dates: { visited: row.local_start.slice(0, 10) }, values: { modality: row.modality } }));
  }
}

/** Treatments of these people, each recognised as a drug of the catalogue. */
async function treatmentsOf(db: ReadExecutor, ids: readonly string[]) {
  const found = await treatmentRows(db, ids);
  return [...found].flatMap(([patientId, rows]) => rows.map((row) => ({ patientId, id: row.id, row, line: knownLine(row) })));
}

/** Less closely: the category of an ICD-10 code, the chemical subgroup of an ATC code. */
export function broaderKey(table: LineTable, key: string): string | null {
  if (table === 'diagnoses') return key.startsWith('ICD-10|') ? key.slice(0, 'ICD-10|M05'.length) : null;
  return table === 'treatments' ? key.slice(0, 5) : null;
}

const drugs = new Map(builtInDrugs.body.ingredients.flatMap(({ atc, label }) => atc.map((code) => [code, label] as const)));
const diagnoses = new Map(builtInDiagnoses.body.diagnoses.map(({ code, label }) => [`ICD-10|${code}`, label]));
const instruments = new Map(builtInInstruments.map(({ id, body }) => [id, body.label]));
const tests = new Map(builtInMonitoring.tests.tests.flatMap(({ loinc, label }) => loinc.map((code) => [code, label] as const)));
const labels: Readonly<Record<LineTable, ReadonlyMap<string, Bilingual>>> = { diagnoses, treatments: drugs, scores: instruments, results: tests, adverse_events: new Map(), visits: new Map() };

/** The words of a code, ours and never those of the record; null where we have none. */
export function labelOf(table: LineTable, key: string, language: Language): string | null {
  return labels[table].get(key)?.[language] ?? null;
}
