import { describe, expect, test } from 'vitest';
import { appointmentStatus, visitMark } from '#contract/visit-steps.ts';
import { visitPurposes } from '../visit-purposes.ts';
import { beginningRefusal, checkRefusal, outcomeRefusal, suitabilityOf } from './remote-visit-rules.ts';

const facts = { modality: 'VIDEO', decided: null, suitability: 'yes', purpose: null } as const;
const purpose = (code: string) => visitPurposes.find((one) => one.code === code) ?? null;

describe('whether something may be done at a distance', () => {
  test.each([
    ['stable-follow-up', 'yes', null, 'allowed', []],
    ['stable-follow-up', 'unknown', null, 'ask', []],
    ['flare', 'yes', null, 'ask', []],
    [null, 'yes', null, 'ask', []],
    ['suspected-inflammatory', 'yes', null, 'blocked', ['purpose']],
    ['stable-follow-up', 'no', 'IN_PERSON', 'blocked', ['decided-face-to-face', 'not-suitable']],
    ['stable-follow-up', 'phone-only', null, 'blocked', ['phone-only']],
  ] as const)('%s, person %s, decided %s: %s', (code, suitability, decided, state, concerns) => {
    expect(suitabilityOf({ ...facts, suitability, decided, purpose: code === null ? null : purpose(code) })).toMatchObject({ state, concerns });
  });

  test('what is held back or goes with a condition says why', () => {
    for (const one of visitPurposes.filter(({ atDistance }) => atDistance !== 'allowed')) expect(suitabilityOf({ ...facts, purpose: one }).why).toEqual(one.why);
  });
});

describe('what is verified before a visit at a distance', () => {
  test('is kept from its day on until it is over, and of no visit face to face', () => {
    const visit = { modality: 'VIDEO', localStart: '2026-11-17T09:00' } as const;
    const open = appointmentStatus.options.filter((status) => checkRefusal({ ...visit, status }, '2026-11-17') === null);
    expect(open).toEqual(['booked', 'arrived', 'in-progress']);
    expect(checkRefusal({ ...visit, status: 'booked' }, '2026-11-16')).toEqual({ path: 'appointmentId', code: 'BEFORE_VISIT_DAY' });
    expect(checkRefusal({ ...visit, status: 'booked', modality: 'HOME' }, '2026-11-17')).toEqual({ path: 'appointmentId', code: 'FACE_TO_FACE' });
    expect(checkRefusal({ ...visit, status: 'done' }, '2026-11-17')).toEqual({ state: 'done' });
  });

  test('is needed, with consent, before it begins and before it is said to be done, and for nothing else', () => {
    const needing = visitMark.options.filter((as) => beginningRefusal(as, { modality: 'PHONE', hasChecklist: false, hasConsent: true }) === 'CHECKLIST');
    expect(needing).toEqual(['in-progress', 'done']);
    expect(beginningRefusal('in-progress', { modality: 'PHONE', hasChecklist: true, hasConsent: false })).toBe('CONSENT');
    expect(beginningRefusal('done', { modality: 'PHONE', hasChecklist: true, hasConsent: true })).toBeNull();
    expect(beginningRefusal('done', { modality: 'IN_PERSON', hasChecklist: false, hasConsent: false })).toBeNull();
  });

  test('an outcome goes with a visit at a distance that is done', () => {
    expect([outcomeRefusal('done', 'VIDEO'), outcomeRefusal('arrived', 'VIDEO'), outcomeRefusal('done', 'HOME')]).toEqual([null, 'NOT_DONE', 'FACE_TO_FACE']);
  });
});
