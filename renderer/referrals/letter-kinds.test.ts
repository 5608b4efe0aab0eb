import { expect, test } from 'vitest';
import type { ReferralDetail } from '#contract/referrals';
import { letterKindsOf } from './letter-kinds.ts';

const visit = { id: 'x', startsAt: '2026-11-24T15:12:00.000Z', localStart: '2026-11-24T10:12', zone: 'America/Toronto', modality: 'IN_PERSON', professionalName: 'Dre Roy' };
const asking = { askedAt: '2026-11-16T15:00:00.000Z', askedBy: 'x', items: [], message: '' };

test.each<[Partial<ReferralDetail>, readonly string[]]>([
  [{ state: 'received' }, ['acknowledgement']],
  [{ state: 'received', asking }, ['information', 'acknowledgement']],
  [{ state: 'booked', appointment: visit }, ['appointment', 'acknowledgement']],
  [{ state: 'redirected' }, ['redirect', 'acknowledgement']],
  [{ state: 'advised' }, ['advice', 'acknowledgement']],
  [{ state: 'declined' }, ['refusal', 'acknowledgement']],
  [{ state: 'cancelled' }, []],
])('of %o: the letter it calls for first', (over, kinds) => {
  expect(letterKindsOf({ state: 'received', asking: null, appointment: null, ...over })).toEqual(kinds);
});
