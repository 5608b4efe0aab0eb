import { expect, test } from 'vitest';
import { beginRegistration, issuesOf, readRegistration, type RegistrationForm } from './registration-form.ts';

const patientId = '01890000-0000-7000-8000-000000000001';
const begun = beginRegistration('', { language: 'fr', region: '06' });
const complete: RegistrationForm = { ...begun, familyName: 'Tremblay', givenName: 'Marie', birthDate: '14 mars 1958', administrativeSex: 'F', nam: 'TREM 5853 1414' };

test('a search that found nobody begins the form', () => {
  expect(beginRegistration('tremblay 1958-03-14', { language: 'en', region: null })).toMatchObject({ familyName: 'Tremblay', birthDate: '1958-03-14', language: 'en', regionCode: '', administrativeSex: '' });
});

test('an empty form says what is needed, in order', () => {
  expect(readRegistration(patientId, begun)).toEqual({ issues: ['familyName', 'givenName', 'birthDate', 'administrativeSex'].map((field) => ({ field, code: 'REQUIRED' })) });
});

test('a whole form is sent in the form of the contract', () => {
  expect(readRegistration(patientId, complete)).toMatchObject({ input: { patientId, birthDate: '1958-03-14', nam: 'TREM 5853 1414', phone: null, email: null, regionCode: '06' } });
});

test.each([
  [{ birthDate: '31/02/1958' }, { field: 'birthDate', code: 'DATE' }],
  [{ email: 'marie@' }, { field: 'email', code: 'EMAIL' }],
  [{ familyName: 'x'.repeat(81) }, { field: 'familyName', code: 'TOO_LONG' }],
] as const)('%j', (change, issue) => expect(readRegistration(patientId, { ...complete, ...change })).toEqual({ issues: [issue] }));

test('what main answers lands at its field', () => {
  expect(issuesOf({ issues: [{ path: 'nam', code: 'SEX_MISMATCH' }, { path: 'elsewhere', code: 'odd' }] })).toEqual([{ field: 'nam', code: 'SEX_MISMATCH' }, { field: 'familyName', code: 'OTHER' }]);
  expect(issuesOf(undefined)).toEqual([]);
});
