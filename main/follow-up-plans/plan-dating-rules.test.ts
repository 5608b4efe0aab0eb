import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInTemplates } from './plan-content.ts';
import { daysFrom, idealDay, monthsLater, shiftDays } from './plan-date-rules.ts';
import { datePlan, type DatingInput } from './plan-dating-rules.ts';
import { templateProblems } from './template-rules.ts';
import { calendarOf, datingOf, shippedTemplate, weekdayOf } from './testing/plan-fixtures.ts';

const days = (input: DatingInput): Record<string, string> => Object.fromEntries(datePlan(input).map(({ key, dueOn }) => [key, dueOn]));

describe('dates of a plan', () => {
  test('FU01 from a Monday: labs at weeks 2, 4, 6 and 8, response at 12, target at 24, then every twelve weeks', () => {
    expect(days(datingOf('FU01', '2027-01-04', { horizon: '2028-01-04' }))).toEqual({
      'd0#1': '2027-01-04', 'w1#1': '2027-01-11', 'lab-w2#1': '2027-01-18', 'lab-w4#1': '2027-02-01', 'lab-w6#1': '2027-02-15', 'w6#1': '2027-02-15', 'lab-w8#1': '2027-03-01',
      'w12#1': '2027-03-29', 'lab-w16#1': '2027-04-26', 'lab-w20#1': '2027-05-24', 'w24#1': '2027-06-21', 'lab-q12w#1': '2027-09-13', 'lab-q12w#2': '2027-12-06',
    });
  });

  test('FU02 begins 28 days before the first dose; tests under a JAK inhibitor only where it is one', () => {
    const plain = days(datingOf('FU02', '2027-03-01'));
    expect(plain).toMatchObject({ 'pre#1': '2027-02-01', 'go#1': '2027-02-22', 'd0#1': '2027-03-01', 'w2#1': '2027-03-15', 'w12#1': '2027-05-24', 'w24#1': '2027-08-16' });
    expect(plain).not.toHaveProperty('lab-w4#1');
    expect(days(datingOf('FU02', '2027-03-01', { options: ['jak-il6'] }))).toMatchObject({ 'lab-w4#1': '2027-03-29', 'lab-w8#1': '2027-04-26' });
  });

  test('FU06: vision first, then weeks 1, 3 and 6, months 3, 5, 9 and 12, and CRP twelve times', () => {
    const dates = days(datingOf('FU06', '2027-02-01'));
    expect(dates).toMatchObject({ 'd5#1': '2027-02-05', 'w1#1': '2027-02-08', 'w3#1': '2027-02-22', 'w6#1': '2027-03-15', 'm3#1': '2027-04-30', 'm5#1': '2027-07-01', 'm9#1': '2027-11-01', 'm12#1': '2028-02-01' });
    expect(Object.keys(dates).filter((key) => key.startsWith('crp#'))).toHaveLength(12);
  });

  test('FU09 waits for each of its dates; those known are dated', () => {
    const input = datingOf('FU09', '2028-01-10');
    expect(Object.keys(days(input))).toEqual(['plan#1', 'switch#1', 'safe#1']);
    expect(days({ ...input, anchors: { ...input.anchors, delivery: '2028-10-02' } })).toMatchObject({ 'plan#1': '2027-07-09', 'pp5#1': '2028-11-06', 'pp12#1': '2028-12-25' });
  });

  test('the end of a month does not stay with the months after it', () => {
    const step = { offset: 'P1M', repeat: { every: 'P1M' } };
    expect([1, 2, 3].map((occurrence) => idealDay('2027-01-31', step, occurrence))).toEqual(['2027-02-28', '2027-03-31', '2027-04-30']);
    // The table of domain.md §6.2.
    expect(['2025-01-15', '2024-08-31', '2024-02-29'].map((date) => [6, 12, 24].map((months) => monthsLater(date, months)))).toEqual([
      ['2025-07-15', '2026-01-15', '2027-01-15'], ['2025-02-28', '2025-08-31', '2026-08-31'], ['2024-08-29', '2025-02-28', '2026-02-28'],
    ]);
  });

  test('a change of clock moves nothing: weeks keep their weekday over both nights of the year', () => {
    for (const anchor of ['2027-03-13', '2027-03-14', '2027-11-06', '2027-11-07']) {
      for (const occurrence of [1, 2, 30]) expect(weekdayOf(idealDay(anchor, { offset: 'P1W', repeat: { every: 'P1W' } }, occurrence))).toBe(weekdayOf(anchor));
      expect(daysFrom(anchor, idealDay(anchor, { offset: 'P1D' }, 1))).toBe(1);
    }
  });

  test('a weekend and a closure are left for the nearest day of the window, and it is said why', () => {
    const [first] = datePlan(datingOf('FU03', '2027-01-02', { calendar: calendarOf({ closed: ['2027-05-03'] }) }));
    // Four months later is a Sunday, its Monday closed: the Friday before is as near as the Tuesday after; the later one.
    expect(first).toMatchObject({ idealOn: '2027-05-02', dueOn: '2027-05-04', reasons: [{ code: 'weekend', words: null }] });
    const [closed] = datePlan(datingOf('FU03', '2027-01-03', { calendar: calendarOf({ closed: ['2027-05-03'] }) }));
    expect(closed).toMatchObject({ dueOn: '2027-05-04', reasons: [{ code: 'closure', words: { fr: 'Formation', en: 'Formation' } }] });
  });

  test('a visit falls on a day somebody of the profession works; a test only on a day of the clinic', () => {
    const tuesdays = calendarOf({ weekdays: [2] });
    const byKey = new Map(datePlan(datingOf('FU01', '2027-01-04', { calendar: tuesdays })).map((one) => [one.key, one]));
    expect(byKey.get('w12#1')).toMatchObject({ dueOn: '2027-03-30', reasons: [{ code: 'no-hours' }] });
    expect(byKey.get('lab-w16#1')).toMatchObject({ dueOn: '2027-04-26', reasons: [] });
    const alone = datePlan(datingOf('FU01', '2027-01-04', { calendar: calendarOf({ weekdays: [] }) })).find(({ key }) => key === 'w12#1');
    expect(alone).toMatchObject({ dueOn: '2027-03-29', reasons: [{ code: 'nobody' }] });
  });

  test('where the window holds no working day the first one after it is taken, and told as outside', () => {
    const closed = Array.from({ length: 12 }, (_, index) => shiftDays('2027-01-11', index));
    expect(datePlan(datingOf('FU01', '2027-01-04', { calendar: calendarOf({ closed }) })).find(({ key }) => key === 'w1#1')).toMatchObject({ dueOn: '2027-01-25', reasons: [{ code: 'closure' }, { code: 'outside' }] });
  });

  test('a step of another plan within a week takes it along; another profession or way does not', () => {
    const other = (part: object) => ({ stepId: 'other', kind: 'visit', roles: ['rheumatologist'], modalities: ['IN_PERSON'], dueOn: '2027-04-02', ...part }) as const;
    const withOther = (part: object) => datePlan(datingOf('FU01', '2027-01-04', { others: [other(part)] as DatingInput['others'] })).find(({ key }) => key === 'w12#1');
    expect(withOther({})).toMatchObject({ dueOn: '2027-04-02', mergedWith: 'other', reasons: [{ code: 'merged' }] });
    expect(withOther({ dueOn: '2027-04-07' })).toMatchObject({ dueOn: '2027-03-29', mergedWith: null });
    expect(withOther({ roles: ['nurse'] })).toMatchObject({ mergedWith: null });
    expect(withOther({ modalities: ['VIDEO'] })).toMatchObject({ mergedWith: null });
    expect(withOther({ kind: 'laboratory' })).toMatchObject({ mergedWith: null });
  });
});

