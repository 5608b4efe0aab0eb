import { describe, expect, test } from 'vitest';
import { allowedModalities, type BookingFacts, bookingRefusal, isAtDistance, isLate, modalityConcerns } from './booking-rules.ts';
import { visitPurposes } from './visit-purposes.ts';

const fine: BookingFacts = {
  referral: { state: 'accepted', patientId: 'p' }, patient: { id: 'p', deceased: false }, modality: 'VIDEO', allowedModalities: ['VIDEO', 'IN_PERSON'],
  startsAt: '2026-11-17T14:00:00.000Z', now: '2026-11-16T15:12:00.000Z', works: true, knownZone: true,
};

describe('a booking', () => {
  test('is accepted for an accepted referral, or without one', () => {
    expect(bookingRefusal(fine)).toBe(null);
    expect(bookingRefusal({ ...fine, referral: null })).toBe(null);
  });

  test.each(['received', 'booked', 'emergency', 'redirected', 'advised', 'closed'])('is refused for a referral that is %s', (state) => {
    expect(bookingRefusal({ ...fine, referral: { state, patientId: 'p' } })).toEqual({ kind: 'state', state });
  });

  test.each([
    [{ patient: { id: 'other', deceased: false } }, 'patientId', 'OTHER_PATIENT'],
    [{ patient: { id: 'p', deceased: true } }, 'patientId', 'DECEASED'],
    [{ startsAt: '2026-11-16T15:11:59.999Z' }, 'startsAt', 'IN_THE_PAST'],
    [{ modality: 'PHONE' as const }, 'modality', 'MODALITY'],
    [{ works: false }, 'startsAt', 'OUTSIDE_HOURS'],
    [{ knownZone: false }, 'patientZone', 'UNKNOWN_ZONE'],
  ])('is refused with %o', (over, path, code) => {
    expect(bookingRefusal({ ...fine, ...over })).toEqual({ kind: 'field', path, code });
  });
});

describe('modalities allowed', () => {
  test.each([
    ['IN_PERSON', 'yes', ['IN_PERSON', 'HOME']],
    ['HOME', 'yes', ['HOME', 'IN_PERSON']],
    ['VIDEO', 'yes', ['VIDEO', 'IN_PERSON', 'HOME', 'PHONE']],
    ['VIDEO', 'unknown', ['VIDEO', 'IN_PERSON', 'HOME', 'PHONE']],
    ['VIDEO', 'phone-only', ['PHONE', 'IN_PERSON', 'HOME']],
    ['VIDEO', 'no', ['IN_PERSON', 'HOME']],
    ['PHONE', 'yes', ['PHONE', 'IN_PERSON', 'HOME', 'VIDEO']],
    ['PHONE', 'no', ['IN_PERSON', 'HOME']],
    [null, 'yes', ['IN_PERSON', 'HOME', 'VIDEO', 'PHONE']],
    ['ECONSULT', 'no', ['IN_PERSON', 'HOME']],
  ] as const)('for a decision %s with suitability %s', (decided, suitability, expected) => {
    expect(allowedModalities(decided, suitability)).toEqual(expected);
  });
});

test.each([
  ['VIDEO', 'IN_PERSON', 'yes', ['decided-face-to-face']],
  ['PHONE', 'HOME', 'no', ['decided-face-to-face', 'not-suitable']],
  ['VIDEO', 'PHONE', 'phone-only', ['phone-only']],
  ['PHONE', null, 'phone-only', []],
  ['VIDEO', null, 'no', ['not-suitable']],
  ['IN_PERSON', 'VIDEO', 'no', []],
  ['HOME', null, 'no', []],
] as const)('against %s, decided %s, suitability %s, speaks %o', (modality, decided, suitability, expected) => {
  expect(modalityConcerns(modality, decided, suitability)).toEqual(expected);
});

const toldPurposes = [null, ...visitPurposes];

test('what speaks against a modality and what is allowed say the same', () => {
  for (const decided of ['IN_PERSON', 'HOME', 'VIDEO', 'PHONE', 'ECONSULT', null]) {
    for (const suitability of ['yes', 'phone-only', 'no', 'unknown'] as const) {
      for (const modality of ['IN_PERSON', 'HOME', 'VIDEO', 'PHONE'] as const) {
        for (const purpose of toldPurposes) {
          expect(modalityConcerns(modality, decided, suitability, purpose).length === 0).toBe(allowedModalities(decided, suitability, purpose).includes(modality));
        }
      }
    }
  }
});

describe('what a visit is for', () => {
  // domain.md, telehealth practice rules: what is blocked, what goes with a condition.
  const blocked = ['suspected-inflammatory', 'treatment-start', 'red-flag', 'new-neurological-sign', 'joint-procedure'];

  test('is blocked at a distance for what asks for an examination, a decision to start or a procedure', () => {
    expect(visitPurposes.filter(({ atDistance }) => atDistance === 'blocked').map(({ code }) => code)).toEqual(blocked);
    expect(visitPurposes.filter(({ atDistance }) => atDistance === 'caution').map(({ code }) => code)).toEqual(['flare']);
    expect(visitPurposes.filter(({ why }) => why === null).every(({ atDistance }) => atDistance === 'allowed')).toBe(true);
  });

  test('never holds back a visit face to face, nor adds to what is allowed', () => {
    for (const decided of ['IN_PERSON', 'HOME', 'VIDEO', 'PHONE', null]) {
      for (const purpose of visitPurposes) {
        const allowed = allowedModalities(decided, 'yes', purpose);
        expect(allowed).toEqual(expect.arrayContaining(['IN_PERSON', 'HOME']));
        expect(allowedModalities(decided, 'yes')).toEqual(expect.arrayContaining(allowed));
        if (purpose.atDistance === 'blocked') expect(allowed).toHaveLength(2);
      }
    }
  });
});

test('late is after the due date, in days', () => {
  expect(isLate('2026-11-22', '2026-11-22')).toBe(false);
  expect(isLate('2026-11-23', '2026-11-22')).toBe(true);
  expect(isLate('2026-11-23', null)).toBe(false);
});

test('consent is for visits at a distance', () => {
  expect(['IN_PERSON', 'HOME', 'VIDEO', 'PHONE'].map((modality) => isAtDistance(modality as 'VIDEO'))).toEqual([false, false, true, true]);
});
