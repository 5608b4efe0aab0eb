import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aPatient } from '../referrals/testing/referral-fixtures.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import { type AnsweredRequest, insideDelay, medianWait, openByClass } from './access-rules.ts';

const today = '2026-11-16';
const request = (over: Partial<AnsweredRequest> = {}): AnsweredRequest => ({ receivedOn: '2026-10-01', dueOn: '2026-10-29', state: 'booked', firstVisitOn: '2026-10-20', ...over });

describe('the three figures', () => {
  test('open by class: none is said, a few are not, and the total never tells them', () => {
    const counts = (a: number, c: number, none = 0) => openByClass([{ cls: 'A', count: a }, { cls: 'C', count: c }, ...(none > 0 ? [{ cls: null, count: none }] : [])]);
    expect(counts(5, 7)).toEqual({ total: 12, classes: [{ cls: 'URG', count: 0 }, { cls: 'A', count: 5 }, { cls: 'B', count: 0 }, { cls: 'C', count: 7 }, { cls: 'D', count: 0 }, { cls: 'E', count: 0 }] });
    expect(counts(4, 7)).toMatchObject({ total: null });
    expect(counts(4, 2)).toMatchObject({ total: 6 });
    expect(counts(5, 7, 3).classes.at(-1)).toEqual({ cls: null, count: null });
    expect(openByClass([]).total).toBe(0);
  });

  test('inside the delay: on the due date still is, the day after is not, nor a delay that ran out', () => {
    const judged = [request({ firstVisitOn: '2026-10-29' }), request({ firstVisitOn: '2026-10-30' }), request({ state: 'accepted', firstVisitOn: null }), request(), request({ state: 'closed' })];
    expect(insideDelay(judged, today)).toEqual({ share: 3 / 5, of: 5 });
    const apart = [request({ state: 'received', firstVisitOn: null, dueOn: today }), request({ state: 'redirected', firstVisitOn: null }), request({ state: 'closed', firstVisitOn: null }), request({ dueOn: null })];
    expect(insideDelay([...judged, ...apart], today)).toEqual({ share: 3 / 5, of: 5 });
    expect(insideDelay(judged.slice(1), today)).toBeNull();
  });

  test('median wait: of visits past or today, half-way between two; a visit before the request waited no day', () => {
    const waits = (days: readonly string[]) => medianWait(days.map((firstVisitOn) => request({ firstVisitOn })), today);
    expect(waits(['2026-10-02', '2026-10-04', '2026-10-11', '2026-10-21', '2026-09-30'])).toEqual({ medianDays: 3, of: 5 });
    expect(waits(['2026-10-02', '2026-10-04', '2026-10-11', '2026-10-21', '2026-10-31', '2026-11-10', '2026-11-17'])).toEqual({ medianDays: 15, of: 6 });
    expect(waits(['2026-10-02', '2026-10-04', '2026-10-11', '2026-10-21'])).toBeNull();
  });
});

