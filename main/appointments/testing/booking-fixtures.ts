import type { WeeklyOpening } from '#contract/people.ts';
import type { Store } from '../../platform/store/store.ts';
import { newId } from '../../platform/ids.ts';

/** Rows that booking tests start from. */

const now = '2026-11-16T15:12:00.000Z';

export async function addPatient(store: Store, facts: { familyName?: string; teleSuitability?: string; deceased?: boolean; nam?: string } = {}): Promise<string> {
  const id = newId();
  await store.unitOfWork.write(async (db) => {
    await db
      .insertInto('patient')
      .values({
        id, family_name: facts.familyName ?? 'Béland', given_name: 'Maryse', sort_key: 'beland  maryse', birth_date: '1979-04-02', administrative_sex: 'F', region_code: '06',
        phone: '514 555-0142', city: 'Montréal', tele_suitability: facts.teleSuitability ?? 'yes', deceased: facts.deceased ? 1 : 0, created_at: now, updated_at: now,
      })
      .execute();
    if (facts.nam) {
      await db.insertInto('patient_identifier').values({ id: newId(), patient_id: id, system: 'urn:relais:identifier:ramq-nam', value: facts.nam, use: null, valid_from: null }).execute();
    }
  });
  return id;
}

export async function addReferral(
  store: Store,
  facts: { patientId: string; state?: string; modality?: string; dueOn?: string; queueRole?: string; cls?: string },
): Promise<string> {
  const id = newId();
  await store.unitOfWork.write((db) =>
    db
      .insertInto('referral')
      .values({
        id, patient_id: facts.patientId, referrer_id: null, reason_code: 'RH04', requested_cls: null, free_text: '', findings: '{}', prerequisites_provided: '[]',
        state: facts.state ?? 'accepted', received_at: now, completed_on: '2026-11-12', entered_at: now, entered_by: 'somebody', proposed_cls: 'B', decided_cls: facts.cls ?? 'B',
        due_on: facts.dueOn ?? '2026-11-22', queue_role: facts.queueRole ?? 'rheumatologist', modality: facts.modality ?? 'IN_PERSON', updated_at: now, updated_by: 'somebody',
      })
      .execute(),
  );
  return id;
}

/** Monday to Friday, 8:00–12:00 and 13:00–16:00, in every modality unless named. */
export function officeHours(modalities: WeeklyOpening['modalities'] = ['IN_PERSON', 'VIDEO', 'PHONE', 'HOME']): WeeklyOpening[] {
  return [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, startsAt: '08:00', endsAt: '12:00', modalities },
    { weekday, startsAt: '13:00', endsAt: '16:00', modalities },
  ]);
}
