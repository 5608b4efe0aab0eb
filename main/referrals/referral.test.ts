import { describe, expect, test } from 'vitest';
import { referralState } from '#contract/referrals.ts';
import { roles } from '#contract/permissions.ts';
import { urgencies } from '#contract/triage.ts';
import { grantsOf } from '../users/permission-rules.ts';
import { allowedActions, mayBecome, overridableTo, stateAfter } from './referral.ts';

const received = { state: 'received', proposedCls: 'C', decidedCls: null, emergencyCallPending: false } as const;

describe('transitions', () => {
  test('an emergency is never accepted, so never booked', () => {
    expect(stateAfter('emergency')).toBe('emergency');
    expect(referralState.options.filter((to) => mayBecome('emergency', to))).toEqual(['closed']);
  });

  test('what is closed stays closed, and a booked visit is not decided again', () => {
    expect(referralState.options.filter((to) => mayBecome('closed', to))).toEqual([]);
    expect(referralState.options.filter((to) => mayBecome('booked', to))).toEqual(['accepted', 'closed']);
  });
});

describe('who may do what', () => {
  test('accepting: URG, A, B by rheumatologist and IPS; C to E by nurses too', () => {
    const accepting = Object.fromEntries(
      urgencies.map((proposedCls) => [proposedCls, roles.filter((role) => allowedActions({ ...received, proposedCls }, grantsOf([role])).includes('accept'))]),
    );
    const urgent = ['rheumatologist', 'ips'];
    const routine = ['rheumatologist', 'ips', 'nurse'];
    expect(accepting).toEqual({ URG: urgent, A: urgent, B: urgent, C: routine, D: routine, E: routine });
  });

  test('a nurse may only raise; a rheumatologist may decide any class; a secretary none', () => {
    expect(overridableTo(received, grantsOf(['nurse']))).toEqual(['URG', 'A', 'B']);
    expect(overridableTo(received, grantsOf(['rheumatologist']))).toEqual(urgencies);
    expect(overridableTo(received, grantsOf(['secretary']))).toEqual([]);
    expect(overridableTo({ ...received, proposedCls: 'URG' }, grantsOf(['nurse']))).toEqual([]);
  });

  test('once decided, raising and lowering count from the decided class', () => {
    expect(overridableTo({ ...received, state: 'accepted', decidedCls: 'A' }, grantsOf(['nurse']))).toEqual(['URG']);
  });

  test('without an age nothing is accepted, only completed', () => {
    expect(allowedActions({ ...received, proposedCls: null }, grantsOf(['rheumatologist']))).toEqual(['complete-findings']);
  });

  test('booking waits for acceptance, a call for an emergency', () => {
    const rheumatologist = grantsOf(['rheumatologist']);
    expect(allowedActions({ ...received, state: 'accepted', decidedCls: 'C' }, rheumatologist)).toEqual(['override', 'book']);
    expect(allowedActions({ ...received, state: 'emergency', decidedCls: 'URG', emergencyCallPending: true }, rheumatologist)).toEqual(['record-emergency-call']);
    expect(allowedActions({ ...received, state: 'emergency', decidedCls: 'URG' }, rheumatologist)).toEqual([]);
  });
});
