import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInMonitoring } from './monitoring-content.ts';
import { after } from './interval-rules.ts';
import { done, lab, plan, today, treated } from './testing/monitoring-fixtures.ts';

const blood = ['cbc', 'creatinine', 'liver', 'albumin'];
const all = builtInMonitoring.schedule.checks.map(({ code }) => code);
const due = (drug: string, startedOn: string, check: string, labs: readonly (readonly [readonly string[], string])[], more: Parameters<typeof treated>[2] = {}, profile: 'acr-2015' | 'bsr-2017' = 'bsr-2017') =>
  plan({ profile, treatments: [treated(drug, startedOn, more)], results: labs.flatMap(([checks, on]) => done(checks, on)) }).items.find((item) => item.check === check)?.dueOn;

describe('when a drug asks for a check', () => {
  test.each([
    // drug, start, last done, check, due
    ['BSR, first weeks: 2 weeks on', 'methotrexate', '2026-11-01', '2026-11-10', 'cbc', '2026-11-24'],
    ['BSR, nothing since the start: 2 weeks after it', 'methotrexate', '2026-11-01', '2026-10-20', 'cbc', '2026-11-15'],
    ['BSR, after 6 weeks: monthly', 'methotrexate', '2026-09-01', '2026-11-01', 'cbc', '2026-12-01'],
    ['BSR, settled: 12 weeks', 'methotrexate', '2024-01-01', '2026-10-01', 'cbc', '2026-12-24'],
    ['BSR, albumin too', 'leflunomide', '2024-01-01', '2026-10-01', 'albumin', '2026-12-24'],
    ['BSR, azathioprine', 'azathioprine', '2024-01-01', '2026-10-01', 'liver', '2026-12-24'],
    ['sulfasalazine, first year', 'sulfasalazine', '2026-03-01', '2026-10-01', 'cbc', '2026-12-24'],
    ['sulfasalazine, after a year: nothing more', 'sulfasalazine', '2025-03-01', '2026-10-01', 'cbc', null],
    ['mycophenolate, week 2: weekly', 'mycophenolate', '2026-11-02', '2026-11-09', 'cbc', '2026-11-16'],
    ['mycophenolate, week 8: 2 weeks', 'mycophenolate', '2026-09-21', '2026-11-09', 'cbc', '2026-11-23'],
    ['mycophenolate, month 6: monthly', 'mycophenolate', '2026-05-04', '2026-11-04', 'cbc', '2026-12-04'],
    ['mycophenolate, year 2: 12 weeks', 'mycophenolate', '2024-05-04', '2026-11-04', 'cbc', '2027-01-27'],
    ['ciclosporin, settled: monthly', 'ciclosporin', '2025-01-01', '2026-11-01', 'creatinine', '2026-12-01'],
    ['ciclosporin: blood pressure each time', 'ciclosporin', '2025-01-01', '2026-11-01', 'blood-pressure', '2026-12-01'],
    ['tacrolimus, first weeks', 'tacrolimus', '2026-11-01', '2026-11-02', 'creatinine', '2026-11-16'],
    ['cyclophosphamide, route not known: the stricter', 'cyclophosphamide', '2026-10-01', '2026-11-10', 'cbc', '2026-11-17'],
    ['prednisone, dose not known: asked all the same', 'glucocorticoid', '2026-01-01', '2026-10-01', 'glucose', '2027-01-01'],
    ['TNF inhibitor, before 3 months', 'tnf-inhibitor', '2026-10-01', '2026-09-20', 'cbc', '2027-01-01'],
    ['TNF inhibitor, later: 6 months', 'tnf-inhibitor', '2025-10-01', '2026-09-20', 'cbc', '2027-03-20'],
    ['abatacept', 'abatacept', '2025-10-01', '2026-09-20', 'liver', '2027-03-20'],
    ['secukinumab and its kind', 'il17-il23-inhibitor', '2025-10-01', '2026-09-20', 'creatinine', '2027-03-20'],
    ['belimumab: IgG', 'belimumab', '2025-10-01', '2026-09-20', 'igg', '2027-03-20'],
    ['rituximab: IgG before each cycle', 'rituximab', '2025-10-01', '2026-09-20', 'igg', '2027-03-20'],
    ['rituximab: late neutropenia', 'rituximab', '2026-11-01', '2026-11-01', 'cbc', '2026-11-29'],
    ['anti-IL-6, first half-year: 8 weeks', 'il6-inhibitor', '2026-08-01', '2026-11-01', 'neutrophils', '2026-12-27'],
    ['anti-IL-6, later: 3 months', 'il6-inhibitor', '2025-08-01', '2026-11-01', 'platelets', '2027-02-01'],
    ['anti-IL-6: lipids once, done', 'il6-inhibitor', '2026-08-01', '2026-11-01', 'lipids', null],
    ['JAK: lymphocytes at 8 weeks', 'other-jak-inhibitor', '2026-11-01', '2026-11-01', 'lymphocytes', '2026-12-27'],
    ['JAK, later: 3 months', 'tofacitinib', '2026-01-01', '2026-11-01', 'cbc', '2027-02-01'],
    ['denosumab: next dose 6 months after the last', 'denosumab', '2026-01-10', '2026-07-10', 'denosumab-dose', '2027-01-10'],
  ])('%s', (_, drug, start, last, check, expected) => {
    expect(due(drug, start, check, [[all, last]]) ?? null).toBe(expected);
  });

  test.each([
    ['months 0–3: 4 weeks', '2026-10-01', '2026-11-01', '2026-11-29'],
    ['months 3–6: 12 weeks', '2026-07-01', '2026-11-01', '2027-01-24'],
    ['after 6 months: 12 weeks', '2025-07-01', '2026-11-01', '2027-01-24'],
  ])('ACR 2015, %s', (_, start, last, expected) => {
    expect(due('methotrexate', start, 'cbc', [[blood, last]], {}, 'acr-2015')).toBe(expected);
    expect(due('hydroxychloroquine', start, 'cbc', [[blood, last]], {}, 'acr-2015')).toBeUndefined();
  });

  test('a dose raised begins the schedule again, and puts nothing off', () => {
    const settled = { doseChangedOn: '2026-11-05' };
    expect(due('methotrexate', '2024-01-01', 'cbc', [[blood, '2026-10-20']])).toBe('2027-01-12');
    expect(due('methotrexate', '2024-01-01', 'cbc', [[blood, '2026-10-20']], settled)).toBe('2026-11-19');
    // Late before the change, late after it.
    expect(due('methotrexate', '2024-01-01', 'cbc', [[blood, '2026-06-01']], settled)).toBe('2026-08-24');
  });

  test('methotrexate with leflunomide: monthly for 12 months from the second of them, under either profile', () => {
    for (const profile of ['acr-2015', 'bsr-2017'] as const) {
      const { items } = plan({ profile, treatments: [treated('methotrexate', '2020-01-01'), treated('leflunomide', '2026-03-01')], results: done(blood, '2026-11-01') });
      const cbc = items.find(({ check }) => check === 'cbc');
      expect(cbc).toMatchObject({ dueOn: '2026-12-01', doneOn: '2026-11-01', state: 'done' });
      expect(cbc?.asks[0]).toMatchObject({ line: 'methotrexate-leflunomide', treatment: 'methotrexate', dueOn: '2026-12-01' });
      expect(cbc?.asks.length).toBeGreaterThan(1);
    }
  });

  test('prednisone by its daily dose: 7.5 mg and more', () => {
    const at = (amount: number) => due('glucocorticoid', '2026-01-01', 'blood-pressure', [[['blood-pressure'], '2026-10-01']], { dose: { amount, unit: 'mg', everyDays: 1 } });
    expect([at(5), at(7.49), at(7.5), at(20)]).toEqual([undefined, undefined, '2027-01-01', '2027-01-01']);
  });

  test('urate every 4 weeks until below 360, then every 6 months; a bound says no more than it does', () => {
    const urate = (number: number, comparator: '<' | '>' | null = null) => plan({ treatments: [treated('allopurinol', '2026-01-01')], results: [lab('urate', number, '2026-11-01', { comparator })] }).items.find(({ check }) => check === 'urate')?.dueOn;
    expect([urate(420), urate(360), urate(359), urate(300, '<'), urate(300, '>')]).toEqual(['2026-11-29', '2026-11-29', '2027-05-01', '2027-05-01', '2026-11-29']);
  });

  test('cyclophosphamide by its route', () => {
    const by = (route: string) => due('cyclophosphamide', '2026-10-01', 'cbc', [[['cbc'], '2026-11-10']], { route });
    expect([by('PO'), by('IV')]).toEqual(['2026-11-17', '2026-11-24']);
  });

  test('a condition asks for more: DNA with hepatitis B, calcium with an eGFR below 60', () => {
    const biologic = { treatments: [treated('tnf-inhibitor', '2026-01-01')] };
    expect(plan(biologic).items.some(({ check }) => check === 'hbv-dna')).toBe(false);
    expect(plan({ ...biologic, results: [lab('anti-hbc', null, '2025-12-01', { finding: 'positive' })] }).items.find(({ check }) => check === 'hbv-dna')?.dueOn).toBe('2026-04-01');
    expect(plan({ ...biologic, problems: [{ system: null, code: 'B18.1' }] }).conditions).toEqual(['hepatitis-b']);
    expect(plan({ treatments: [treated('denosumab', '2026-11-10')], results: [lab('egfr', 48, '2026-10-01')] }).items.find(({ check }) => check === 'calcium')?.dueOn).toBe('2026-11-24');
    expect(plan({ treatments: [treated('denosumab', '2026-11-10')], results: [lab('egfr', 62, '2026-10-01')] }).items.some(({ check }) => check === 'calcium')).toBe(false);
  });

  test('before starting: an old serology will do, an old blood count will not', () => {
    const { items } = plan({ treatments: [treated('methotrexate', '2026-11-15')], results: [...done(['hbv'], '2019-05-05'), ...done(['cbc'], '2026-03-01')] });
    expect(items.find(({ check }) => check === 'hbv')).toMatchObject({ state: 'done', dueOn: null });
    expect(items.find(({ check }) => check === 'hcv')).toMatchObject({ state: 'never', dueOn: '2026-11-15', daysLate: 1 });
    expect(items.find(({ check }) => check === 'cbc')).toMatchObject({ state: 'late', dueOn: '2026-11-15', doneOn: '2026-03-01' });
  });
});

