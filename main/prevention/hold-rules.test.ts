import { describe, expect, test } from 'vitest';
import { type HeldDrug, holdPlan } from './hold-rules.ts';
import { builtInHolds, sourceOf } from './prevention-content.ts';

const content = builtInHolds.body;
const drug = (key: string, part: Partial<HeldDrug> = {}): HeldDrug => ({ key, label: { fr: key, en: key }, drugClass: 'bDMARD', route: 'SC', everyDays: null, dose: null, ...part });
const plan = (event: string, drugs: readonly HeldDrug[], on = '2027-03-01', today = '2026-11-22') => holdPlan(content, event, on, drugs, today, sourceOf);
const only = (event: string, one: HeldDrug) => plan(event, [one]).holds[0];

describe('around an operation (ACR/AAHKS 2022, domain 2.6)', () => {
  test.each<[string, HeldDrug]>([
    ['methotrexate', drug('methotrexate', { drugClass: 'csDMARD' })], ['leflunomide', drug('leflunomide', { drugClass: 'csDMARD' })], ['sulfasalazine', drug('sulfasalazine', { drugClass: 'csDMARD' })], ['hydroxychloroquine', drug('hydroxychloroquine', { drugClass: 'csDMARD' })],
    ['prednisone', drug('prednisone', { drugClass: 'glucocorticoid' })],
  ])('%s goes on', (_name, one) => {
    expect(only('arthroplasty', one)).toMatchObject({ action: 'continue', noDoseFrom: null, restartOn: null });
  });

  // Operation on 1 March 2027; the week after the last dose as published.
  test.each<[string, HeldDrug, string, { from: string; to: string } | null]>([
    ['etanercept: week 2', drug('etanercept', { everyDays: 7 }), '2027-02-22', { from: '2027-02-16', to: '2027-02-21' }],
    ['adalimumab: week 3', drug('adalimumab', { everyDays: 14 }), '2027-02-15', { from: '2027-02-09', to: '2027-02-14' }],
    ['certolizumab every 2 weeks: week 3', drug('certolizumab', { everyDays: 14 }), '2027-02-15', { from: '2027-02-09', to: '2027-02-14' }],
    ['certolizumab every 4 weeks: week 5', drug('certolizumab', { everyDays: 28 }), '2027-02-01', { from: '2027-01-26', to: '2027-01-31' }],
    ['golimumab: week 5', drug('golimumab', { everyDays: 28 }), '2027-02-01', { from: '2027-01-26', to: '2027-01-31' }],
    ['infliximab every 4 weeks: week 5', drug('infliximab', { route: 'IV', everyDays: 28 }), '2027-02-01', { from: '2027-01-26', to: '2027-01-31' }],
    ['infliximab every 6 weeks: week 7', drug('infliximab', { route: 'IV', everyDays: 42 }), '2027-01-18', { from: '2027-01-12', to: '2027-01-17' }],
    ['infliximab every 8 weeks: week 9', drug('infliximab', { route: 'IV', everyDays: 56 }), '2027-01-04', { from: '2026-12-29', to: '2027-01-03' }],
    ['abatacept SC: week 2', drug('abatacept'), '2027-02-22', { from: '2027-02-16', to: '2027-02-21' }],
    ['abatacept IV: week 5', drug('abatacept', { route: 'IV' }), '2027-02-01', { from: '2027-01-26', to: '2027-01-31' }],
    ['tocilizumab SC: week 2', drug('tocilizumab'), '2027-02-22', { from: '2027-02-16', to: '2027-02-21' }],
    ['tocilizumab IV: week 5', drug('tocilizumab', { route: 'IV' }), '2027-02-01', { from: '2027-01-26', to: '2027-01-31' }],
    ['secukinumab: week 5', drug('secukinumab'), '2027-02-01', { from: '2027-01-26', to: '2027-01-31' }],
    ['ustekinumab: week 13', drug('ustekinumab'), '2026-12-07', { from: '2026-12-01', to: '2026-12-06' }],
    ['rituximab: month 7', drug('rituximab', { route: 'IV' }), '2026-09-01', { from: '2026-08-01', to: '2026-08-31' }],
    ['tofacitinib: 3 days', drug('tofacitinib', { drugClass: 'tsDMARD', route: 'PO' }), '2027-02-26', null],
    ['baricitinib: 3 days', drug('baricitinib', { drugClass: 'tsDMARD', route: 'PO' }), '2027-02-26', null],
    ['without a figure of its own, the end of the interval: ixekizumab every 4 weeks', drug('ixekizumab', { everyDays: 28 }), '2027-02-01', { from: '2027-01-26', to: '2027-01-31' }],
  ])('%s', (_name, one, noDoseFrom, lastDose) => {
    expect(only('arthroplasty', one)).toMatchObject({ action: 'stop', noDoseFrom, lastDose, restartOn: '2027-03-15' });
  });

  test.each<[string, HeldDrug]>([
    ['certolizumab whose interval is not known', drug('certolizumab')], ['infliximab every 12 weeks', drug('infliximab', { route: 'IV', everyDays: 84 })], ['a biologic without figure or interval', drug('belimumab')], ['anakinra, every day', drug('anakinra', { everyDays: 1 })],
    ['azathioprine', drug('azathioprine', { drugClass: 'csDMARD' })], ['apremilast', drug('apremilast', { drugClass: 'tsDMARD' })], ['golimumab IV', drug('golimumab', { route: 'IV' })],
  ])('%s is for the rheumatologist to decide', (_name, one) => {
    expect(only('elective', one)).toMatchObject({ action: 'ask', noDoseFrom: null, restartOn: null });
  });

  test('an urgent operation holds from today and waits for nothing', () => {
    expect(plan('urgent', [drug('adalimumab', { everyDays: 14 })], '2026-11-23').holds[0]).toMatchObject({ action: 'stop', noDoseFrom: '2026-11-22', lastDose: null, restartOn: '2026-12-07' });
  });

  test('what is held first comes first; drugs of no rule are named apart', () => {
    const found = plan('elective', [drug('naproxen', { drugClass: 'analgesic' }), drug('methotrexate', { drugClass: 'csDMARD' }), drug('azathioprine', { drugClass: 'csDMARD' }), drug('etanercept'), drug('rituximab', { route: 'IV' })]);
    expect(found.holds.map(({ drug: key }) => key)).toEqual(['rituximab', 'etanercept', 'azathioprine', 'methotrexate']);
    expect(found.others).toEqual([{ fr: 'naproxen', en: 'naproxen' }]);
  });
});

describe('an infection needing antibiotics', () => {
  test.each<[string, HeldDrug, string]>([
    ['methotrexate', drug('methotrexate', { drugClass: 'csDMARD' }), 'stop'], ['leflunomide', drug('leflunomide', { drugClass: 'csDMARD' }), 'stop'], ['adalimumab', drug('adalimumab'), 'stop'], ['tofacitinib', drug('tofacitinib', { drugClass: 'tsDMARD' }), 'stop'],
    ['golimumab IV', drug('golimumab', { route: 'IV' }), 'stop'], ['belimumab', drug('belimumab'), 'stop'], ['prednisone', drug('prednisone', { drugClass: 'glucocorticoid' }), 'continue'], ['hydroxychloroquine', drug('hydroxychloroquine', { drugClass: 'csDMARD' }), 'continue'],
    ['azathioprine', drug('azathioprine', { drugClass: 'csDMARD' }), 'ask'],
  ])('%s', (_name, one, action) => {
    expect(only('infection', one)).toMatchObject({ action, restartOn: null, lastDose: null, noDoseFrom: action === 'stop' ? '2027-03-01' : null });
  });
});
