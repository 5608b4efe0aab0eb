import { expect, test } from 'vitest';
import type { UsedFact } from '#contract/triage';
import { evidenceOf } from './evidence.ts';

const fact = (field: string, part: UsedFact['part'] = 'present'): UsedFact => ({ field, label: { fr: field, en: field }, unit: null, value: true, part });
const text = { fr: '…', en: '…' };
const rule = (id: string, facts: UsedFact[]) => ({
  id, title: text, why: text, source: text, facts, cls: 'B' as const, decides: false, modality: 'IN_PERSON' as const, modalityLocked: false, actions: [],
});
const modifier = (id: string, facts: UsedFact[]) => ({ id, title: text, why: text, source: text, facts, adds: [], flag: null, modality: null });

test('facts are numbered by the first reason that rests on them', () => {
  const { ofFact, ofReason } = evidenceOf({
    rules: [rule('R21', [fact('swollen_joints'), fact('unable_work_selfcare'), fact('fever', 'ruled-out')]), rule('R31', [fact('swollen_joints')])],
    modifiers: [modifier('M01', [fact('hand_function_limited')])],
  });
  expect(Object.fromEntries(ofFact)).toEqual({ swollen_joints: 1, unable_work_selfcare: 1, hand_function_limited: 2 });
  expect(Object.fromEntries(ofReason)).toEqual({ R21: 1, M01: 2 });
});

test('without an explanation nothing is numbered', () => {
  expect(evidenceOf(null).ofFact.size).toBe(0);
});
