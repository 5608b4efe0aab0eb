import { expect, test } from 'vitest';
import type { Features } from '#contract/triage.ts';
import { missingPrerequisites } from './prerequisites.ts';
import { builtInTriageContent } from './triage-content.ts';
import { decide } from './triage-rules.ts';

const { ruleset, reasons } = builtInTriageContent;
const missing = (features: Features) => missingPrerequisites(features, reasons).codes;

test('what somebody said is missing is taken as said, even nothing', () => {
  expect(missing({ age: 40, reason_code: 'RH04', prereq_missing: ['CRP', 'local-code'] })).toEqual(['CRP', 'local-code']);
  expect(missing({ age: 40, reason_code: 'RH04', prereq_missing: [] })).toEqual([]);
});

test('else what the reason expects and neither a finding nor the file shows, in the order of the reason', () => {
  expect(missing({ reason_code: 'RH04', crp: 34, esr: 46, rf: 'high', hb: 118, alt_xuln: 0.7, acpa: null })).toEqual(['ACPA', 'CREAT', 'HBV', 'HCV', 'XR_HANDS_FEET']);
  expect(missing({ reason_code: 'RH04', crp: 34, esr: 46, rf: 'high', hb: 118, alt_xuln: 0.7, prereq_provided: ['ACPA', 'HBV', 'HCV'] })).toEqual(['CREAT', 'XR_HANDS_FEET']);
});

test('no reason, or one nobody knows, expects nothing', () => {
  expect(missing({ age: 40 })).toEqual([]);
  expect(missing({ age: 40, reason_code: 'XX99' })).toEqual([]);
});

test('a finding that is known to be absent shows the result as much as one that is present', () => {
  expect(missing({ reason_code: 'RH10', crp: 0, hla_b27: false, sacroiliitis_imaging: false })).toEqual([]);
});

test('a missing prerequisite asks for it; one that is only useful does not', () => {
  const flags = (features: Features) => {
    const answer = decide(features, ruleset, reasons);
    return answer.ok ? answer.decision : answer;
  };
  expect(flags({ age: 30, reason_code: 'RH13', raynaud: true })).toMatchObject({ missing: ['ANA', 'CAPILLAROSCOPY'], flags: expect.arrayContaining(['INFO_REQUEST']) as unknown });
  const onlyUseful = flags({ age: 30, reason_code: 'RH13', raynaud: true, ana_titre: 0 });
  expect(onlyUseful).toMatchObject({ missing: ['CAPILLAROSCOPY'] });
  expect(onlyUseful).not.toMatchObject({ flags: expect.arrayContaining(['INFO_REQUEST']) as unknown });
});
