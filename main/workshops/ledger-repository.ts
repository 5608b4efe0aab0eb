import { sql } from 'kysely';
import { z } from 'zod';
import { feeKinds, ledgerStates } from '#contract/workshops.ts';
import { activeVersionsOfKind, contentBody, insertClinicContent } from '../content/content-repository.ts';
import { professionalName } from '../people/person-name.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import { feeCatalogueContent, feeCatalogueKind } from './fee-content.ts';
import type { EnteredPhase, HeldWorkshop, OwedLine } from './ledger-rules.ts';

/** Fees and what is owed, as they are kept. */

export type FeeCatalogue = z.infer<typeof feeCatalogueContent>;

/** The fees in force. */
export async function feesInForce(db: ReadExecutor): Promise<FeeCatalogue> {
  const id = (await activeVersionsOfKind(db, feeCatalogueKind)).get(feeCatalogueKind);
  if (id === undefined) throw new Error('no catalogue of fees');
  return feeCatalogueContent.parse(await contentBody(db, id));
}

export async function feeVersions(db: ReadExecutor): Promise<readonly string[]> {
  return (await db.selectFrom('content_version').select('version').where('kind', '=', feeCatalogueKind).execute()).map(({ version }) => version);
}

/** Keeps the programme's own catalogue, in force from now on. */
export const insertFees = (db: WriteExecutor, catalogue: { readonly id: string; readonly content: FeeCatalogue; readonly now: string }): Promise<void> => insertClinicContent(db, catalogue);

/** Every workshop held until a day. */
export async function heldUntil(db: ReadExecutor, until: string): Promise<readonly HeldWorkshop[]> {
  const rows = await db.selectFrom('workshop').select(['id', 'practitioner_id', 'pathway_code', 'held_on', 'kilometres']).where('state', '=', 'held').where('held_on', '<=', until).execute();
  return rows.map((row) => ({ id: row.id, practitionerId: row.practitioner_id, pathway: row.pathway_code, heldOn: row.held_on ?? '', kilometres: row.kilometres }));
}

/** The phases people entered until a day. */
export async function enteredUntil(db: ReadExecutor, until: string): Promise<readonly EnteredPhase[]> {
  const rows = await db
    .selectFrom('pathway_event as v')
    .innerJoin('pathway_enrolment as e', 'e.id', 'v.enrolment_id')
    .select(['v.enrolment_id', 'e.pathway_code', 'v.phase', 'v.on_date'])
    .where('v.move', 'in', ['include', 'advance'])
    .where('v.phase', 'is not', null)
    .where('v.undone_at', 'is', null)
    .where('v.on_date', '<=', until)
    .orderBy('v.on_date')
    .orderBy('v.id')
    .execute();
  return rows.map((row) => ({ enrolmentId: row.enrolment_id, pathway: row.pathway_code, phase: row.phase ?? '', on: row.on_date }));
}

/** What a line taken back with its workshop was written for, and one written in place of another. */
export const takenBackMark = 'taken-back:';
export const replacementMark = 'replacement:';

const states = z.enum(ledgerStates);
const kinds = z.enum([...feeKinds, 'correction']);

export interface LineRow {
  readonly id: string;
  readonly practitionerId: string | null;
  readonly name: string | null;
  readonly kind: z.infer<typeof kinds>;
  readonly feeCode: string;
  readonly origin: string;
  readonly quantity: number;
  readonly cents: number;
  readonly currency: string;
  readonly on: string;
  readonly state: z.infer<typeof states>;
  readonly paidOn: string | null;
  readonly corrects: string | null;
  readonly isCorrected: boolean;
  readonly isVoid: boolean;
  readonly isReplaced: boolean;
  readonly reason: string | null;
  readonly updatedAt: string;
  readonly updatedByName: string | null;
  readonly version: number;
}

function lineRows(db: ReadExecutor) {
  return db
    .selectFrom('ledger_line as l')
    .leftJoin('practitioner as p', 'p.id', 'l.practitioner_id')
    .leftJoin('user_account as u', 'u.id', 'l.updated_by')
    .leftJoin('ledger_line as c', 'c.corrects', 'l.id')
    .leftJoin('ledger_line as r', (join) => join.on('r.origin', '=', sql<string>`${replacementMark} || l.id`))
    .selectAll('l')
    .select(['p.prefix', 'p.given_name', 'p.family_name', 'u.display_name', 'c.id as correction', 'c.origin as correction_origin', 'r.id as replacement']);
}