const anyDay = fc.integer({ min: 0, max: 2500 }).map((count) => shiftDays('2026-01-01', count));
const anyInput = fc
  .record({ template: fc.constantFrom(...builtInTemplates), anchor: anyDay, closed: fc.array(fc.integer({ min: -60, max: 500 }), { maxLength: 40 }), weekdays: fc.subarray([1, 2, 3, 4, 5], { minLength: 1 }), everything: fc.boolean() })
  .map(({ template, anchor, closed, weekdays, everything }) =>
    datingOf(template.id, anchor, {
      anchors: Object.fromEntries(template.body.anchors.map(({ code }) => [code, anchor])), options: everything ? template.body.options.map(({ code }) => code) : [],
      horizon: monthsLater(anchor, 12), calendar: calendarOf({ closed: closed.map((count) => shiftDays(anchor, count)), weekdays }),
    }));

describe('whatever the template, the day and the calendar', () => {
  test('no step falls on a day the clinic is closed, a visit on none without hours; in its window or told as outside or in order', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        for (const { step, dueOn, fromOn, untilOn, reasons } of datePlan(input)) {
          expect(input.calendar.closedBy(dueOn)).toBeNull();
          expect(weekdayOf(dueOn)).toBeLessThan(6);
          if (step.kind === 'visit') expect(input.calendar.unstaffedBy({ roles: step.roles, modalities: step.modalities ?? [], practitionerId: null }, dueOn)).toBeNull();
          expect(dueOn >= fromOn && dueOn <= untilOn).toBe(!reasons.some(({ code }) => code === 'outside'));
        }
      }),
      { numRuns: 150 },
    );
  });

  test('moving the anchor keeps the steps, their order and the width of their windows; the same anchor gives the same dates', () => {
    fc.assert(
      fc.property(anyInput, fc.integer({ min: -200, max: 200 }), (input, by) => {
        const asked = { ...input, horizon: shiftDays(input.horizon, -700) };
        const there = datePlan(asked);
        const moved = datePlan({ ...asked, anchors: Object.fromEntries(Object.entries(asked.anchors).map(([code, on]) => [code, on && shiftDays(on, by)])) });
        expect(moved.map(({ key }) => key).sort()).toEqual(there.map(({ key }) => key).sort());
        for (const { fromOn, untilOn, step } of moved) expect(daysFrom(fromOn, untilOn)).toBe(step.window.before + step.window.after);
        for (const dates of [there, moved]) {
          for (const one of dates) for (const other of dates) if (one.idealOn < other.idealOn) expect(one.dueOn <= other.dueOn).toBe(true);
        }
        expect(datePlan(asked)).toEqual(there);
      }),
      { numRuns: 60 },
    );
  });
});

