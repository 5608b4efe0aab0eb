import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outputs } from '#contract/index.ts';
import type { Urgency } from '#contract/triage.ts';
import { engines, openTestClinic, type TestClinic } from '../../testing/test-clinic.ts';
import type { Caller } from '../../users/caller.ts';
import { aPatient } from '../testing/referral-fixtures.ts';

/** A request as quality reads it; dates are civil dates, decisions and bookings at noon in Montréal. */
interface Course {
  readonly completedOn: string;
  readonly dueOn: string;
  readonly firstDueOn?: string;
  readonly pausedAsOf?: string;
  readonly state?: string;
  readonly proposed?: Urgency;
  readonly cls?: Urgency;
  readonly rule?: string;
  readonly overridden?: boolean;
  readonly decidedOn?: string;
  readonly undone?: boolean;
  readonly visits?: readonly { readonly on: string; readonly bookedOn: string; readonly status?: string; readonly party?: string }[];
  readonly steps?: readonly { readonly at: string; readonly action: string; readonly reason: string }[];
  readonly asked?: { readonly on: string; readonly items: readonly string[]; readonly outcome?: string };
}

describe.each(engines)('the quality of triage on %s', (engine) => {
  let clinic: TestClinic;
  let doctor: Caller;
  let half = 0;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    doctor = await clinic.caller('rheumatologist');
  });
  afterAll(() => clinic.close());

  const noon = (day: string): string => `${day}T17:00:00.000Z`;
  const add = async ({ completedOn, dueOn, firstDueOn, pausedAsOf, state, proposed = 'C', cls = proposed, rule = 'R31', overridden = false, decidedOn, undone = false, visits = [], steps = [], asked }: Course): Promise<string> => {
    const patientId = await aPatient(clinic, { nam: null });
    const [id, by, now] = [clinic.ports.newId(), doctor.userId, clinic.ports.clock.now()];
    await clinic.store.unitOfWork.write(async (db) => {
      const { id: version } = await db.selectFrom('content_version').select('id').limit(1).executeTakeFirstOrThrow();
      await db.insertInto('referral').values({
        id, patient_id: patientId, referrer_id: null, reason_code: 'RH04', requested_cls: null, free_text: '', findings: '{}', prerequisites_provided: '[]', state: state ?? (decidedOn === undefined ? 'received' : 'accepted'), received_at: noon(completedOn), completed_on: completedOn,
        entered_at: now, entered_by: by, proposed_cls: proposed, decided_cls: decidedOn === undefined || undone ? null : cls, due_on: dueOn, original_due_on: firstDueOn ?? null, paused_as_of: pausedAsOf ?? null, queue_role: null, modality: null, updated_at: now, updated_by: by,
      }).execute();
      if (decidedOn !== undefined) {
        await db.insertInto('triage_decision').values({
          id: clinic.ports.newId(), referral_id: id, decided_at: noon(decidedOn), decided_by: by, overridden: overridden ? 1 : 0, override_reason: overridden ? 'x' : null, cls, primary_professional: 'RHEUM', modality: 'IN_PERSON', due_on: dueOn, disposition: 'book', redirect_to: null, note: null,
          proposal: JSON.stringify({ cls: proposed, rules: [rule, 'M01'] }), findings: '{}', ruleset_version_id: version, reasons_version_id: version, ...(undone ? { undone_at: now, undone_by: by } : {}),
        }).execute();
      }
      for (const { on, bookedOn, status = 'done', party } of visits) {
        half += 1;
        const [visitId, time] = [clinic.ports.newId(), `${on}T${String(12 + (half % 10)).padStart(2, '0')}:${String(half % 60).padStart(2, '0')}`];
        await db.insertInto('appointment').values({
          id: visitId, patient_id: patientId, professional_id: doctor.practitionerId ?? '', referral_id: id, starts_at: `${time}:00.000Z`, ends_at: `${time}:30.000Z`, local_start: `${on}T09:00`, zone: 'America/Toronto', patient_zone: null, modality: 'IN_PERSON', status, live: status === 'cancelled' ? 0 : 1,
          reason: null, video_link: null, consent: null, created_at: noon(bookedOn), created_by: by, updated_at: now, cancel_cause: party === undefined ? null : 'other',
        }).execute();
        if (party !== undefined) await db.insertInto('appointment_step').values({ id: clinic.ports.newId(), appointment_id: visitId, kind: 'cancelled', at: now, by_user: by, version: 2, before: '{}', party, cause: 'other', note: null, request_after: 'waits' }).execute();
      }
      for (const { at, action, reason } of steps) await db.insertInto('referral_step').values({ id: clinic.ports.newId(), referral_id: id, at, by, action, from_state: 'accepted', to_state: 'received', reason }).execute();
      if (asked) await db.insertInto('information_request').values({ id: clinic.ports.newId(), referral_id: id, asked_at: noon(asked.on), asked_by: by, items: JSON.stringify(asked.items), message: 'x', ended_at: asked.outcome === undefined ? null : now, ended_by: asked.outcome === undefined ? null : by, outcome: asked.outcome ?? null }).execute();
    });
    return patientId;
  };
  const quarter = async (key: string, caller = doctor): Promise<Outputs['triageQuality']['read']['periods'][number]> => {
    const found = (await clinic.services.triageQuality.read(caller, { every: 'quarter' })).periods.find((one) => one.key === key);
    if (!found) throw new Error(key);
    return found;
  };

  test('agreement and overrides, of the decision that holds, on the clinic’s day', async () => {
    const due = { completedOn: '2026-01-05', dueOn: '2026-03-01' };
    await add({ ...due, proposed: 'B', rule: 'R21', decidedOn: '2026-01-06' });
    await add({ ...due, proposed: 'C', decidedOn: '2026-01-08' });
    await add({ ...due, proposed: 'C', cls: 'B', overridden: true, decidedOn: '2026-01-15' });
    // Another professional in the same class; a decision taken back; one of the last evening of the quarter.
    await add({ ...due, proposed: 'C', overridden: true, decidedOn: '2026-02-04' });
    await add({ ...due, proposed: 'C', cls: 'E', overridden: true, decidedOn: '2026-02-05', undone: true });
    const { agreement, rules, overridden, decisions } = await quarter('2026-1');
    expect(agreement.matrix).toEqual([{ proposed: 'B', decided: 'B', count: 1 }, { proposed: 'C', decided: 'B', count: 1 }, { proposed: 'C', decided: 'C', count: 2 }]);
    expect(agreement.agreed).toMatchObject({ of: 4, met: 3 });
    expect(agreement.plain?.value).toBeCloseTo(0.5, 10);
    expect(overridden).toMatchObject({ of: 4, met: 2 });
    expect(rules.map(({ ruleId, changed, raised, lowered }) => [ruleId, changed.of, changed.met, raised, lowered])).toEqual([['R31', 3, 2, 1, 0], ['R21', 1, 0, 0, 0]]);
    expect(rules[0]?.title?.en).toBeTruthy();
    expect(decisions.map(({ cls, days }) => [cls, days.of, days.median, days.p90])).toEqual([['B', 2, 5.5, 10], ['C', 2, 16.5, 30]]);
  });

  test('delays without what was in a pause, and why each was passed', async () => {
    const from = { completedOn: '2026-04-01', dueOn: '2026-05-01', decidedOn: '2026-04-02' };
    const seen = (on: string, bookedOn = '2026-04-03') => ({ on, bookedOn });
    await add({ ...from, state: 'booked', visits: [seen('2026-05-01')] });
    // Ten days in a pause: 40 days later is the last day, and counts as 30.
    await add({ ...from, dueOn: '2026-05-11', firstDueOn: '2026-05-01', state: 'booked', visits: [seen('2026-05-11')] });
    // A pause without an end, last brought in step on 20 April, seen in it on 5 May: fifteen days on.
    await add({ ...from, dueOn: '2026-05-01', firstDueOn: '2026-04-25', pausedAsOf: '2026-04-20', state: 'booked', visits: [seen('2026-05-05')] });
    await add({ ...from, state: 'booked', visits: [seen('2026-05-02')] });
    await add({ ...from, state: 'booked', visits: [seen('2026-05-12', '2026-05-04')] });
    await add({ ...from, decidedOn: '2026-05-04', state: 'booked', visits: [seen('2026-05-12', '2026-05-04')] });
    await add({ ...from, state: 'booked', visits: [{ ...seen('2026-04-20'), status: 'no-show' }, seen('2026-05-20')] });
    await add({ ...from, visits: [{ ...seen('2026-04-20'), status: 'cancelled', party: 'patient' }] });
    await add({ ...from, visits: [{ ...seen('2026-04-20'), status: 'cancelled', party: 'clinic' }] });
    await add(from);
    await add({ completedOn: '2026-04-01', dueOn: '2026-05-01' });
    await add({ ...from, dueOn: '2026-12-31' });
    await add({ ...from, state: 'redirected' });
    await add({ ...from, state: 'closed' });
    const { delays, inside } = await quarter('2026-2');
    expect(delays.map(({ cls }) => cls)).toEqual(['C']);
    expect(delays[0]).toMatchObject({
      days: { of: 7, median: 31, p90: 49 }, inside: { of: 11, met: 3 }, waiting: 5, leftOut: [{ reason: 'elsewhere', count: 1 }, { reason: 'closed', count: 1 }],
      causes: [
        { cause: 'undecided', count: 1 }, { cause: 'decided-late', count: 1 }, { cause: 'no-show', count: 1 }, { cause: 'called-off-patient', count: 1 }, { cause: 'called-off-other', count: 1 }, { cause: 'not-booked', count: 1 }, { cause: 'booked-late', count: 1 }, { cause: 'no-place', count: 1 },
      ],
    });
    expect(inside).toEqual(delays[0]?.inside);
  });

  test('what came back, what was asked, and why; a record closed to whoever asks is in none of it', async () => {
    const from = { completedOn: '2026-07-02', dueOn: '2026-12-31', decidedOn: '2026-07-03' };
    const closedId = await add({ ...from, steps: [{ at: noon('2026-07-10'), action: 'returned', reason: 'Mot gardé' }] });
    await add({ ...from, steps: [{ at: noon('2026-07-12'), action: 'returned', reason: 'Arthrite franche' }], asked: { on: '2026-07-04', items: ['XR_HANDS_FEET', 'CRP'] } });
    // At 21 h in Montréal on the last day of September.
    await add({ ...from, state: 'declined', steps: [{ at: '2026-10-01T01:00:00.000Z', action: 'declined', reason: 'Hors territoire' }], asked: { on: '2026-07-05', items: [] } });
    await add({ ...from, asked: { on: '2026-07-06', items: ['CRP'], outcome: 'withdrawn' } });
    expect((await quarter('2026-3')).returns).toEqual({
      returned: [{ professional: 'RHEUM', count: 2 }], declined: 1, cancelled: 0, asked: 2,
      items: expect.arrayContaining([{ item: 'XR_HANDS_FEET', count: 1 }, { item: 'CRP', count: 1 }, { item: null, count: 1 }]) as unknown,
    });
    await clinic.services.access.restrict(doctor, { patientId: closedId, reason: 'person-request', words: 'x' });
    const other = await clinic.caller('ips');
    expect((await quarter('2026-3', other)).returns.returned).toEqual([{ professional: 'RHEUM', count: 1 }]);
    const asked = { from: '2026-07-01', until: '2026-09-30' } as const;
    expect((await clinic.services.triageQuality.reasons(other, { ...asked, kind: 'returned' })).lines.map(({ reason, cls }) => [reason, cls])).toEqual([['Arthrite franche', 'C']]);
    expect((await clinic.services.triageQuality.reasons(doctor, { ...asked, kind: 'returned' })).lines.map(({ reason }) => reason)).toEqual(['Arthrite franche', 'Mot gardé']);
    expect(await clinic.services.triageQuality.reasons(other, { ...asked, kind: 'declined' })).toMatchObject({ lines: [{ reason: 'Hors territoire' }], more: false });
  });

  test('which class people later found to have an inflammatory disease had been given', async () => {
    const people: string[] = [];
    for (const proposed of ['B', 'C', 'E'] as const) people.push(await add({ completedOn: '2025-02-03', dueOn: '2026-12-31', proposed, decidedOn: '2025-02-04' }));
    const now = clinic.ports.clock.now();
    const [first = '', second = '', third = ''] = people;
    for (const [patient_id, code, recorded_on] of [[first, 'M05.9', '2025-03-01'], [second, 'M05.9', '2024-01-01'], [third, 'M32.1', '2025-02-03'], [third, 'M10.9', '2020-01-01']] as const) {
      await clinic.store.unitOfWork.write((db) => db.insertInto('condition').values({
        id: clinic.ports.newId(), patient_id, other_codings: null, source_system: null, source_id: null, source_hash: null, import_id: null, created_at: now, updated_at: now, code_system: 'http://hl7.org/fhir/sid/icd-10', code, text: code, clinical_status: 'active', verification_status: 'confirmed', category: null, onset_on: null, ended_on: null, recorded_on,
      }).execute());
    }
    expect((await quarter('2025-1')).diagnosed).toMatchObject({ soon: { of: 2, met: 1 }, classes: [{ cls: 'B', count: 1 }, { cls: 'E', count: 1 }], leftOut: [{ reason: 'known', count: 1 }] });
  });

  test('the file holds small counts back and is on record', async () => {
    const { name, content } = await clinic.services.triageQuality.file(doctor, { every: 'year', language: 'fr' });
    expect(name).toBe('qualite-du-triage-2026-11-16.csv');
    const lines = content.toString().split('\r\n').map((line) => line.split(';'));
    const of = (...cells: readonly string[]) => lines.find((line) => line[0] === '2026' && cells.every((cell) => line.includes(cell)));
    expect(of('Délais', 'C', 'Dans le délai (%)')?.slice(6)).toEqual(['', '', '', '14', '', 'en cours, petit nombre']);
    expect(of('Délais dépassés', 'Aucune décision au dossier')?.slice(6)).toEqual(['', '', '', '', '1–4', 'en cours']);
    expect(of('C → B')?.slice(6)).toEqual(['', '', '', '', 'retenu', 'en cours']);
    expect(lines.flatMap((line) => line.slice(9, 11)).filter((cell) => /^[1-4]$/.test(cell))).toEqual([]);
    const trail = await clinic.store.database.db.selectFrom('audit_event').select('detail').where('action', '=', 'triage-quality.exported').execute();
    expect(trail).toHaveLength(1);
  });
});
