import { expect, test } from 'vitest';
import type { Features } from '#contract/triage.ts';
import { builtInTriageContent } from '../triage/triage-content.ts';
import { leadingFindings } from './leading-findings.ts';
import { proposalFor } from './triage-proposal.ts';

const dictionary = builtInTriageContent.dictionary.body;

function leadingOf(features: Features) {
  const proposal = proposalFor(features, '2026-11-16', builtInTriageContent, ['rheumatologist'], (completedOn) => completedOn);
  return leadingFindings(features, proposal?.explanation ?? null, dictionary).map(({ field }) => field);
}

test('facts of the most urgent rule first, at most three, never the age', () => {
  expect(leadingOf({ age: 75, new_headache: true, scalp_tenderness: true, crp: 54, bilateral_shoulder_pain: true, morning_stiffness_min: 60 })).toEqual([
    'new_headache', 'scalp_tenderness', 'crp',
  ]);
});

test('without a rule that rests on a finding, what the request says; denied and negative findings tell nothing', () => {
  expect(leadingOf({ age: 40, fever: false, rf: 'neg', tender_joints: 3 })).toEqual(['tender_joints']);
  expect(leadingOf({ age: 40 })).toEqual([]);
});

test('without an age, what the request says', () => {
  expect(leadingFindings({ new_headache: true, crp: 54 }, null, dictionary).map(({ field }) => field)).toEqual(['new_headache', 'crp']);
});
