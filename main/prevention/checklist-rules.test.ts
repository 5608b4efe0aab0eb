import { describe, expect, test } from 'vitest';
import type { CheckState } from '#contract/prevention.ts';
import { type CheckedResult, type ChecklistFacts, checklistOf, openItems } from './checklist-rules.ts';
import { builtInChecklist, sourceOf } from './prevention-content.ts';

const content = builtInChecklist.body;
const on = '2026-11-22';
const result = (test: string, day: string, part: Partial<CheckedResult> = {}): CheckedResult => ({ test, on: day, number: null, upper: null, finding: null, words: { fr: 'x', en: 'x' }, ...part });
const negative = (test: string, day = '2026-10-01'): CheckedResult => result(test, day, { finding: 'negative' });
const number = (test: string, value: number, day = '2026-10-01', upper: number | null = null): CheckedResult => result(test, day, { number: value, upper });
const said = (item: string, day: string, outcome: 'clear' | 'abnormal' | 'not-applicable' = 'clear') => ({ id: `${item}-${day}`, item, outcome, on: day, note: '', by: 'X' });
const facts = (part: Partial<ChecklistFacts>): ChecklistFacts => ({
  drug: 'adalimumab', on, sex: 'M', age: 50, results: [], problems: [], statements: [], proposals: [], liveVaccines: [], coverage: null, tests: new Map([['alt', { label: { fr: 'ALT', en: 'ALT' }, usualUpper: 40 }]]), sourceOf, ...part,
});
const stateOf = (item: string, part: Partial<ChecklistFacts>): CheckState | undefined => checklistOf(content, facts(part)).find(({ code }) => code === item)?.state;
const blood = [number('haemoglobin', 130), number('wbc', 6), number('platelets', 250), number('anc', 3)];