describe.each(engines)('the figures of a clinic counted by hand, on %s', (engine) => {
  let clinic: TestClinic;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    const rheumatologist = await clinic.caller('rheumatologist');
    const patientId = await aPatient(clinic);
    const now = clinic.ports.clock.now();
    let hour = 0;
    const add = async (said: { state: string; cls: string | null; received: string; due: string | null; pending?: number; visits?: readonly (readonly [day: string, status: string])[] }): Promise<void> => {
      const id = clinic.ports.newId();
      await clinic.store.unitOfWork.write(async (db) => {
        await db.insertInto('referral').values({
          id, patient_id: patientId, referrer_id: null, reason_code: null, requested_cls: null, free_text: '', findings: '{}', prerequisites_provided: '[]', state: said.state,
          received_at: said.received, completed_on: said.received.slice(0, 10), entered_at: now, entered_by: rheumatologist.userId, proposed_cls: said.cls, decided_cls: null, due_on: said.due,
          queue_role: null, modality: null, leading_findings: '[]', emergency_call_pending: said.pending ?? 0, source_system: null, source_id: null, source_hash: null, import_id: null, updated_at: now, updated_by: rheumatologist.userId,
        }).execute();
        for (const [day, status] of said.visits ?? []) {
          hour += 1;
          const at = String(hour % 24).padStart(2, '0');
          await db.insertInto('appointment').values({
            id: clinic.ports.newId(), patient_id: patientId, professional_id: rheumatologist.practitionerId!, referral_id: id, starts_at: `${day}T${at}:00:00.000Z`, ends_at: `${day}T${at}:30:00.000Z`,
            local_start: `${day}T${at}:00`, zone: 'America/Toronto', patient_zone: null, modality: 'IN_PERSON', status, live: status === 'booked' || status === 'done' ? 1 : 0, reason: null, video_link: null, consent: null,
            created_at: now, created_by: rheumatologist.userId, updated_at: now,
          }).execute();
        }
      });
    };
    // Five of class C still open, two of class B, an emergency not called about; one decided elsewhere.
    for (let count = 0; count < 5; count += 1) await add({ state: 'received', cls: 'C', received: '2026-11-10T14:00:00.000Z', due: '2026-12-08' });
    await add({ state: 'accepted', cls: 'B', received: '2026-11-01T14:00:00.000Z', due: '2026-11-11' });
    await add({ state: 'accepted', cls: 'B', received: '2026-11-12T14:00:00.000Z', due: '2026-11-22' });
    await add({ state: 'emergency', cls: 'URG', received: '2026-11-16T14:00:00.000Z', due: '2026-11-16', pending: 1 });
    await add({ state: 'redirected', cls: 'E', received: '2026-11-01T14:00:00.000Z', due: '2026-11-02' });
    // Received at 23 h in Montréal, the day before in its zone; the cancelled and the missed visit do not count.
    await add({ state: 'booked', cls: 'C', received: '2026-10-02T03:00:00.000Z', due: '2026-10-29', visits: [['2026-10-03', 'cancelled'], ['2026-10-05', 'no-show'], ['2026-10-11', 'done']] });
    await add({ state: 'booked', cls: 'C', received: '2026-10-01T14:00:00.000Z', due: '2026-10-29', visits: [['2026-10-31', 'done']] });
    await add({ state: 'booked', cls: 'C', received: '2026-10-01T14:00:00.000Z', due: '2026-10-29', visits: [['2026-10-29', 'done']] });
    await add({ state: 'booked', cls: 'C', received: '2026-10-01T14:00:00.000Z', due: '2026-10-29', visits: [['2026-10-21', 'done']] });
    await add({ state: 'closed', cls: 'C', received: '2026-10-01T14:00:00.000Z', due: '2026-10-29', visits: [['2026-10-06', 'done'], ['2026-11-06', 'done']] });
    await add({ state: 'booked', cls: 'C', received: '2026-11-01T14:00:00.000Z', due: '2026-11-29', visits: [['2026-11-20', 'booked']] });
    // More than a year ago.
    await add({ state: 'closed', cls: 'C', received: '2025-11-01T14:00:00.000Z', due: '2025-11-29', visits: [['2026-03-01', 'done']] });
  });
  afterAll(() => clinic.close());

  test('are those of the rules', async () => {
    expect(await clinic.services.indicators.access(await clinic.caller('programme-lead'))).toEqual({
      asOf: today,
      since: '2025-11-16',
      open: {
        total: 8,
        classes: [{ cls: 'URG', count: null }, { cls: 'A', count: 0 }, { cls: 'B', count: null }, { cls: 'C', count: 5 }, { cls: 'D', count: 0 }, { cls: 'E', count: 0 }],
      },
      // Inside: 11, 29, 21, 6 October and 20 November; outside: 31 October and the class B that ran out.
      inside: { share: 5 / 7, of: 7 },
      // 10, 30, 28, 20 and 5 days.
      wait: { medianDays: 20, of: 5 },
    });
  });
});
