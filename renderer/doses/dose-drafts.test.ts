import { expect, test } from 'vitest';
import { readAdministrationDraft, readAnswersDraft, readCallDraft } from './dose-drafts.ts';

test('what was typed of a dose, of a list and of a call is read again; what is of another form is not', () => {
  const administration = { reason: '', identifiers: ['name'], product: 'nivolumab', lot: 'AB1', expiry: '2027-01', times: { started: '10:00', ended: '', observedUntil: '' }, vitals: { 'start.pulse': '7' }, incidents: [{ code: 'reaction', grade: '', words: 'Fris' }], words: '' };
  const answers = { typed: { temperature: { text: '38,', measuredOn: null }, platelets: { text: '212', measuredOn: '2026-11-22' } }, sampled: '2026-11', words: 'Frissons' };
  const call = { answers: { Q01: 'no', Q03: 'several' }, words: 'Depuis hier', symptomOn: '' };
  expect(readAdministrationDraft(JSON.parse(JSON.stringify(administration)))).toEqual(administration);
  expect(readAnswersDraft(JSON.parse(JSON.stringify(answers)))).toEqual(answers);
  expect(readCallDraft(JSON.parse(JSON.stringify(call)))).toEqual(call);
  expect([readAdministrationDraft(answers), readAnswersDraft(call), readCallDraft(administration), readCallDraft(null)]).toEqual([null, null, null, null]);
});
