import type { z } from 'zod';
import { letterhead as letterheadSchema, type Letterhead, letterKind } from '#contract/letters.ts';
import { language } from '#contract/values.ts';
import { readClinicSetting, writeClinicSetting } from '../clinics/clinic-setting-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';

/** A letter as it is kept. */
export interface KeptLetter {
  readonly id: string;
  readonly referralId: string;
  readonly kind: z.infer<typeof letterKind>;
  readonly language: z.infer<typeof language>;
  readonly addressee: string;
  readonly body: string;
  readonly writtenAt: string;
  readonly writtenBy: string;
  readonly writtenByName: string;
  readonly decisionId: string | null;
  /** Taken back: it should not have been made. */
  readonly withdrawn: { readonly at: string; readonly by: string } | null;
}

function letters(db: ReadExecutor) {
  return db
    .selectFrom('referral_letter as l')
    .leftJoin('user_account as u', 'u.id', 'l.written_by')
    .leftJoin('user_account as w', 'w.id', 'l.withdrawn_by')
    .select(['l.id', 'l.decision_id', 'l.withdrawn_at', 'l.withdrawn_by', 'w.display_name as withdrawer', 'l.referral_id', 'l.kind', 'l.language', 'l.addressee', 'l.body', 'l.written_at', 'l.written_by', 'u.display_name']);
}

type Row = Awaited<ReturnType<ReturnType<typeof letters>['execute']>>[number];

const toLetter = (row: Row): KeptLetter => ({
  id: row.id, referralId: row.referral_id, kind: letterKind.parse(row.kind), language: language.parse(row.language), addressee: row.addressee, body: row.body,
  writtenAt: row.written_at, writtenBy: row.written_by, writtenByName: row.display_name ?? row.written_by, decisionId: row.decision_id,
  withdrawn: row.withdrawn_at === null ? null : { at: row.withdrawn_at, by: row.withdrawer ?? row.withdrawn_by ?? '' },
});

/** The letters about a referral, newest first. */
export async function lettersOf(db: ReadExecutor, referralId: string): Promise<KeptLetter[]> {
  return (await letters(db).where('l.referral_id', '=', referralId).orderBy('l.written_at', 'desc').orderBy('l.id', 'desc').limit(50).execute()).map(toLetter);
}

export async function letterById(db: ReadExecutor, id: string): Promise<KeptLetter | undefined> {
  const row = await letters(db).where('l.id', '=', id).executeTakeFirst();
  return row && toLetter(row);
}

export async function insertLetter(db: WriteExecutor, letter: Omit<KeptLetter, 'writtenByName' | 'withdrawn'> & { readonly pdf: Uint8Array }): Promise<void> {
  await db
    .insertInto('referral_letter')
    .values({
      id: letter.id, referral_id: letter.referralId, decision_id: letter.decisionId, kind: letter.kind, language: letter.language, addressee: letter.addressee, body: letter.body,
      written_at: letter.writtenAt, written_by: letter.writtenBy, pdf: letter.pdf,
    })
    .execute();
}

/** The paper of a letter as it left; null for one written before papers were kept. */
export async function paperOfLetter(db: ReadExecutor, id: string): Promise<Uint8Array | null> {
  return (await db.selectFrom('referral_letter').select('pdf').where('id', '=', id).executeTakeFirst())?.pdf ?? null;
}

export async function markWithdrawn(db: WriteExecutor, id: string, { now, by }: { now: string; by: string }): Promise<void> {
  await db.updateTable('referral_letter').set({ withdrawn_at: now, withdrawn_by: by }).where('id', '=', id).execute();
}

const letterheadSetting = 'letterhead';
const emptyLetterhead: Letterhead = { address: '', phone: '', fax: '', email: '' };

/** What stands at the head of the clinic's letters; nothing until somebody has written it. */
export async function readLetterhead(db: ReadExecutor): Promise<Letterhead> {
  return letterheadSchema.safeParse(await readClinicSetting(db, letterheadSetting)).data ?? emptyLetterhead;
}

export async function writeLetterhead(db: WriteExecutor, letterhead: Letterhead, { now, userId }: { now: string; userId: string }): Promise<void> {
  await writeClinicSetting(db, { key: letterheadSetting, value: letterhead, now, userId });
}
