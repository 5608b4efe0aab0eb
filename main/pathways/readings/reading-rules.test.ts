import { describe, expect, test } from 'vitest';
import { builtInInstruments } from '../../instruments/instrument-content.ts';
import { builtInMonitoring } from '../../monitoring/monitoring-content.ts';
import { builtInChecklist } from '../../prevention/prevention-content.ts';
import { builtInPathways } from '../pathway-content.ts';
import { checkReading, coverageReading, lastTest, monthsAtTarget, scoreFall, testsUpToDate, treatmentChange } from './reading-rules.ts';

const same = (words: string) => ({ fr: words, en: words });
const labelOf = same;
const nothing = (): null => null;
const fall = { from: 'score-fall', instruments: ['cdai', 'das28-crp'], percent: 50, afterDays: 56 } as const;
const at = (on: string, score: number, instrument = 'cdai') => ({ on, instrument, score });

describe('a response', () => {
  test.each([
    ['half exactly', [at('2026-08-01', 28), at('2026-10-26', 14)], true, '50'],
    ['just under half is never shown as half', [at('2026-08-01', 28), at('2026-10-26', 14.1)], false, '49'],
    ['worse', [at('2026-08-01', 10), at('2026-10-26', 15)], false, '-50'],
    ['the value nearest the beginning counts', [at('2026-05-02', 40), at('2026-08-09', 20), at('2026-10-26', 14)], false, '30'],
    ['the last value counts', [at('2026-08-01', 28), at('2026-10-10', 20), at('2026-11-01', 7)], true, '75'],
  ])('%s', (_name, scores, value, percent) => {
    const reading = scoreFall(fall, { scores: scores.toReversed(), since: '2026-08-03', labelOf, judged: nothing });
    expect(reading?.value).toBe(value);
    expect(reading?.lines.at(-1)).toMatchObject({ label: { fr: 'Baisse' }, words: { en: `${percent}\u00A0%` } });
  });

  test('nothing is made up: no beginning, too old a beginning, or no value late enough settles nothing and says what there is', () => {
    const read = (scores: readonly ReturnType<typeof at>[], since: string | null = '2026-08-03') => scoreFall(fall, { scores, since, labelOf, judged: nothing });
    expect(read([])).toBeNull();
    expect(read([at('2026-08-01', 28), at('2026-10-26', 11)], null)).toBeNull();
    expect(read([at('2026-10-26', 11)])).toMatchObject({ value: null, lines: [{ words: { fr: '11' }, on: '2026-10-26' }, { label: { fr: 'aucun score au début de la phase' } }] });
    expect(read([at('2026-04-04', 28), at('2026-10-26', 11)])?.value).toBeNull();
    expect(read([at('2026-08-01', 28), at('2026-09-27', 11)])).toMatchObject({ value: null, lines: [{ on: '2026-08-01' }, { label: { fr: 'score attendu à partir du' }, on: '2026-09-28' }] });
    expect(read([at('2026-08-01', 28), at('2026-09-28', 11)])?.value).toBe(true);
    expect(read([at('2026-08-01', 0), at('2026-10-26', 0)])?.value).toBeNull();
  });

  test('two instruments are never compared with one another; the published response is told beside the fall', () => {
    const scores = [at('2026-08-01', 28), at('2026-08-01', 5.4, 'das28-crp'), at('2026-10-26', 2.6, 'das28-crp')];
    const reading = scoreFall(fall, { scores, since: '2026-08-03', labelOf, judged: (instrument, before, now) => ({ label: same(instrument), words: same(`${before}>${now}`), on: null }) });
    expect(reading).toMatchObject({ value: true, lines: [{ words: { fr: '5,4', en: '5.4' } }, { on: '2026-10-26' }, { words: { fr: '5.4>2.6' } }, { words: { fr: '51\u00A0%' } }] });
  });
});

describe('months at target', () => {
  const reads = { from: 'at-target', targets: [{ instrument: 'cdai', atMost: 10 }, { instrument: 'das28-crp', atMost: 3.2 }] } as const;
  test.each([
    ['an unbroken run', [at('2026-01-10', 9), at('2026-05-10', 10), at('2026-09-09', 4)], 7],
    ['broken by one value over it', [at('2026-01-10', 9), at('2026-05-10', 10.1), at('2026-06-09', 4), at('2026-09-09', 4)], 3],
    ['over it at the last', [at('2026-01-10', 9), at('2026-09-09', 12)], 0],
    ['seen once', [at('2026-01-10', 9)], 0],
    ['the first instrument there is', [at('2026-01-10', 3, 'das28-crp'), at('2026-08-10', 3.2, 'das28-crp')], 7],
  ])('%s', (_name, scores, months) => expect(monthsAtTarget(reads, scores, labelOf)?.value).toBe(months));
  test('nothing where there is no score', () => expect(monthsAtTarget(reads, [at('2026-01-10', 3, 'rapid3')], labelOf)).toBeNull());
});