describe('the state of a check', () => {
  const cbc = (last: string | null) => plan({ treatments: [treated('methotrexate', '2020-01-01')], results: last === null ? [] : done(['cbc'], last) }).items.find(({ check }) => check === 'cbc');
  test.each([
    ['done', '2026-09-15', 'done', '2026-12-08', -22],
    ['due within two weeks', '2026-09-07', 'due', '2026-11-30', -14],
    ['due today', '2026-08-24', 'due', '2026-11-16', 0],
    ['late by a day', '2026-08-23', 'late', '2026-11-15', 1],
    ['never done', null, 'never', '2020-01-01', 2511],
  ])('%s', (_, last, state, dueOn, daysLate) => {
    expect(cbc(last)).toMatchObject({ state, dueOn, daysLate, doneOn: last });
  });

  test('done whole or not done: a part that is missing keeps the date of the part before', () => {
    const treatments = [treated('methotrexate', '2020-01-01')];
    const parts = [...done(['cbc'], '2026-05-01'), lab('haemoglobin', 130, '2026-11-01'), lab('wbc', 6, '2026-11-01')];
    expect(plan({ treatments, results: parts }).items.find(({ check }) => check === 'cbc')).toMatchObject({ state: 'late', doneOn: '2026-05-01' });
    expect(plan({ treatments, results: [...parts, lab('platelets', 250, '2026-11-02')] }).items.find(({ check }) => check === 'cbc')).toMatchObject({ state: 'done', doneOn: '2026-11-01' });
    // What is to come is not done.
    expect(plan({ treatments, results: done(['cbc'], '2026-11-17') }).items.find(({ check }) => check === 'cbc')).toMatchObject({ state: 'never', doneOn: null });
  });

  test('a treatment that ended or is to come asks for nothing; by name where there is no ATC code', () => {
    expect(plan({ treatments: [treated('methotrexate', '2020-01-01', { endedOn: '2026-11-15' }), treated('leflunomide', '2026-11-17')] }).items).toEqual([]);
    expect(plan({ treatments: [treated('methotrexate', '2020-01-01', { atc: null, ingredient: 'Méthotrexate sodique' })] }).items.length).toBeGreaterThan(0);
    // An ATC code is believed over a name.
    expect(plan({ treatments: [treated('methotrexate', '2020-01-01', { atc: 'N02BE01' })] }).items).toEqual([]);
  });
});

