import type { UndoReport } from '#contract/table-reports.ts';
import type { WriteExecutor } from '../../platform/database/schema.ts';
import { errorCode, type UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { type BroughtTable, forgetEntry, holdRows, isPlaceTaken, isUnchanged, putRowBack, type RowBefore, whoWrote } from './rows-before-repository.ts';

/** Rows an import had brought up to date become what they said before, where nobody has changed them since. */

export type KeptReason = UndoReport['kept'][number]['reason'];
export interface KeptAsItIs {
  readonly reason: KeptReason;
  readonly patientId: string | null;
  readonly name: string;
  readonly byName: string | null;
  readonly at: string | null;
}
/** What became of one row: put back, gone meanwhile, or left as it is. */
export type PutBack = 'restored' | 'gone' | KeptAsItIs;

/** Something else points at what would go, or holds the time that would be taken. */
const refused: Readonly<Record<string, KeptReason>> = { SQLITE_CONSTRAINT_FOREIGNKEY: 'USED', '23503': 'USED', '23P01': 'TAKEN' };

/** @param importId the import that is undone @returns what became of each entry, in their order */
export async function putBack(unitOfWork: UnitOfWork, table: BroughtTable, importId: string, entries: readonly RowBefore[]): Promise<readonly PutBack[]> {
  try {
    return await unitOfWork.write((db) => putBackAll(db, table, importId, entries));
  } catch (error) {
    if (!(errorCode(error) in refused)) throw error;
    const outcomes: PutBack[] = [];
    for (const entry of entries) outcomes.push(await putBackOne(unitOfWork, table, importId, entry));
    return outcomes;
  }
}

async function putBackOne(unitOfWork: UnitOfWork, table: BroughtTable, importId: string, entry: RowBefore): Promise<PutBack> {
  try {
    return (await unitOfWork.write((db) => putBackAll(db, table, importId, [entry])))[0] ?? 'gone';
  } catch (error) {
    const reason = refused[errorCode(error)];
    if (reason === undefined) throw error;
    return { reason, ...named(entry), byName: null, at: null };
  }
}

async function putBackAll(db: WriteExecutor, table: BroughtTable, importId: string, entries: readonly RowBefore[]): Promise<readonly PutBack[]> {
  const rows = await holdRows(db, table, entries.map(({ entityId }) => entityId));
  const outcomes: PutBack[] = [];
  for (const entry of entries) {
    const row = rows.get(entry.entityId);
    if (row === undefined) {
      await forgetEntry(db, entry.id);
      outcomes.push('gone');
    } else if (!isUnchanged(row, entry)) {
      outcomes.push({ reason: 'CHANGED', ...((await whoWrote(db, table, entry.entityId, importId)) ?? { ...named(entry), byName: null, at: null }) });
    } else if (table === 'appointment' && (await isPlaceTaken(db, entry))) {
      outcomes.push({ reason: 'TAKEN', ...named(entry), byName: null, at: null });
    } else {
      await putRowBack(db, table, entry);
      outcomes.push('restored');
    }
  }
  return outcomes;
}

function named({ before: { row } }: RowBefore): { readonly patientId: string | null; readonly name: string } {
  const text = (column: string): string => (typeof row[column] === 'string' ? row[column] : '');
  return { patientId: text('patient_id') || null, name: text('family_name') ? `${text('family_name')}, ${text('given_name')}` : text('text').slice(0, 200) };
}
