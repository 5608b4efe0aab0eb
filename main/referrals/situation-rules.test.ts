import { expect, test } from 'vitest';
import { referralSituation, referralState } from '#contract/referrals.ts';
import { type Situated, situationOf } from './situation-rules.ts';

const plain: Situated = { state: 'received', isProposed: true, isComplete: true, isAsked: false, isReturned: false, queueRole: null, isClaimed: false, isSeen: false, isAdvicePending: false };
const cases: readonly (readonly [string, Partial<Situated>])[] = [
  ['received', { isProposed: false, isComplete: false }], ['incomplete', { isAsked: true, isComplete: false }], ['incomplete', { state: 'accepted', isAsked: true, queueRole: 'nurse' }],
  ['proposed', { isComplete: false }], ['ready', {}], ['returned', { isReturned: true }], ['incomplete', { isReturned: true, isAsked: true }],
  ['accepted', { state: 'accepted', queueRole: 'rheumatologist' }], ['accepted', { state: 'accepted' }], ['routed', { state: 'accepted', queueRole: 'physiotherapist' }], ['routed', { state: 'accepted', queueRole: 'rheumatologist', isClaimed: true }],
  ['booked', { state: 'booked' }], ['seen', { state: 'booked', isSeen: true }], ['emergency', { state: 'emergency' }], ['advice-due', { state: 'advised', isAdvicePending: true }], ['advised', { state: 'advised' }],
  ['redirected', { state: 'redirected' }], ['declined', { state: 'declined' }], ['cancelled', { state: 'cancelled' }], ['closed', { state: 'closed' }],
];

test.each(cases)('%s: %o', (situation, over) => expect(situationOf({ ...plain, ...over })).toBe(situation));

test('every situation is reached, and from every state one is', () => {
  expect(new Set(cases.map(([situation]) => situation))).toEqual(new Set(referralSituation.options));
  expect(new Set(cases.map(([, { state }]) => state ?? 'received'))).toEqual(new Set(referralState.options));
});