describe('templates', () => {
  test('all twenty of the design are there, each with who answers between visits and its sources', () => {
    expect(builtInTemplates.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, index) => `FU${String(index + 1).padStart(2, '0')}`));
    for (const { body, sources } of builtInTemplates) {
      expect(body.between.replyWorkingDays).toBe(2);
      expect(body.escalation.length).toBeGreaterThan(0);
      expect(sources.length).toBeGreaterThan(0);
    }
  });

  test('what does not hold together is told by place', () => {
    const body = shippedTemplate('FU01');
    const [first, ...rest] = body.steps;
    const problemsOf = (part: object) => templateProblems({ ...body, ...part }, { codes: ['FU03'], purposes: ['treatment-start', 'education', 'reported-outcome-call'], instruments: ['cdai', 'das28-crp', 'das28-esr', 'rapid3'], tests: ['cbc', 'creatinine', 'liver'] });
    expect(problemsOf({})).toEqual([]);
    expect(problemsOf({ next: 'FU99' })).toEqual([{ path: 'next', code: 'UNKNOWN' }]);
    expect(problemsOf({ steps: [first, first, ...rest] })).toEqual([{ path: 'steps.1', code: 'TWICE' }]);
    expect(problemsOf({ steps: [{ ...first, only: 'x', anchor: 'y', purpose: 'z', instruments: ['w'] }, ...rest] })).toEqual([
      { path: 'steps.0.anchor', code: 'UNKNOWN' }, { path: 'steps.0.only', code: 'UNKNOWN' }, { path: 'steps.0.purpose', code: 'UNKNOWN' }, { path: 'steps.0.instruments', code: 'UNKNOWN' },
    ]);
    expect(problemsOf({ steps: [{ ...first, modalities: undefined }, ...rest] })).toEqual([{ path: 'steps.0.modalities', code: 'REQUIRED' }]);
    expect(problemsOf({ options: [{ code: 'unused', label: { fr: 'x', en: 'x' } }] })).toEqual([{ path: 'options', code: 'UNUSED' }]);
  });
});
