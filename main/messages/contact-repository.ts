import { messageChannel, type MessageChannel } from '#contract/messages.ts';
import { readSummaries } from '../patients/registry-repository.ts';
import { readLetterhead } from '../referrals/letter-repository.ts';
import type { ReadExecutor, WriteExecutor } from '../platform/database/schema.ts';
import type { ReachablePerson } from './message-text-rules.ts';

/** How people may be reached: their addresses, and by which channels they want messages. */

export interface PersonToReach extends ReachablePerson {
  readonly id: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly language: string | null;
  readonly addressLine: string | null;
  readonly city: string | null;
  readonly postalCode: string | null;
  readonly deceased: boolean;
}

/** What the clinic says of itself at the head of what it writes. */
export const clinicLetterhead = readLetterhead;

/** Who somebody is, as lists name them. */
export const namedPeople = readSummaries;

/** The people of these ids, by id. */
export async function peopleToReach(db: ReadExecutor, ids: readonly string[]): Promise<ReadonlyMap<string, PersonToReach>> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return new Map();
  const people = await db.selectFrom('patient').select(['id', 'family_name', 'given_name', 'language', 'email', 'phone', 'address_line', 'city', 'postal_code', 'deceased']).where('id', 'in', unique).execute();
  const wants = await wantsOf(db, unique);
  return new Map(people.map((row) => {
    const lines = [`${row.given_name} ${row.family_name}`, row.address_line, [row.city, row.postal_code].filter(Boolean).join('  ')];
    return [row.id, {
      id: row.id, familyName: row.family_name, givenName: row.given_name, language: row.language, email: row.email, phone: row.phone, addressLine: row.address_line, city: row.city, postalCode: row.postal_code,
      address: row.address_line === null || row.city === null ? null : lines.filter(Boolean).join('\n'), deceased: row.deceased === 1, wants: wants.get(row.id) ?? { email: null, sms: null, letter: null },
    }] as const;
  }));
}

async function wantsOf(db: ReadExecutor, ids: readonly string[]): Promise<ReadonlyMap<string, ReachablePerson['wants']>> {
  const rows = await db.selectFrom('contact_preference').select(['patient_id', 'channel', 'wants']).where('patient_id', 'in', ids).orderBy('noted_at').orderBy('id').execute();
  const found = new Map<string, ReachablePerson['wants']>();
  for (const { patient_id, channel, wants } of rows) found.set(patient_id, { ...(found.get(patient_id) ?? { email: null, sms: null, letter: null }), [messageChannel.parse(channel)]: wants === 1 });
  return found;
}

/** What somebody last said of each channel, with who noted it and when. */
export async function preferencesOf(db: ReadExecutor, patientId: string) {
  const rows = await db
    .selectFrom('contact_preference as c')
    .leftJoin('user_account as u', 'u.id', 'c.noted_by')
    .select(['c.channel', 'c.wants', 'c.note', 'c.noted_at', 'u.display_name'])
    .where('c.patient_id', '=', patientId)
    .orderBy('c.noted_at')
    .orderBy('c.id')
    .execute();
  return messageChannel.options.map((channel) => {
    const last = rows.findLast((row) => row.channel === channel);
    return { channel, wants: last ? last.wants === 1 : null, noted: last ? { at: last.noted_at, by: last.display_name, note: last.note } : null };
  });
}

export async function insertPreference(db: WriteExecutor, said: { readonly id: string; readonly patientId: string; readonly channel: MessageChannel; readonly wants: boolean; readonly note: string; readonly now: string; readonly userId: string }): Promise<void> {
  const { id, patientId, channel, wants, note, now, userId } = said;
  await db.insertInto('contact_preference').values({ id, patient_id: patientId, channel, wants: wants ? 1 : 0, note, noted_at: now, noted_by: userId }).execute();
}
