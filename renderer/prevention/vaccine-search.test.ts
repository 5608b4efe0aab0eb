import { expect, test } from 'vitest';
import type { Vaccine } from '#contract/prevention.ts';
import { matchingVaccines } from './vaccine-search.ts';

const vaccine = (key: string, fr: string, en: string, cvx: string, words: string[]): Vaccine => ({ key, label: { fr, en }, group: key, live: false, cvx: [cvx], atc: [], words });
const all = [vaccine('zoster', 'Zona recombinant', 'Zoster, recombinant', '187', ['shingrix']), vaccine('hepatitis-b', 'Hépatite B', 'Hepatitis B', '43', ['engerix'])];

test.each([['', ['zoster', 'hepatitis-b']], ['zona', ['zoster']], ['SHING', ['zoster']], ['hepatite b', ['hepatitis-b']], ['43', ['hepatitis-b']], ['rage', []]])('%s', (text, keys) => {
  expect(matchingVaccines(text, all).map(({ key }) => key)).toEqual(keys);
});
