import { expect, test } from 'vitest';
import type { Routing, RouteStep } from '#contract/routing';
import { earlier, startingRoute, toggled } from './route-draft.ts';

const step = (professional: RouteStep['professional'], over: Partial<RouteStep> = {}): RouteStep => ({ professional, role: 'nurse', isProposed: true, modality: 'IN_PERSON', because: [], may: null, mayNot: null, wait: null, spoken: null, ...over });
const routing = (steps: readonly RouteStep[]): Routing => ({ version: '1.0.0', needsPhysician: false, steps: [...steps], modalities: [] });

test('starts from those the triage rules name in the clinic, the first of the decision before them', () => {
  expect(startingRoute(routing([step('RHEUM'), step('RN'), step('NEPH', { role: null }), step('OT', { isProposed: false })]), { primary: 'RHEUM' })).toEqual(['RHEUM', 'RN']);
  expect(startingRoute(routing([step('RHEUM'), step('RN')]), { primary: 'RN' })).toEqual(['RN', 'RHEUM']);
  expect(startingRoute(routing([step('RHEUM')]), { primary: 'ED' })).toEqual([]);
  expect(startingRoute(null, { primary: 'RHEUM' })).toEqual([]);
});

test('added at the end, taken out, moved up; the first stays first', () => {
  expect(toggled(['RHEUM'], 'OT')).toEqual(['RHEUM', 'OT']);
  expect(toggled(['RHEUM', 'OT'], 'OT')).toEqual(['RHEUM']);
  expect(toggled(['RHEUM', 'OT'], 'RHEUM')).toEqual(['RHEUM', 'OT']);
  expect(earlier(['RHEUM', 'OT', 'PT'], 'PT')).toEqual(['RHEUM', 'PT', 'OT']);
  expect(earlier(['RHEUM', 'OT', 'PT'], 'OT')).toEqual(['RHEUM', 'OT', 'PT']);
  expect(toggled(['RHEUM', 'OT', 'PT', 'RN', 'IPS', 'KIN'], 'PHARM')).toHaveLength(6);
});
