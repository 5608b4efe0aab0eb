import { expect, test } from 'vitest';
import { findingsOf, firstFault, prerequisitesOf } from './request-form.ts';

const label = { fr: '…', en: '…' };
const finding = (field: string, kind: 'boolean' | 'number' | 'enum') => ({ field, kind, group: 'g', label, danger: false, usedByRules: true, reasons: [] });
const dictionary = { groups: [], findings: [finding('fever', 'boolean'), finding('swollen_joints', 'number'), finding('rf', 'enum')] };

test('a number half typed or wrong is not said, and is the first fault', () => {
  expect(findingsOf({ fever: false, swollen_joints: '99', rf: 'high' }, dictionary)).toEqual({ fever: false, rf: 'high' });
  expect(firstFault({ swollen_joints: '99' }, dictionary)).toBe('swollen_joints');
  expect(findingsOf({ swollen_joints: '8' }, dictionary)).toEqual({ swollen_joints: 8 });
  expect(firstFault({ swollen_joints: '' }, dictionary)).toBeNull();
});

test('a prerequisite is given when ticked or shown by a finding', () => {
  const reasons = {
    reasons: [{ code: 'RH04', label, defaultClass: 'C' as const, prerequisites: ['CRP', 'HBV', 'RF'] }],
    prerequisites: [
      { code: 'CRP', label, optional: false, shownBy: ['crp'] }, { code: 'HBV', label, optional: false, shownBy: [] }, { code: 'RF', label, optional: true, shownBy: ['rf'] },
    ],
  };
  expect(prerequisitesOf('RH04', { crp: 34 }, ['HBV'], reasons).map(({ code, given, shown }) => [code, given, shown])).toEqual([
    ['CRP', true, true], ['HBV', true, false], ['RF', false, false],
  ]);
  expect(prerequisitesOf('', {}, [], reasons)).toEqual([]);
});
