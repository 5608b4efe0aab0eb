import type { TableMapping } from '#contract/table-imports.ts';
import { identifierSystems } from '#contract/values.ts';
import type { AdministrativeSex } from '#contract/values.ts';
import { changePatient, holdPatient, type PatientState } from '../../patients/patient-change.ts';
import type { PatientFields, PatientIdentifier } from '../../patients/patient-fields.ts';
import { foldText } from '../../patients/patient-name.ts';
import { holdersOf, insertPatient } from '../../patients/patient-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../../platform/database/schema.ts';
import { codedMeasure } from '../../monitoring/named-test.ts';
import type { MappedClinical } from '../fhir/mapped-resource.ts';
import type { ImportMark } from '../imported-people-repository.ts';
import { type ClinicalRow, writeClinicalRows } from '../imported-rows-repository.ts';
import { digest } from '../source-key.ts';
import { keepingBefore } from '../undo/rows-before-repository.ts';
import { rowHash, rowSourceId, tableSourceSystem } from './row-candidates.ts';
import type { ReadRow } from './rules/row-reading.ts';

/** What writing one row came to. */
export type WrittenRow = { readonly patientId: string } | { readonly code: 'FILE_NUMBER_TAKEN' | 'LINE_NOT_TAKEN' | 'RECORD_CLOSED' };

export interface RowMark extends ImportMark {
  readonly userId: string;
  readonly country: string;
}

/** Puts the person of a row on file, and what is said of them. */
export async function writeNewPerson(db: WriteExecutor, row: ReadRow, line: number, mark: RowMark): Promise<WrittenRow> {
  if ((await fileNumberHolders(db, row, null)).length > 0) return { code: 'FILE_NUMBER_TAKEN' };
  const patientId = mark.newId();
  const { identity, identifiers } = row;
  const sourceId = rowSourceId(row);
  const isTaken = await db.selectFrom('patient').select('id').where('source_system', '=', tableSourceSystem).where('source_id', '=', sourceId).executeTakeFirst();
  await insertPatient(
    db,
    {
      id: patientId,
      ...identity,
      administrativeSex: (identity.administrativeSex ?? 'unknown') as AdministrativeSex,
      mobility: identity.mobility ?? 'unknown',
      teleSuitability: identity.teleSuitability ?? 'unknown',
      deceased: identity.deceased ?? false,
      country: mark.country,
      identifiers,
      // Somebody decided that this is another person than the one this row would be recognised as.
      source: { system: tableSourceSystem, id: isTaken ? `${sourceId}#${mark.importId}/${line}` : sourceId, hash: rowHash(row), importId: mark.importId },
    },
    mark,
  );
  await writeClinical(db, row, patientId, mark);
  return { patientId };
}

/** Brings a row into somebody's record: blanks are filled, or what the file says replaces what was there; numbers and clinical rows are added. */
export async function writeIntoPerson(db: WriteExecutor, row: ReadRow, patientId: string, how: TableMapping['merge'], mark: RowMark): Promise<WrittenRow> {
  const before = await holdPatient(db, patientId);
  if (!before) return { code: 'LINE_NOT_TAKEN' };
  if ((await fileNumberHolders(db, row, patientId)).length > 0) return { code: 'FILE_NUMBER_TAKEN' };
  await changePatient(db, before, { fields: mergedFields(before.fields, row, how), identifiers: mergedIdentifiers(before, row, how, mark), userId: mark.userId, origin: 'import', importId: mark.importId }, mark);
  const source = { source_system: tableSourceSystem, source_id: rowSourceId(row), source_hash: rowHash(row) };
  const other = await db.selectFrom('patient').select('id').where('source_system', '=', source.source_system).where('source_id', '=', source.source_id).where('id', '!=', patientId).executeTakeFirst();
  // Recognised the next time; where another source made the record, that one stays.
  if (!other) {
    await keepingBefore(db, mark, 'patient', [patientId], async () => {
      await db.updateTable('patient').set(source).where('id', '=', patientId).where((eb) => eb.or([eb('source_system', 'is', null), eb('source_id', '=', source.source_id)])).execute();
    });
  }
  await writeClinical(db, row, patientId, mark);
  return { patientId };
}

async function fileNumberHolders(db: ReadExecutor, { identifiers }: ReadRow, own: string | null): Promise<readonly string[]> {
  const number = identifiers.find(({ system }) => system === identifierSystems.file);
  return number ? (await holdersOf(db, number.system, number.value)).filter((holder) => holder !== own) : [];
}

const blankValues: ReadonlySet<unknown> = new Set([null, '', 'unknown', false]);

function mergedFields(before: PatientFields, { identity }: ReadRow, how: TableMapping['merge']): Partial<PatientFields> {
  const said = Object.entries(identity).filter(([, value]) => value !== null && value !== '') as [keyof PatientFields, string | boolean][];
  return Object.fromEntries(said.filter(([field]) => how === 'replace' || blankValues.has(before[field])));
}

