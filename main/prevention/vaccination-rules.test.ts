import { describe, expect, test } from 'vitest';
import { builtInVaccines, sourceOf } from './prevention-content.ts';
import { type KnownVaccination, liveFinding, type PersonFacts, type TakenDrug, vaccinationIssues, vaccineProposals, vaccineRecogniser } from './vaccination-rules.ts';

const content = builtInVaccines.body;
const recognise = vaccineRecogniser(content.vaccines);
const cvx = (code: string) => recognise([{ system: 'http://hl7.org/fhir/sid/cvx', code }], 'x')?.key ?? null;
const drug = (key: string, drugClass: TakenDrug['drugClass'], startedOn = '2024-01-01'): TakenDrug => ({ key, drugClass, startedOn, label: { fr: key, en: key } });
const methotrexate = drug('methotrexate', 'csDMARD');
const given = (group: string, givenOn: string | null, part: Partial<KnownVaccination> = {}): KnownVaccination => ({ group, live: false, status: 'completed', reason: null, givenOn, ...part });

const standing = (code: string, part: Partial<PersonFacts>) => {
  const facts: PersonFacts = { today: '2026-11-22', birthDate: '1970-05-04', drugs: [methotrexate], starting: false, vaccinations: [], findings: {}, ...part };
  const found = vaccineProposals(content, facts, sourceOf).find((one) => one.code === code);
  return found && { state: found.state, dueOn: found.dueOn };
};

describe('which vaccine a row means', () => {
  test.each([['140', 'influenza'], ['197', 'influenza-high-dose'], ['216', 'pneumococcal-20'], ['327', 'pneumococcal-21'], ['133', 'pneumococcal-other'], ['187', 'zoster-recombinant'], ['121', 'zoster-live'], ['3', 'mmr'], ['03', 'mmr'], ['37', 'yellow-fever'], ['9999', null]])('CVX %s', (code, key) => {
    expect(cvx(code)).toBe(key);
  });
  test.each([['Shingrix, 2e dose', 'zoster-recombinant'], ['Vaccin antigrippal, grippe saisonnière', 'influenza'], ['FluMist', 'influenza-live'], ['Prevnar 20', 'pneumococcal-20'], ['Fièvre jaune', 'yellow-fever'], ['COVID-19 ARNm XBB', 'covid-19'], ['dcaT', 'tdap'], ['Inconnu', null]])('%s', (text, key) => {
    expect(recognise([], text)?.key ?? null).toBe(key);
  });
  test('an ATC code, the longest prefix first; no code stands for two vaccines', () => {
    expect(recognise([{ system: 'http://www.whocc.no/atc', code: 'J07BK03' }], '')?.key).toBe('zoster-recombinant');
    const codes = content.vaccines.flatMap((one) => one.cvx);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { groups } of content.recommendations) for (const group of groups) expect(content.vaccines.some((one) => one.group === group && !one.live), group).toBe(true);
  });
});

