import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPdf } from '../documents/testing/pdf-text.ts';
import { aPatient } from '../referrals/testing/referral-fixtures.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';

interface Visit {
  readonly on: string;
  readonly by: Caller;
  readonly modality?: string;
  readonly status?: string;
  /** The request it answers: complete and due on these days. */
  readonly completedOn?: string;
  readonly dueOn?: string;
}

describe.each(engines)('what the team changes, on %s', (engine) => {
  let clinic: TestClinic;
  let doctor: Caller;
  let nurse: Caller;
  let lead: Caller;
  let administrator: Caller;
  let minute = 0;

  const add = async ({ on, by, modality = 'IN_PERSON', status = 'done', completedOn, dueOn }: Visit): Promise<void> => {
    const patientId = await aPatient(clinic, { nam: null });
    const [referralId, now] = [completedOn === undefined ? null : clinic.ports.newId(), clinic.ports.clock.now()];
    minute += 1;
    const time = `${on}T${String(12 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    await clinic.store.unitOfWork.write(async (db) => {
      if (referralId !== null && completedOn !== undefined) {
        await db.insertInto('referral').values({
          id: referralId, patient_id: patientId, referrer_id: null, reason_code: 'RH04', requested_cls: null, free_text: '', findings: '{}', prerequisites_provided: '[]', state: 'booked', received_at: `${completedOn}T17:00:00.000Z`, completed_on: completedOn,
          entered_at: now, entered_by: by.userId, proposed_cls: 'C', decided_cls: 'C', due_on: dueOn ?? null, original_due_on: null, paused_as_of: null, queue_role: null, modality: null, updated_at: now, updated_by: by.userId,
        }).execute();
      }
      await db.insertInto('appointment').values({
        id: clinic.ports.newId(), patient_id: patientId, professional_id: by.practitionerId ?? '', referral_id: referralId, starts_at: `${time}:00.000Z`, ends_at: `${time}:30.000Z`, local_start: `${on}T08:00`, zone: 'America/Toronto', patient_zone: null, modality, status, live: status === 'cancelled' ? 0 : 1,
        reason: null, video_link: null, consent: null, created_at: now, created_by: by.userId, updated_at: now,
      }).execute();
    });
  };

  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    [doctor, nurse, lead, administrator] = [await clinic.caller('rheumatologist'), await clinic.caller('nurse'), await clinic.caller('programme-lead'), await clinic.caller('administrator')];
    for (let index = 0; index < 8; index += 1) await add({ on: '2026-01-20', by: doctor, completedOn: '2025-12-01', dueOn: '2026-01-10' });
    for (let index = 0; index < 6; index += 1) await add({ on: '2026-04-20', by: nurse, modality: 'VIDEO', completedOn: '2026-04-10', dueOn: '2026-04-20' });
    for (let index = 0; index < 6; index += 1) await add({ on: '2026-05-20', by: doctor });
    // Called off, missed and to come: none of them took place.
    await add({ on: '2026-05-21', by: doctor, status: 'cancelled' });
    await add({ on: '2026-05-21', by: nurse, status: 'no-show' });
    await add({ on: '2099-05-21', by: nurse, status: 'booked' });
  }, 60_000);
  afterAll(() => clinic.close());

  test('by period: who saw whom, how, and how long they had waited', async () => {
    const { periods, startedOn, compared } = await clinic.services.team.team(lead, { every: 'quarter' });
    expect([startedOn, compared]).toEqual([null, null]);
    const of = (key: string) => periods.find((one) => one.key === key)?.figures;
    expect(of('2026-1')).toMatchObject({ visits: 8, people: 8, moved: { of: 8, value: 0 }, wait: { of: 8, median: 50 }, inside: { of: 8, value: 0 } });
    expect(of('2026-2')).toMatchObject({ visits: 12, moved: { of: 12, value: 0.5 }, remote: { value: 0.5 }, firstElsewhere: { of: 6, value: 1 }, wait: { of: 6, median: 10 }, inside: { of: 6, value: 1 } });
    expect(of('2026-2')?.byRole).toEqual([{ role: 'rheumatologist', visits: 6, people: 6 }, { role: 'nurse', visits: 6, people: 6 }]);
  });

  test('before and since the day the clinic says; not a day to come', async () => {
    await clinic.services.team.setTeamStart(administrator, { startedOn: '2026-03-01' });
    const { compared, regions } = await clinic.services.team.team(lead, { every: 'year' });
    expect([compared?.before.from, compared?.before.until, compared?.after.from]).toEqual(['2025-03-01', '2026-02-28', '2026-03-01']);
    expect([compared?.before.figures.wait.median, compared?.after.figures.wait.median]).toEqual([50, 10]);
    expect([compared?.before.figures.moved.value, compared?.after.figures.moved.value]).toEqual([0, 0.5]);
    expect(regions[0]).toMatchObject({ regionCode: '06', people: 20 });
    await expect(clinic.services.team.setTeamStart(administrator, { startedOn: '2099-01-01' })).rejects.toMatchObject({ code: 'INVALID' });
  });

  test('leaves as text, workbook and report, and the trail says so', async () => {
    const asked = { every: 'quarter', language: 'fr' } as const;
    const csv = await clinic.services.team.teamFile(lead, { ...asked, format: 'csv' });
    expect(csv.file.name).toMatch(/^acces-et-equipe-\d{4}-\d\d-\d\d\.csv$/);
    expect(Buffer.from(csv.content).toString()).toContain('T2 2026;2026-04-01;2026-06-30;Accès;Toutes;Attente médiane (jours);10;');
    const xlsx = await clinic.services.team.teamFile(lead, { ...asked, format: 'xlsx' });
    expect(Buffer.from(xlsx.content).subarray(0, 2).toString()).toBe('PK');
    const pdf = await readPdf((await clinic.services.team.teamFile(lead, { ...asked, format: 'pdf' })).content);
    const text = pdf.pages.join('\n');
    for (const words of ['Accès et équipe interprofessionnelle', 'Avant et depuis l’équipe', 'Attente médiane', 'Montréal']) expect(text).toContain(words);
    const trail = await clinic.store.database.db.selectFrom('audit_event').select('action').where('action', 'like', 'programme.%').execute();
    expect(trail.map(({ action }) => action)).toEqual(['programme.start-set', 'programme.exported', 'programme.exported', 'programme.exported']);
  });
});
