import type { WriteExecutor } from '../platform/database/schema.ts';
import { insertLines, linesFor, takenBackMark, voidLine } from './ledger-repository.ts';
import { workshopsOf } from './ledger-rules.ts';

/**
 * Takes back what was owed for a workshop that was not held: a line not paid yet is cancelled, a paid one has a counter-line on that day. The
 * other workshops of a line count again with the next month that is written. What a counter-line took back before stays so.
 *
 * @returns how many lines were cancelled or countered
 */
export async function takeBackLines(db: WriteExecutor, workshopId: string, reason: string, { newId, today, ...by }: { readonly newId: () => string; readonly today: string; readonly now: string; readonly userId: string }): Promise<number> {
  let count = 0;
  for (const row of await linesFor(db, workshopId)) {
    if (!workshopsOf(row.origin).includes(workshopId) || (row.state === 'paid' && row.isCorrected)) continue;
    if (row.state === 'paid') {
      await insertLines(db, [{ id: newId(), practitionerId: row.practitionerId, kind: 'correction', feeCode: row.feeCode, origin: `${takenBackMark}${row.id}`, quantity: row.quantity, cents: -row.cents, currency: row.currency, on: today, corrects: row.id, reason }], by);
    } else await voidLine(db, row, reason, by);
    count += 1;
  }
  return count;
}