describe('what is due (ACR 2022, PIQ)', () => {
  test.each<[string, string, Partial<PersonFacts>, object | undefined]>([
    ['influenza, never', 'influenza', {}, { state: 'due', dueOn: '2026-11-22' }],
    ['influenza, this season', 'influenza', { vaccinations: [given('influenza', '2026-10-05')] }, { state: 'done', dueOn: null }],
    ['influenza, last season', 'influenza', { vaccinations: [given('influenza', '2026-02-05')] }, { state: 'due', dueOn: '2026-11-22' }],
    ['influenza, in summer that of the winter counts', 'influenza', { today: '2026-07-01', vaccinations: [given('influenza', '2025-10-20')] }, { state: 'done', dueOn: null }],
    ['COVID-19 is for the PIQ to say', 'covid-19', {}, { state: 'check', dueOn: null }],
    ['PCV20 or PCV21, once', 'pneumococcal', { vaccinations: [given('pneumococcal', '2019')] }, { state: 'done', dueOn: null }],
    ['PPSV23 is not it', 'pneumococcal', { vaccinations: [given('pneumococcal-earlier', '2019')] }, { state: 'due', dueOn: '2026-11-22' }],
    ['zoster, first dose', 'zoster', {}, { state: 'due', dueOn: '2026-11-22' }],
    ['zoster, second one month later under immunosuppressants', 'zoster', { vaccinations: [given('zoster', '2026-11-01')] }, { state: 'later', dueOn: '2026-12-01' }],
    ['zoster, second', 'zoster', { vaccinations: [given('zoster', '2026-10-01')] }, { state: 'due', dueOn: '2026-11-01' }],
    ['zoster, both', 'zoster', { vaccinations: [given('zoster', '2026-01-01'), given('zoster', null)] }, { state: 'done', dueOn: null }],
    ['zoster, not without immunosuppressants', 'zoster', { drugs: [drug('hydroxychloroquine', 'csDMARD')] }, undefined],
    ['zoster, about to start', 'zoster', { drugs: [], starting: true }, { state: 'due', dueOn: '2026-11-22' }],
    ['zoster, from 18', 'zoster', { birthDate: '2008-11-23' }, undefined],
    ['zoster, at 18', 'zoster', { birthDate: '2008-11-22' }, { state: 'due', dueOn: '2026-11-22' }],
    ['HPV to 45', 'hpv', { birthDate: '1980-11-23' }, { state: 'due', dueOn: '2026-11-22' }],
    ['HPV not at 46', 'hpv', { birthDate: '1980-11-22' }, undefined],
    ['HBV, anti-HBs negative', 'hepatitis-b', { findings: { 'anti-hbs': 'negative' } }, { state: 'due', dueOn: '2026-11-22' }],
    ['HBV, immune', 'hepatitis-b', { findings: { 'anti-hbs': 'positive' } }, { state: 'done', dueOn: null }],
    ['HBV, not known', 'hepatitis-b', {}, { state: 'check', dueOn: null }],
    ['Tdap, ten years', 'tetanus', { vaccinations: [given('tetanus', '2016-11-22')] }, { state: 'due', dueOn: '2026-11-22' }],
    ['Tdap, a day less', 'tetanus', { vaccinations: [given('tetanus', '2016-11-23')] }, { state: 'done', dueOn: '2026-11-23' }],
    ['refused, nothing since', 'influenza', { vaccinations: [given('influenza', '2026-10-01', { status: 'not-done', reason: 'refused' }), given('influenza', '2025-10-01')] }, { state: 'declined', dueOn: null }],
    ['refused once, given later', 'influenza', { vaccinations: [given('influenza', '2025-10-01', { status: 'not-done', reason: 'refused' }), given('influenza', '2026-02-01')] }, { state: 'due', dueOn: '2026-11-22' }],
    ['immune needs none', 'hepatitis-b', { vaccinations: [given('hepatitis-b', '2020', { status: 'not-done', reason: 'immune' })] }, { state: 'done', dueOn: null }],
    ['out of stock is still due', 'influenza', { vaccinations: [given('influenza', '2026-11-01', { status: 'not-done', reason: 'unavailable' })] }, { state: 'due', dueOn: '2026-11-22' }],
  ])('%s', (_name, code, part, expected) => {
    expect(standing(code, part)).toEqual(expected);
  });

  test('what is due comes first, with how its drugs are handled', () => {
    const found = vaccineProposals(content, { today: '2026-11-22', birthDate: '1970-05-04', drugs: [methotrexate, drug('rituximab', 'bDMARD')], starting: false, vaccinations: [], findings: {} }, sourceOf);
    expect(found.map(({ code }) => code)).toEqual(['influenza', 'pneumococcal', 'zoster', 'tetanus', 'covid-19', 'hepatitis-b']);
    expect(found[0]?.handling.map(({ en }) => en)).toEqual(['Methotrexate: hold for 2 weeks after the influenza vaccine if the disease allows.', 'Rituximab: give the influenza vaccine on schedule, without waiting.']);
    expect(found[2]?.handling[0]?.en).toContain('rituximab at least 2 weeks after');
  });
});

describe('what a live vaccine meets', () => {
  test.each<[string, readonly TakenDrug[], readonly TakenDrug[], string | undefined]>([
    ['nothing', [drug('hydroxychloroquine', 'csDMARD')], [], undefined],
    ['a biologic', [drug('adalimumab', 'bDMARD')], [], 'contraindicated'],
    ['a JAK inhibitor', [drug('tofacitinib', 'tsDMARD')], [], 'contraindicated'],
    ['apremilast suppresses nothing', [drug('apremilast', 'tsDMARD')], [], undefined],
    ['methotrexate', [methotrexate], [], 'caution'],
    ['a biologic begun three weeks later', [methotrexate], [methotrexate, drug('adalimumab', 'bDMARD', '2026-06-22')], 'contraindicated'],
    ['a biologic begun four weeks later', [], [drug('adalimumab', 'bDMARD', '2026-06-29')], undefined],
  ])('%s', (_name, on, soon, level) => {
    expect(liveFinding(content, '2026-06-01', on, soon)?.level).toBe(level);
  });
});

test('what cannot be is told by field', () => {
  const entered = { vaccine: 'influenza', isKnown: true, text: '', status: 'completed', reason: null, givenOn: '2026-10-01', expiresOn: null, today: '2026-11-22' } as const;
  const codes = (part: object): string[] => vaccinationIssues({ ...entered, ...part }).map(({ path, code }) => `${path} ${code}`);
  expect(codes({})).toEqual([]);
  expect(codes({ givenOn: '2026' })).toEqual([]);
  expect(codes({ vaccine: null })).toEqual(['text REQUIRED']);
  expect(codes({ isKnown: false })).toEqual(['vaccine UNKNOWN']);
  expect(codes({ givenOn: '2026-11-23' })).toEqual(['givenOn FUTURE']);
  expect(codes({ givenOn: '2026-02-30' })).toEqual(['givenOn NOT_A_DATE']);
  expect(codes({ expiresOn: '2026-10' })).toEqual([]);
  expect(codes({ expiresOn: '2026-09' })).toEqual(['expiresOn EXPIRED']);
  expect(codes({ status: 'not-done' })).toEqual(['reason REQUIRED']);
  expect(codes({ reason: 'refused' })).toEqual(['reason REQUIRED']);
});
