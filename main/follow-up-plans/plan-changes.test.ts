import { expect, test } from 'vitest';
import { changedField, changedValue } from '../record-copies/history-lines.ts';
import { plansNamed } from './plan-changes.ts';

const title = { fr: 'Immunothérapie à domicile · Séquence 3, domicile', en: 'Immunotherapy at home · Sequence 3, home' };

test.each([
  [{ field: 'planState:home-immunotherapy.s3', from: 'running', to: 'ended' }, ['home-immunotherapy.s3']],
  [{ field: 'planDate:PR-T2T debut', from: null, to: { fr: 'Début', en: 'Start', on: '2026-01-02' } }, ['PR-T2T']],
  [{ field: 'plan', from: null, to: { ...title, code: 'home-immunotherapy.s3', version: '1.0.0' } }, ['home-immunotherapy.s3']],
  [{ field: 'plan', from: { ...title, code: 'GONE', version: '1.0.0' }, to: null }, ['GONE']],
  [{ field: 'diagnosis:Gout', from: null, to: 'Gout' }, []],
])('%j names %j', (change, codes) => expect(plansNamed([change, change])).toEqual(codes));

test('the copy of a record calls a phase of a pathway by its words', () => {
  expect(changedField('planState:home-immunotherapy.s3', 'fr', { 'home-immunotherapy.s3': title })).toBe(`État du plan de suivi (${title.fr})`);
  expect(changedField('planState:GONE', 'en', {})).toMatch(/\(GONE\)$/);
  expect(changedValue('plan', { ...title, code: 'home-immunotherapy.s3', version: '1.2.0' }, 'en')).toBe(`${title.en}, 1.2.0`);
  expect(changedValue('plan', { ...title, code: 'PR-T2T', version: '1.2.0' }, 'fr')).toBe(`${title.fr}, PR-T2T, 1.2.0`);
});
