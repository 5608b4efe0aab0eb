import { expect, test } from 'vitest';
import { type Role, roles } from '#contract/permissions.ts';
import { urgencies, type Urgency } from '#contract/triage.ts';
import { grantsOf } from '../users/permission-rules.ts';
import { confirmPermission, mayConfirm, mayOverride } from './confirmation.ts';

const prescribers: readonly Role[] = ['rheumatologist', 'ips'];
const routine: readonly Urgency[] = ['C', 'D', 'E'];

test.each(roles)('%s confirms what the matrix says', (role) => {
  const expected = prescribers.includes(role) ? urgencies : role === 'nurse' ? routine : [];
  expect(urgencies.filter((cls) => mayConfirm(grantsOf([role]), cls))).toEqual(expected);
});

test('the permission asked for changes between B and C', () => {
  expect(urgencies.map(confirmPermission)).toEqual(urgencies.map((cls) => (routine.includes(cls) ? 'triage.confirm.routine' : 'triage.confirm.urgent')));
});

test.each(roles)('%s raises and lowers as the contract says', (role) => {
  for (const [from, fromCls] of urgencies.entries()) {
    for (const [to, toCls] of urgencies.entries()) {
      const raises = to < from;
      const expected = prescribers.includes(role) || (role === 'nurse' && raises);
      expect([fromCls, toCls, mayOverride(grantsOf([role]), fromCls, toCls)]).toEqual([fromCls, toCls, expected]);
    }
  }
});

test('roles add up', () => {
  expect(mayConfirm(grantsOf(['administrator', 'nurse']), 'C')).toBe(true);
  expect(mayConfirm(grantsOf([]), 'E')).toBe(false);
});
