import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';

const form = 'patient-registration';

describe.each(engines)('drafts on %s', (engine) => {
  let clinic: TestClinic;
  beforeEach(async () => {
    clinic = await openTestClinic(engine);
  });
  afterEach(() => clinic.close());

  const rows = () => clinic.store.database.db.selectFrom('draft').selectAll().execute();

  test('the last writing is found again, by its writer alone', async () => {
    const { drafts } = clinic.services;
    const nurse = await clinic.caller('nurse');
    await drafts.save(nurse, { form, recordId: 'new', value: '{"familyName":"Tremb"}' });
    clinic.ports.clock.set('2026-11-16T15:13:00.000Z');
    await drafts.save(nurse, { form, recordId: 'new', value: '{"familyName":"Tremblay"}' });
    expect(await drafts.find(nurse, { form, recordId: 'new' })).toEqual({ value: '{"familyName":"Tremblay"}', savedAt: '2026-11-16T15:13:00.000Z' });
    expect(await rows()).toHaveLength(1);
    expect(await drafts.find(nurse, { form: 'referral-entry', recordId: 'new' })).toBeNull();
    expect(await drafts.find(await clinic.caller('secretary'), { form, recordId: 'new' })).toBeNull();
  });

  test('is sealed, and does not open under another name or after a change', async () => {
    const { drafts } = clinic.services;
    const nurse = await clinic.caller('nurse');
    const secretary = await clinic.caller('secretary');
    await drafts.save(nurse, { form, recordId: 'new', value: 'Tremblay-Planté' });
    expect(JSON.stringify(await rows())).not.toContain('Tremblay');
    await clinic.store.database.db.updateTable('draft').set({ user_id: secretary.userId }).execute();
    expect(await drafts.find(secretary, { form, recordId: 'new' })).toBeNull();
    await clinic.store.database.db.updateTable('draft').set({ user_id: nurse.userId, sealed: '{}' }).execute();
    expect(await drafts.find(nurse, { form, recordId: 'new' })).toBeNull();
  });

  test('is gone once discarded, and after thirty days', async () => {
    const { drafts } = clinic.services;
    const nurse = await clinic.caller('nurse');
    await drafts.save(nurse, { form, recordId: 'new', value: 'a' });
    expect(await drafts.discard(nurse, { form, recordId: 'new' })).toEqual({ discarded: true });
    expect(await drafts.discard(nurse, { form, recordId: 'new' })).toEqual({ discarded: false });
    await drafts.save(nurse, { form, recordId: 'new', value: 'b' });
    clinic.ports.clock.set('2026-12-16T15:11:00.000Z');
    expect(await drafts.forgetOld()).toBe(0);
    clinic.ports.clock.set('2026-12-16T15:13:00.000Z');
    expect(await drafts.forgetOld()).toBe(1);
  });

  test('a pathway being written stays, as long as its file may be, until its writer throws it away', async () => {
    const { drafts } = clinic.services;
    const doctor = await clinic.caller('rheumatologist');
    const key = { form: 'pathway-definition' as const, recordId: 'new' };
    const value = JSON.stringify({ text: '"'.repeat(1_000_000) });
    await drafts.save(doctor, { ...key, value });
    clinic.ports.clock.set('2027-11-16T15:12:00.000Z');
    expect(await drafts.forgetOld()).toBe(0);
    expect((await drafts.find(doctor, key))?.value).toBe(value);
    expect(await drafts.find(await clinic.caller('oncologist'), key)).toBeNull();
    expect(await drafts.discard(doctor, key)).toEqual({ discarded: true });
  });
});
