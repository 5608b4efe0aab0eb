import { describe, expect, test } from 'vitest';
import { type ReferralState, referralState } from '#contract/referrals.ts';
import { type Role, roles } from '#contract/permissions.ts';
import { urgencies } from '#contract/triage.ts';
import { grantsOf } from '../users/permission-rules.ts';
import { allowedActions, deskActions, mayBecome, overridableTo, stateAfter } from './referral.ts';

const received = { state: 'received', proposedCls: 'C', decidedCls: null, emergencyCallPending: false } as const;

describe('transitions', () => {
  test('an emergency is never accepted, so never booked', () => {
    expect(stateAfter('emergency')).toBe('emergency');
    expect(referralState.options.filter((to) => mayBecome('emergency', to))).toEqual(['closed']);
  });

  test('every pair of states: what is legal, and nothing else', () => {
    const legal: Readonly<Record<ReferralState, string>> = {
      //          received accepted booked emergency redirected advised declined cancelled closed
      received: '. x . x x x x x .',
      accepted: 'x x x x x x x x .',
      booked: '. x . . . . . . x',
      emergency: '. . . . . . . . x',
      redirected: '. . . . . . . . x',
      advised: '. . . . . . . . x',
      declined: 'x . . . . . . . .',
      cancelled: 'x . . . . . . . .',
      closed: '. . . . . . . . .',
    };
    for (const from of referralState.options) {
      expect([from, referralState.options.map((to) => (mayBecome(from, to) ? 'x' : '.')).join(' ')]).toEqual([from, legal[from]]);
    }
  });

  test('what is closed stays closed, and a booked visit is not decided again', () => {
    expect(referralState.options.filter((to) => mayBecome('closed', to))).toEqual([]);
    expect(referralState.options.filter((to) => mayBecome('booked', to))).toEqual(['accepted', 'closed']);
  });
});

describe('ending a request', () => {
  const standing = { state: 'received', undoable: false, inOwnQueue: false, claimed: 'by-nobody', asked: false, opinion: 'none', seen: false, emergencyCallPending: false, advicePending: false } as const;
  const ends = (role: Role, over: Partial<Parameters<typeof deskActions>[0]>) => deskActions({ ...standing, ...over }, grantsOf([role])).filter((action) => ['decline', 'cancel', 'close', 'reopen'].includes(action));

  test('declining and opening what was declined are for who may triage; cancelling for who completes', () => {
    expect(ends('rheumatologist', {})).toEqual(['decline', 'cancel']);
    expect(ends('secretary', {})).toEqual(['cancel']);
    expect(ends('rheumatologist', { state: 'declined' })).toEqual(['reopen']);
    expect(ends('secretary', { state: 'declined' })).toEqual([]);
    expect(ends('secretary', { state: 'cancelled' })).toEqual(['reopen']);
  });

  test('closed once the visit took place, the letter is written, or the call is made', () => {
    expect(ends('secretary', { state: 'booked' })).toEqual([]);
    expect(ends('secretary', { state: 'booked', seen: true })).toEqual(['close']);
    expect(ends('secretary', { state: 'advised', advicePending: true })).toEqual([]);
    expect(ends('secretary', { state: 'advised' })).toEqual(['close']);
    expect(ends('secretary', { state: 'emergency', emergencyCallPending: true })).toEqual([]);
    expect(ends('secretary', { state: 'emergency' })).toEqual(['close']);
    expect(ends('secretary', { state: 'closed' })).toEqual([]);
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