describe('what holds for whatever is given', () => {
  const date = fc.integer({ min: 0, max: 2500 }).map((days) => after('2020-01-01', { days }));
  const drug = fc.constantFrom(...builtInMonitoring.drugs.map(({ code }) => code));
  const treatment = fc.record({ drug, startedOn: date, changed: fc.option(date, { nil: null }), amount: fc.option(fc.constantFrom(5, 15, 400), { nil: null }) })
    .map(({ drug: code, startedOn, changed, amount }) => treated(code, startedOn, { id: `${code}-${startedOn}`, doseChangedOn: changed !== null && changed > startedOn ? changed : null, dose: amount === null ? null : { amount, unit: 'mg', everyDays: 1 } }));
  const numbers = builtInMonitoring.tests.tests.filter(({ kind }) => kind === 'number').map(({ code }) => code);
  const result = fc.record({ test: fc.constantFrom(...numbers), number: fc.double({ min: 0.1, max: 400, noNaN: true }), on: date, tag: fc.nat(99) }).map(({ test: code, number, on, tag }) => lab(code, number, on, { id: `${code}-${on}-${String(tag)}` }));
  const results = fc.uniqueArray(result, { selector: ({ id }) => id, maxLength: 25 });
  const facts = fc.record({ treatments: fc.uniqueArray(treatment, { selector: ({ id }) => id, maxLength: 4 }), results, profile: fc.constantFrom('acr-2015', 'bsr-2017') });

  test('another drug never puts a check off', () => {
    fc.assert(fc.property(facts, treatment, (given, more) => {
      const before = plan(given).items;
      const after_ = new Map(plan({ ...given, treatments: [...given.treatments, { ...more, id: 'more' }] }).items.map((item) => [item.check, item.dueOn]));
      for (const { check, dueOn } of before) if (dueOn !== null) expect(String(after_.get(check)) <= dueOn, check).toBe(true);
    }));
  });

  test('a newer result never makes a check due earlier', () => {
    // But for the targets: a value above the target asks for the next one sooner.
    fc.assert(fc.property(facts, fc.constantFrom(...all.filter((one) => one !== 'urate' && one !== 'weight')), (given, check) => {
      const dueOn = (more: ReturnType<typeof done>) => plan({ ...given, results: [...given.results.filter(({ on }) => on < today), ...more] }).items.find((item) => item.check === check)?.dueOn ?? '9999';
      const without = dueOn([]);
      // The lists of alternatives are done by their first, whose value is quiet: no condition follows from it.
      expect(dueOn(done([check], today)) >= without || without === '9999').toBe(true);
    }));
  });

  test('the order of the facts changes nothing', () => {
    fc.assert(fc.property(facts, fc.nat(), (given, seed) => {
      const turned = <T>(list: readonly T[]): readonly T[] => [...list.slice(seed % Math.max(1, list.length)), ...list.slice(0, seed % Math.max(1, list.length))].reverse();
      expect(plan({ ...given, treatments: turned(given.treatments), results: turned(given.results) })).toEqual(plan(given));
    }));
  });

  test('what was never measured is never done', () => {
    fc.assert(fc.property(facts, (given) => {
      for (const { doneOn, check, state } of plan({ ...given, results: [] }).items) {
        expect(doneOn, check).toBeNull();
        expect(state, check).not.toBe('done');
      }
    }));
  });
});