function lineOf(row: Awaited<ReturnType<ReturnType<typeof lineRows>['execute']>>[number]): LineRow {
  return {
    id: row.id, practitionerId: row.practitioner_id, name: row.family_name === null ? null : professionalName({ prefix: row.prefix, givenName: row.given_name ?? '', familyName: row.family_name }), kind: kinds.parse(row.kind), feeCode: row.fee_code, origin: row.origin, quantity: row.quantity,
    cents: row.cents, currency: row.currency, on: row.on_date, state: states.parse(row.state), paidOn: row.paid_on, corrects: row.corrects, isCorrected: row.correction !== null, isVoid: row.correction_origin?.startsWith(takenBackMark) ?? false, isReplaced: row.replacement !== null, reason: row.reason, updatedAt: row.updated_at, updatedByName: row.display_name, version: row.version,
  };
}

/** The lines of a stretch of days, by person, then day. */
export async function linesBetween(db: ReadExecutor, from: string, until: string): Promise<readonly LineRow[]> {
  return (await lineRows(db).where('l.on_date', '>=', from).where('l.on_date', '<=', until).orderBy('p.sort_key').orderBy('l.practitioner_id').orderBy('l.on_date').orderBy('l.id').limit(1000).execute()).map(lineOf);
}

export async function lineById(db: ReadExecutor, id: string): Promise<LineRow | undefined> {
  const row = await lineRows(db).where('l.id', '=', id).executeTakeFirst();
  return row && lineOf(row);
}

/** What lines were written for; `isVoid`: paid, and taken back with its workshop. */
export async function everyOrigin(db: ReadExecutor): Promise<readonly { readonly origin: string; readonly isVoid: boolean }[]> {
  const rows = await db.selectFrom('ledger_line as l').leftJoin('ledger_line as c', 'c.corrects', 'l.id').select(['l.origin', 'c.origin as counter']).execute();
  return rows.map(({ origin, counter }) => ({ origin, isVoid: counter?.startsWith(takenBackMark) ?? false }));
}

/** The lines written for a workshop, alone or with others. */
export async function linesFor(db: ReadExecutor, workshopId: string): Promise<readonly LineRow[]> {
  return (await lineRows(db).where((eb) => eb.or([eb('l.origin', 'like', `sessions:%${workshopId}%`), eb('l.origin', 'like', `travel:${workshopId}%`)])).orderBy('l.id').execute()).map(lineOf);
}

/** Cancels a line that is not paid together with its workshop: what it was written for may be owed again. */
export async function voidLine(db: WriteExecutor, { id, origin, version }: Pick<LineRow, 'id' | 'origin' | 'version'>, reason: string, { now, userId }: By): Promise<void> {
  await db.updateTable('ledger_line').set({ state: 'cancelled', reason, origin: `${takenBackMark}${id}:${origin}`, updated_at: now, updated_by: userId, version: version + 1 }).where('id', '=', id).where('state', '!=', 'paid').execute();
}

interface By {
  readonly now: string;
  readonly userId: string;
}

export async function insertLines(db: WriteExecutor, lines: readonly (Omit<OwedLine, 'kind'> & { readonly id: string; readonly kind: LineRow['kind']; readonly currency: string; readonly corrects?: string; readonly reason?: string })[], { now, userId }: By): Promise<void> {
  if (lines.length === 0) return;
  await db
    .insertInto('ledger_line')
    .values(lines.map((line) => ({
      id: line.id, practitioner_id: line.practitionerId, kind: line.kind, fee_code: line.feeCode, origin: line.origin, quantity: line.quantity, cents: line.cents, currency: line.currency, on_date: line.on, state: 'due', paid_on: null,
      corrects: line.corrects ?? null, reason: line.reason ?? null, created_at: now, updated_at: now, updated_by: userId, version: 1,
    })))
    .execute();
}

/** Moves a line to another state at the version seen; one that is paid stays as it is. */
export async function moveLine(db: WriteExecutor, id: string, version: number, change: { readonly state: LineRow['state']; readonly paidOn: string | null; readonly reason: string | null }, { now, userId }: By): Promise<boolean> {
  const done = await db
    .updateTable('ledger_line')
    .set({ state: change.state, paid_on: change.paidOn, reason: change.reason, updated_at: now, updated_by: userId, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', '!=', 'paid')
    .executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}