test('the last value of a test: an old one and a bound are told and settle nothing', () => {
  const value = (on: string, number: number, isBound = false) => ({ on, number, isBound, label: same('Urate'), words: same(String(number)) });
  const question = { today: '2026-11-16', goodForDays: 60 };
  expect(lastTest([value('2026-11-02', 318), value('2026-10-02', 420), value('2026-12-01', 1)], question)).toMatchObject({ value: 318, lines: [{ on: '2026-11-02' }] });
  expect(lastTest([value('2026-08-02', 318)], question)).toMatchObject({ value: null, lines: [{ on: '2026-08-02' }] });
  expect(lastTest([value('2026-11-02', 90, true)], question)?.value).toBeNull();
  expect(lastTest([], question)).toBeNull();
});

test.each([
  ['asked for', { approvedOn: null, renewsOn: null }, null, 'Demande envoyée le'],
  ['in force', { approvedOn: '2026-06-12', renewsOn: '2026-11-16' }, true, 'À renouveler avant le'],
  ['over', { approvedOn: '2026-06-12', renewsOn: '2026-11-15' }, false, 'Expirée le'],
  ['without an end', { approvedOn: '2026-06-12', renewsOn: null }, true, 'Approuvée le'],
])('a coverage %s', (_name, dates, value, last) => {
  const reading = coverageReading([{ drug: 'Adalimumab', payer: 'RAMQ', sentOn: '2026-06-01', ...dates }], '2026-11-16');
  expect(reading?.value).toBe(value);
  expect(reading?.lines.at(-1)?.label.fr).toBe(last);
});

test('items of the checklist: yes once all are done; what is abnormal or missing is for a person', () => {
  const reads = { from: 'check', items: ['hbv', 'hcv'] } as const;
  const list = (hbv: 'done' | 'abnormal' | 'missing', hcv: 'done' | 'optional') => [{ code: 'hbv', label: same('B'), state: hbv }, { code: 'hcv', label: same('C'), state: hcv }] as const;
  expect(checkReading(reads, list('done', 'optional'))?.value).toBe(true);
  expect(checkReading(reads, list('abnormal', 'done'))).toMatchObject({ value: null, lines: [{ words: { fr: 'anormal' } }, { words: { fr: 'en ordre' } }] });
  expect(checkReading({ ...reads, items: ['nothing'] }, list('done', 'done'))).toBeNull();
});

test.each([
  ['begun within', { startedOn: '2026-06-01', endedOn: null }, true],
  ['begun before', { startedOn: '2026-05-15', endedOn: null }, false],
  ['ended within', { startedOn: '2020', endedOn: '2026-10-01' }, true],
  ['a month alone settles nothing', { startedOn: '2026-09', endedOn: null }, null],
  ['the boundary counts', { startedOn: '2026-05-16', endedOn: null }, true],
])('a treatment %s', (_name, dates, value) => expect(treatmentChange({ from: 'treatment-change', months: 6 }, [{ drug: 'Méthotrexate', ...dates }], '2026-11-16')?.value).toBe(value));

test('laboratory checks: late, up to date, or none asked for', () => {
  expect(testsUpToDate([{ label: same('FSC'), dueOn: '2026-11-15' }], '2026-11-16')).toMatchObject({ value: false, lines: [{ on: '2026-11-15' }] });
  expect(testsUpToDate([{ label: same('FSC'), dueOn: '2026-11-16' }], '2026-11-16')?.value).toBe(true);
  expect(testsUpToDate([], '2026-11-16')).toBeNull();
});

test('what the pathways of the program read exists: instruments, tests, items of the checklist', () => {
  const [instruments, tests, checks] = [new Set(builtInInstruments.map(({ id }) => id)), new Set<string>(builtInMonitoring.tests.tests.map(({ code }) => code)), new Set(builtInChecklist.body.items.map(({ code }) => code))];
  const sources = builtInPathways.flatMap(({ body }) => body.facts.flatMap(({ reads }) => (reads ? [reads] : [])));
  expect(new Set(sources.map(({ from }) => from)).size).toBe(7);
  for (const one of sources) {
    if (one.from === 'score-fall') expect(one.instruments.filter((id) => !instruments.has(id))).toEqual([]);
    if (one.from === 'at-target') expect(one.targets.filter(({ instrument }) => !instruments.has(instrument))).toEqual([]);
    if (one.from === 'test') expect(tests.has(one.test)).toBe(true);
    if (one.from === 'check') expect(one.items.filter((code) => !checks.has(code))).toEqual([]);
  }
});