describe('how each item stands (domain 2.3)', () => {
  test.each<[string, string, Partial<ChecklistFacts>, CheckState | undefined]>([
    ['IGRA, never', 'tb-test', {}, 'missing'],
    ['IGRA negative within a year', 'tb-test', { results: [negative('igra', '2025-11-22')] }, 'done'],
    ['IGRA a year and a day old', 'tb-test', { results: [negative('igra', '2025-11-21')] }, 'expired'],
    ['IGRA positive', 'tb-test', { results: [result('igra', '2026-10-01', { finding: 'positive' })] }, 'abnormal'],
    ['TST 4 mm', 'tb-test', { results: [number('tst', 4)] }, 'done'],
    ['TST 5 mm', 'tb-test', { results: [number('tst', 5)] }, 'abnormal'],
    ['a result of tomorrow says nothing yet', 'tb-test', { results: [negative('igra', '2026-11-23')] }, 'missing'],
    ['latent TB is not treated where the test is negative', 'tb-treatment', { results: [negative('igra')] }, undefined],
    ['latent TB, treatment asked for', 'tb-treatment', { results: [number('tst', 10)] }, 'missing'],
    ['latent TB, treated since a month', 'tb-treatment', { results: [number('tst', 10)], statements: [said('tb-treatment', '2026-10-22')] }, 'done'],
    ['latent TB, treated since less', 'tb-treatment', { results: [number('tst', 10)], statements: [said('tb-treatment', '2026-10-23')] }, 'missing'],
    ['latent TB, still asked for once the test was cleared', 'tb-treatment', { results: [number('tst', 10)], statements: [said('tb-test', '2026-11-01')] }, 'missing'],
    ['hepatitis B, one of three', 'hbv', { results: [negative('hbsag')] }, 'missing'],
    ['hepatitis B, all', 'hbv', { results: [negative('hbsag'), negative('anti-hbc'), negative('anti-hbs')] }, 'done'],
    ['hepatitis B holds for years', 'hbv', { results: ['hbsag', 'anti-hbc', 'anti-hbs'].map((code) => negative(code, '2012-01-01')) }, 'done'],
    ['anti-HBs positive is immunity', 'hbv', { results: [negative('hbsag'), negative('anti-hbc'), result('anti-hbs', '2026-10-01', { finding: 'positive' })] }, 'done'],
    ['anti-HBc positive', 'hbv', { results: [negative('hbsag'), result('anti-hbc', '2026-10-01', { finding: 'positive' }), negative('anti-hbs')] }, 'abnormal'],
    ['anti-HBc positive, the hepatologist has answered', 'hbv', { results: [negative('hbsag'), result('anti-hbc', '2026-10-01', { finding: 'positive' }), negative('anti-hbs')], statements: [said('hbv', '2026-11-01')] }, 'done'],
    ['anti-HBc positive after what was stated', 'hbv', { results: [negative('hbsag'), result('anti-hbc', '2026-11-10', { finding: 'positive' }), negative('anti-hbs')], statements: [said('hbv', '2026-11-01')] }, 'abnormal'],
    ['HIV, good to have', 'hiv', {}, 'optional'],
    ['HIV before rituximab', 'hiv', { drug: 'rituximab' }, 'missing'],
    ['blood count', 'cbc', { results: blood }, 'done'],
    ['blood count, three months and a day', 'cbc', { results: blood.map((one) => ({ ...one, on: '2026-08-21' })) }, 'expired'],
    ['tocilizumab, neutrophils 2.0', 'cbc', { drug: 'tocilizumab', results: [...blood, number('anc', 2, '2026-10-02')] }, 'done'],
    ['tocilizumab, neutrophils 1.9', 'cbc', { drug: 'tocilizumab', results: [...blood, number('anc', 1.9, '2026-10-02')] }, 'abnormal'],
    ['tocilizumab, platelets 99', 'cbc', { drug: 'tocilizumab', results: [...blood, number('platelets', 99, '2026-10-02')] }, 'abnormal'],
    ['adalimumab, neutrophils 1.9', 'cbc', { results: [...blood, number('anc', 1.9, '2026-10-02')] }, 'done'],
    ['JAK, neutrophils 0.9', 'cbc', { drug: 'upadacitinib', results: [...blood, number('anc', 0.9, '2026-10-02')] }, 'abnormal'],
    ['baricitinib, haemoglobin 85', 'cbc', { drug: 'baricitinib', results: [...blood, number('haemoglobin', 85, '2026-10-02')] }, 'done'],
    ['tofacitinib, haemoglobin 85', 'cbc', { drug: 'tofacitinib', results: [...blood, number('haemoglobin', 85, '2026-10-02')] }, 'abnormal'],
    ['JAK, lymphocytes 0.4', 'lymphocytes', { drug: 'tofacitinib', results: [number('lymphocytes', 0.4)] }, 'abnormal'],
    ['lymphocytes are for JAK inhibitors', 'lymphocytes', {}, undefined],
    ['tocilizumab, ALT 1.5 times', 'liver', { drug: 'tocilizumab', results: [number('alt', 60)] }, 'abnormal'],
    ['tocilizumab, ALT under 1.5 times the laboratory’s limit', 'liver', { drug: 'tocilizumab', results: [number('alt', 60, '2026-10-01', 50)] }, 'done'],
    ['IgG before rituximab', 'igg', { drug: 'rituximab' }, 'missing'],
    ['lipids for IL-6', 'lipids', { drug: 'sarilumab', results: [number('cholesterol', 5, '2025-11-22')] }, 'done'],
    ['pregnancy is not asked of a man', 'pregnancy', {}, undefined],
    ['pregnancy of a woman of 51', 'pregnancy', { sex: 'F', age: 51 }, undefined],
    ['pregnancy of a woman of 30', 'pregnancy', { sex: 'F', age: 30 }, 'missing'],
    ['pregnancy, contraception stated', 'pregnancy', { sex: 'F', age: 30, statements: [said('pregnancy', '2026-11-20', 'not-applicable')] }, 'done'],
    ['heart failure for TNF inhibitors', 'heart-failure', { problems: [{ code: 'I50.0', text: { fr: 'IC', en: 'HF' } }] }, 'abnormal'],
    ['heart failure, class I stated', 'heart-failure', { problems: [{ code: 'I50.0', text: { fr: 'IC', en: 'HF' } }], statements: [said('heart-failure', '2026-11-01')] }, 'done'],
    ['heart failure, stated two years ago', 'heart-failure', { problems: [{ code: 'I50.0', text: { fr: 'IC', en: 'HF' } }], statements: [said('heart-failure', '2024-11-01')] }, 'expired'],
    ['heart failure says nothing of abatacept', 'heart-failure', { drug: 'abatacept', problems: [{ code: 'I50.0', text: { fr: 'IC', en: 'HF' } }] }, undefined],
    ['demyelination', 'demyelination', { problems: [{ code: 'G35', text: { fr: 'SEP', en: 'MS' } }] }, 'abnormal'],
    ['diverticulitis for JAK', 'diverticulitis', { drug: 'tofacitinib', problems: [{ code: 'K57.3', text: { fr: 'D', en: 'D' } }] }, 'abnormal'],
    ['JAK at 64', 'vte-mace', { drug: 'tofacitinib', age: 64 }, 'missing'],
    ['JAK at 65', 'vte-mace', { drug: 'tofacitinib', age: 65 }, 'abnormal'],
    ['vaccines, none due', 'vaccines', {}, 'done'],
    ['live vaccine four weeks before', 'live-vaccine', { liveVaccines: [{ label: { fr: 'RRO', en: 'MMR' }, on: '2026-10-25' }] }, 'done'],
    ['live vaccine less than four weeks before', 'live-vaccine', { liveVaccines: [{ label: { fr: 'RRO', en: 'MMR' }, on: '2026-10-26' }] }, 'abnormal'],
    ['authorisation, nothing', 'authorisation', {}, 'missing'],
    ['authorisation sent', 'authorisation', { coverage: { payer: 'RAMQ', approvedOn: null, renewsOn: null } }, 'missing'],
    ['authorisation approved', 'authorisation', { coverage: { payer: 'RAMQ', approvedOn: '2026-11-01', renewsOn: '2027-04-01' } }, 'done'],
    ['authorisation over', 'authorisation', { coverage: { payer: 'RAMQ', approvedOn: '2025-11-01', renewsOn: '2026-11-01' } }, 'expired'],
    ['infection excluded a month ago', 'infection', { statements: [said('infection', '2026-10-22')] }, 'done'],
    ['infection excluded longer ago', 'infection', { statements: [said('infection', '2026-10-21')] }, 'expired'],
    ['teaching holds', 'teaching', { statements: [said('teaching', '2020-01-01')] }, 'done'],
    ['stated abnormal', 'skin', { statements: [said('skin', '2026-10-21', 'abnormal')] }, 'abnormal'],
    ['stated on a day to come', 'teaching', { statements: [said('teaching', '2026-12-01')] }, 'missing'],
  ])('%s', (_name, item, part, expected) => {
    expect(stateOf(item, part)).toBe(expected);
  });

  test('vaccines due are what is missing, each named', () => {
    const proposal = { code: 'influenza', label: { fr: 'Influenza', en: 'Influenza' }, state: 'due' as const, text: { fr: '', en: '' }, source: { fr: '', en: '' }, dueOn: on, lastOn: null, doses: 0, reason: null, handling: [] };
    const item = checklistOf(content, facts({ proposals: [proposal, { ...proposal, state: 'declined' }] })).find(({ code }) => code === 'vaccines');
    expect(item).toMatchObject({ state: 'missing', evidence: [{ label: { en: 'Influenza' } }] });
  });

  test('without a drug only what all of them ask for; what is good to have holds nothing back', () => {
    const items = checklistOf(content, facts({ drug: null }));
    expect(items.map(({ code }) => code)).not.toContain('igg');
    expect(openItems(items).map(({ code }) => code)).not.toContain('hiv');
    expect(openItems(items).map(({ code }) => code)).toContain('tb-test');
  });

  test('every code of the content is one: drugs of the catalogue, tests of monitoring, items', async () => {
    const { builtInDrugs } = await import('../treatments/treatment-content.ts');
    const { builtInMonitoring } = await import('../monitoring/monitoring-content.ts');
    const [drugs, tests] = [new Set(builtInDrugs.body.ingredients.map(({ key }) => key)), new Set(builtInMonitoring.tests.tests.map(({ code }) => code))];
    for (const item of content.items) {
      for (const key of [...(item.drugs ?? []), ...(item.optionalExcept ?? []), ...(item.abnormal ?? []).flatMap((rule) => rule.drugs ?? [])]) expect(drugs, key).toContain(key);
      for (const code of [...(item.tests ?? []).flat(), ...(item.abnormal ?? []).map(({ test: one }) => one)]) expect(tests, code).toContain(code);
      expect(sourceOf(item.source).fr, item.code).not.toBe(item.source);
      if (item.onlyIf !== undefined) expect(content.items.some(({ code }) => code === item.onlyIf)).toBe(true);
    }
  });
});