function mergedIdentifiers({ identifiers }: PatientState, row: ReadRow, how: TableMapping['merge'], mark: ImportMark): readonly PatientIdentifier[] {
  let all = [...identifiers];
  for (const number of row.identifiers) {
    const { system, value } = number;
    const said = { ...(number.issuer ? { issuer: number.issuer } : {}), ...(number.validFrom ? { validFrom: number.validFrom } : {}), ...(number.validTo ? { validTo: number.validTo } : {}) };
    const same = all.find((one) => one.system === system && one.value === value);
    if (same) {
      const known = { issuer: same.issuer, validFrom: same.validFrom, validTo: same.validTo };
      const blank = Object.fromEntries(Object.entries(said).filter(([part]) => how === 'replace' || known[part as keyof typeof known] === null));
      all = all.map((one) => (one === same ? { ...one, ...blank } : one));
      continue;
    }
    // A number of another issuer is another number, not a correction of this one.
    const alone = all.filter((one) => one.system === system && (isOneEach(system) || one.issuer === (number.issuer ?? null)));
    if (how === 'replace' && alone.length === 1) all = all.map((one) => (one === alone[0] ? { ...one, value, ...said } : one));
    else all.push({ id: mark.newId(), system, value, use: null, issuer: null, validFrom: null, validTo: null, insQualified: false, ...said });
  }
  return all;
}

/** Systems of which a person carries one number at a time. */
function isOneEach(system: string): boolean {
  return system === identifierSystems.nam || system === identifierSystems.nir || system === identifierSystems.file;
}

async function writeClinical(db: WriteExecutor, row: ReadRow, patientId: string, mark: ImportMark): Promise<void> {
  const mapped = clinicalOf(row);
  for (const table of ['condition', 'medication', 'allergy', 'observation'] as const) {
    const own = mapped.filter((one) => one.table === table);
    if (own.length === 0) continue;
    const known = table === 'observation' ? new Set<string>() : await knownTexts(db, table, patientId);
    const fresh = own.filter(({ content }) => !known.has(foldText(content.text)));
    const rows = fresh.map((one): ClinicalRow => {
      const hash = digest([patientId, one.content]);
      return { mapped: codedResult(one), patientId, practitionerId: null, hash, key: { system: tableSourceSystem, id: `${table}/${hash}@${patientId}`, kind: 'scoped' } };
    });
    const once = [...new Map(rows.map((one) => [one.key.id, one])).values()];
    if (once.length > 0) await writeClinicalRows(db, table, once, new Set(), mark);
  }
}

/** A result of a test that safety monitoring knows carries its code, so that it counts there; the words stay as the file says them. */
function codedResult(mapped: MappedClinical): MappedClinical {
  if (mapped.table !== 'observation') return mapped;
  const { content } = mapped;
  const coded = codedMeasure(content.text, content.value_unit);
  if (coded === null) return mapped;
  const unit = content.value_kind === 'quantity' && coded.ucum !== null ? { value_unit_code: coded.ucum, value_code_system: 'http://unitsofmeasure.org' } : {};
  return { ...mapped, content: { ...content, code_system: 'http://loinc.org', code: coded.loinc, ...unit } };
}

/** What a record says already, folded: the same diagnosis is not added in other letters. */
async function knownTexts(db: ReadExecutor, table: 'condition' | 'medication' | 'allergy', patientId: string): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom(table as 'condition').select('text').where('patient_id', '=', patientId).execute();
  return new Set(rows.map(({ text }) => foldText(text)));
}

function clinicalOf(row: ReadRow): MappedClinical[] {
  const uncoded = { code_system: null, code: null, other_codings: null };
  return [
    ...row.diagnoses.map(({ text, code }): MappedClinical => ({
      table: 'condition', subject: {},
      content: { ...uncoded, code, text, clinical_status: 'active', verification_status: null, category: null, onset_on: row.diagnosisOn, ended_on: null, recorded_on: null, rheumatoid_factor: null, anti_ccp: null, ana: null, hla_b27: null, erosions: null },
    })),
    ...row.medications.map((text): MappedClinical => ({
      table: 'medication', subject: {}, requester: null,
      content: { ...uncoded, text, kind: 'statement', status: 'active', intent: null, authored_on: null, started_on: row.medicationOn, ended_on: null, dosage: null, reason_text: null, stop_reason: null, stop_note: null },
    })),
    ...row.allergies.map((text): MappedClinical => ({
      table: 'allergy', subject: {},
      content: { ...uncoded, text, kind: null, category: null, criticality: null, clinical_status: 'active', verification_status: null, recorded_on: null, reactions: null },
    })),
    ...row.results.map(({ text, unit, number, value }): MappedClinical => ({
      table: 'observation', subject: {}, components: [],
      content: {
        ...uncoded, text, status: 'final', category: null, effective_at: row.resultOn, issued_at: null, interpretation: null, reference_low: null, reference_high: null,
        value_kind: number === null ? 'string' : 'quantity', value_number: number, value_unit: unit, value_unit_code: null, value_code_system: null, value_code: null, value_text: value,
      },
    })),
  ];
}
