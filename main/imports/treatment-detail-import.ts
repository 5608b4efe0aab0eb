import type { RejectionCode } from '#contract/imports.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { UnitOfWork } from '../platform/database/unit-of-work.ts';
import { type BundleIndex, targetOf } from './fhir/bundle-reading.ts';
import type { Reference } from './fhir/fhir-elements.ts';
import type { MappedTreatmentDetail } from './fhir/mapped-resource.ts';
import type { RawResource } from './fhir/raw-resource.ts';
import type { ImportMark } from './imported-people-repository.ts';
import { medicationOfKeys, writeTreatmentDetail } from './imported-details-repository.ts';
import type { ImportedPeople, PeopleOnFile } from './reference-resolution.ts';
import { addressKey, keySystems, ownId, type SourceKey } from './source-key.ts';

/** An adverse event or a coverage of a file, mapped and waiting for its drug. */
export interface DetailItem {
  readonly raw: RawResource;
  readonly mapped: MappedTreatmentDetail;
  readonly source: string;
}

export interface DetailImport {
  readonly unitOfWork: UnitOfWork;
  readonly mark: ImportMark;
  readonly userId: string;
  readonly people: ImportedPeople;
  readonly onFile: (db: ReadExecutor) => PeopleOnFile;
}

/** What became of one item; `later`: whom or what it is about may be in a file still to come. */
export type DetailOutcome = { readonly fate: 'created' | 'unchanged' } | { readonly code: RejectionCode } | 'later';

/** Writes what hangs on drugs, in one transaction. @param index the file it stands in; null once all files were read */
export async function writeDetails(run: DetailImport, items: readonly DetailItem[], index: BundleIndex | null): Promise<readonly DetailOutcome[]> {
  return run.unitOfWork.write(async (db) => {
    const outcomes: DetailOutcome[] = [];
    for (const item of items) outcomes.push(await writeOne(db, run, item, index));
    return outcomes;
  });
}

async function writeOne(db: WriteExecutor, { mark, userId, people, onFile }: DetailImport, { raw, mapped }: DetailItem, index: BundleIndex | null): Promise<DetailOutcome> {
  const patient = await people.resolve('Patient', mapped.subject, raw.fullUrl, index, onFile(db));
  if (patient === 'later') return index === null ? { code: 'PATIENT_UNKNOWN' } : 'later';
  if ('code' in patient) return patient;
  const medicationId = await medicationOfKeys(db, patient.id, mapped.drugs.flatMap((drug) => keysOf(drug, raw.fullUrl, patient.id)));
  if (medicationId === null) return index === null ? { code: 'TREATMENT_UNKNOWN' } : 'later';
  const key = addressKey(raw);
  return { fate: await writeTreatmentDetail(db, mapped, { id: key && ownId(key, raw.type), medicationId, userId }, mark) };
}

const drugTypes = ['MedicationStatement', 'MedicationRequest'] as const;

/** The keys a drug a reference names may be on file by. */
function keysOf(drug: Reference, from: string | null, patientId: string): readonly Pick<SourceKey, 'system' | 'id'>[] {
  const target = targetOf(drug, from);
  if (target?.kind !== 'address') return [];
  return target.addresses.flatMap((address) =>
    drugTypes.flatMap((type): readonly Pick<SourceKey, 'system' | 'id'>[] => {
      const id = address.startsWith(`${type}/`) ? address.slice(type.length + 1) : null;
      const key = addressKey({ type, id, fullUrl: address });
      if (key) return target.type === null || target.type === type ? [key] : [];
      return id === null ? [] : [{ system: keySystems.file, id: `${type}/${id}@${patientId}` }];
    }),
  );
}
