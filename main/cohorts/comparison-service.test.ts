import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CohortDefinition } from '#contract/cohorts.ts';
import type { Outputs } from '#contract/index.ts';
import { engines, openTestClinic, type TestClinic } from '../testing/test-clinic.ts';
import type { Caller } from '../users/caller.ts';
import { plantCourse } from './testing/planted-course.ts';

const low = [['das28-crp', 2.9, 'low']] as const;
const high = [['das28-crp', 5.6, 'high']] as const;

describe.each(engines)('a clinic compared with itself and with what is published, on %s', (engine) => {
  let clinic: TestClinic;
  let doctor: Caller;
  let closedId: string;
  beforeAll(async () => {
    clinic = await openTestClinic(engine);
    doctor = await clinic.caller('rheumatologist');
    const add = (course: Parameters<typeof plantCourse>[1]) => plantCourse(clinic, course);
    // Requests of the third quarter: 28 days, 29 days, answered elsewhere, somebody already followed, waiting since long.
    await add({ code: 'M05.9', onsetOn: '2026-07-01', request: { at: '2026-07-02T14:00:00.000Z', seenOn: '2026-07-30' }, drug: { from: '2026-07-30' }, visits: [{ on: '2026-07-30', scores: high }, { on: '2026-10-20', scores: low }] });
    await add({ code: 'M06.9', onsetOn: '2026-05', request: { at: '2026-07-02T14:00:00.000Z', seenOn: '2026-07-31' }, drug: { from: '2026-11-30' } });
    await add({ code: 'M05.9', request: { at: '2026-07-10T14:00:00.000Z', state: 'redirected' } });
    await add({ code: 'M05.9', request: { at: '2026-07-10T14:00:00.000Z', seenOn: '2026-07-20' }, visits: [{ on: '2024-02-01' }, { on: '2025-03-01' }] });
    await add({ code: 'M05.9', request: { at: '2026-08-10T14:00:00.000Z' } });
    // Received at 21 h in Montréal on the last day of September; waiting, its limit not passed.
    await add({ code: 'M05.9', request: { at: '2026-10-01T01:00:00.000Z', seenOn: '2026-10-05' } });
    await add({ code: 'M05.9', request: { at: '2026-11-10T14:00:00.000Z' } });
    // Another disease, and somebody who died after a last visit.
    await add({ code: 'L40.5', request: { at: '2026-07-02T14:00:00.000Z', seenOn: '2026-08-13' } });
    await add({ code: 'M06.9', onsetOn: '2025-12-01', diedOn: '2026-05-01', visits: [{ on: '2025-12-20', scores: [['cdai', 2, 'remission']] }, { on: '2026-04-10', scores: [['cdai', 8, 'low'], ['das28-crp', 3.6, 'moderate']] }], drug: { from: '2025-11' } });
    closedId = await add({ code: 'M05.9', visits: [{ on: '2026-10-02', scores: high }] });
  });
  afterAll(async () => {
    await clinic.services.longWork.close();
    await clinic.close();
  });

  const comparison = (definition: CohortDefinition | null = null, every: 'quarter' | 'year' = 'quarter', caller = doctor): Promise<Outputs['comparison']['read']> => clinic.services.comparison.read(caller, { definition, every });
  const pointOf = ({ indicators }: Outputs['comparison']['read'], code: string, period: string) => {
    const { of, met, value, leftOut } = indicators.find((one) => one.code === code)?.points.find((one) => one.period === period) ?? { of: -1, met: null, value: null, leftOut: [] };
    return [of, met ?? value, Object.fromEntries(leftOut.map(({ reason, count }) => [reason, count]))];
  };

  test.each([
    // 28 days and 5 days are inside, 29 days and since August are not.
    ['wait-ra', '2026-3', [4, 2, { elsewhere: 1, known: 1 }]],
    ['wait-ra', '2026-4', [0, 0, { waiting: 1 }]],
    ['wait-psa', '2026-3', [1, 1, {}]],
    // 5, 28, 29 and 42 days.
    ['wait-median', '2026-3', [4, 28.5, { elsewhere: 1, known: 1, waiting: 1 }]],
    // Of those first seen in the quarter: 29 days since the onset, and 61 to 91.
    ['onset-visit', '2026-3', [2, 1, {}]],
    ['onset-median', '2026-3', [1, 29, { imprecise: 1 }]],
    // A month before 20 December and a drug since November: treated already.
    ['onset-visit', '2025-4', [0, 0, { 'treated-before': 1 }]],
    // 29 days; begun on a day to come, 183 days not passed since the last day of May.
    ['onset-dmard', '2026-3', [1, 1, { early: 1 }]],
    ['onset-dmard', '2025-4', [0, 0, { contradictory: 0, imprecise: 1 }]],
    // The one seen on both days; the others have one visit. Who died had two, both with a score.
    ['score-visits', '2026-4', [2, 2, { 'few-visits': 4 }]],
    ['das28-last', '2026-2', [1, 1, {}]],
    ['das28-last', '2026-3', [3, 1, {}]],
    ['function-year', '2026-2', [0, 0, {}]],
    // On methotrexate since the end of July, of those seen in twelve months and alive.
    ['dmard', '2026-3', [3, 1, {}]],
    ['seen-yearly', '2026-4', [1, 1, {}]],
    ['seen-yearly', '2026-2', [1, 0, {}]],
    ['at-target', '2026-2', [1, 0, {}]],
    ['at-target', '2026-4', [2, 1, {}]],
    ['remission', '2025-4', [1, 1, {}]],
  ] as const)('%s of %s', async (code, period, expected) => {
    const [of, met, leftOut] = expected;
    expect(pointOf(await comparison(), code, period)).toEqual([of, met, Object.fromEntries(Object.entries(leftOut).filter(([, count]) => count > 0))]);
  });

  test('a year holds its quarters; a cohort only its people', async () => {
    expect(pointOf(await comparison(null, 'year'), 'wait-ra', '2026')).toEqual([4, 2, { elsewhere: 1, known: 1, waiting: 1 }]);
    const women: CohortDefinition = { version: 1, life: 'living', groups: [{ match: 'all', conditions: [{ kind: 'sex', values: ['M'] }] }] };
    expect(pointOf(await comparison(women), 'wait-ra', '2026-3')).toEqual([0, 0, {}]);
  });

  test('a record closed to whoever asks is in no count', async () => {
    await clinic.services.access.restrict(doctor, { patientId: closedId, reason: 'person-request', words: 'x' });
    const nurse = await clinic.caller('nurse');
    expect(pointOf(await comparison(null, 'quarter', nurse), 'at-target', '2026-4')).toEqual([1, 1, {}]);
    expect(pointOf(await comparison(), 'at-target', '2026-4')).toEqual([2, 1, {}]);
    await clinic.services.access.lift(doctor, { patientId: closedId, words: 'x' });
  });

  test('the file holds small counts back, names its sources, and is on record', async () => {
    const { name, content } = await clinic.services.comparison.file(doctor, { definition: null, every: 'year', name: null, language: 'fr' });
    expect(name).toBe('comparaison-2026-11-16.csv');
    const lines = content.toString().split('\r\n');
    const line = lines.find((one) => one.startsWith('Polyarthrite rhumatoïde, vue en 4 semaines;part (%);2026;'));
    expect(line?.split(';').slice(5, 10)).toEqual(['', '', '', '1–4', '']);
    expect(lines.some((one) => one.includes('PMC5550019') && one.includes('53,6'))).toBe(true);
    const trail = await clinic.store.database.db.selectFrom('audit_event').select('detail').where('action', '=', 'comparison.exported').execute();
    expect(trail).toHaveLength(1);
  });
});
