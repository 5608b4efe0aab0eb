import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { MappedTreatmentDetail } from './fhir/mapped-resource.ts';
import type { ImportMark } from './imported-people-repository.ts';
import { keySystems, type SourceKey } from './source-key.ts';

/** What hangs on drugs, as an import puts it on file. What is on file already is the clinic's, and stays as it is. */

/** The drug of a person that one of these keys stands for, by the key it came with or as the id it left this clinic under; null for none. */
export async function medicationOfKeys(db: ReadExecutor, patientId: string, keys: readonly Pick<SourceKey, 'system' | 'id'>[]): Promise<string | null> {
  for (const { system, id } of keys) {
    const known = await db
      .selectFrom('medication')
      .select('id')
      .where('patient_id', '=', patientId)
      .where((eb) =>
        eb.or([
          eb.and([eb('source_system', '=', system), eb('source_id', '=', id)]),
          ...(system === keySystems.uuid ? [eb('id', '=', id.slice(id.indexOf('/') + 1))] : []),
        ]),
      )
      .limit(1)
      .executeTakeFirst();
    if (known) return known.id;
  }
  return null;
}

/** Where a detail goes, and who imports; `id`: the one it left another Relais under, where it is of ours. */
interface DetailPlace {
  readonly id: string | null;
  readonly medicationId: string;
  readonly userId: string;
}

/** Puts an adverse event or a coverage on file, unless it is there: by its id, by saying the same of the same drug, or as the one coverage a drug has. */
export async function writeTreatmentDetail(db: WriteExecutor, mapped: MappedTreatmentDetail, place: DetailPlace, mark: ImportMark): Promise<'created' | 'unchanged'> {
  return mapped.table === 'treatment_event' ? writeEvent(db, mapped.content, place, mark) : writeCoverage(db, mapped.content, place, mark);
}

async function writeEvent(db: WriteExecutor, { recorded_at, ...content }: Extract<MappedTreatmentDetail, { table: 'treatment_event' }>['content'], { id, medicationId, userId }: DetailPlace, { importId, newId, now }: ImportMark): Promise<'created' | 'unchanged'> {
  const same = await db
    .selectFrom('treatment_event')
    .select('id')
    .where((eb) =>
      eb.or([...(id === null ? [] : [eb('id', '=', id)]), eb.and([eb('medication_id', '=', medicationId), eb('happened_on', '=', content.happened_on), eb('term', '=', content.term)])]),
    )
    .limit(1)
    .executeTakeFirst();
  if (same) return 'unchanged';
  await db.insertInto('treatment_event').values({ ...content, id: id ?? newId(), medication_id: medicationId, recorded_at: recorded_at ?? now, recorded_by: userId, import_id: importId }).execute();
  return 'created';
}

async function writeCoverage(db: WriteExecutor, content: Extract<MappedTreatmentDetail, { table: 'treatment_coverage' }>['content'], { id, medicationId, userId }: DetailPlace, { importId, newId, now }: ImportMark): Promise<'created' | 'unchanged'> {
  const same = await db
    .selectFrom('treatment_coverage')
    .select('id')
    .where((eb) => eb.or([...(id === null ? [] : [eb('id', '=', id)]), eb('medication_id', '=', medicationId)]))
    .limit(1)
    .executeTakeFirst();
  if (same) return 'unchanged';
  await db.insertInto('treatment_coverage').values({ ...content, id: id ?? newId(), medication_id: medicationId, updated_at: now, updated_by: userId, import_id: importId }).execute();
  return 'created';
}

/** Takes away what an import hung on drugs and nobody has touched since; a coverage written again here is no longer the import's. @returns how many, by FHIR type */
export async function removeImportedDetails(db: WriteExecutor, importId: string): Promise<{ readonly AdverseEvent: number; readonly Coverage: number }> {
  const events = await db.deleteFrom('treatment_event').where('import_id', '=', importId).where('withdrawn_at', 'is', null).executeTakeFirst();
  const coverages = await db.deleteFrom('treatment_coverage').where('import_id', '=', importId).executeTakeFirst();
  return { AdverseEvent: Number(events.numDeletedRows), Coverage: Number(coverages.numDeletedRows) };
}
