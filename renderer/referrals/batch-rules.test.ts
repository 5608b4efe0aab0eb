import { expect, test } from 'vitest';
import type { ReferralRow } from '#contract/referrals';
import { acceptable, queueOf } from './batch-rules.ts';

const row = (said: Partial<ReferralRow>): ReferralRow => ({ id: 'x', state: 'received', cls: 'C', proposed: true, queueRole: null, ...said }) as ReferralRow;

test('emergencies, requests without a class and what is decided are not accepted with others', () => {
  const rows = [row({ id: 'c' }), row({ id: 'urg', cls: 'URG' }), row({ id: 'none', cls: null }), row({ id: 'decided', proposed: false }), row({ id: 'booked', state: 'accepted' })];
  expect(acceptable(rows).map(({ id }) => id)).toEqual(['c']);
});

test('lines of several queues, or not accepted, are given to nobody', () => {
  const accepted = (queueRole: string) => row({ state: 'accepted', queueRole });
  expect(queueOf([accepted('ips'), accepted('ips')])).toBe('ips');
  expect(queueOf([accepted('ips'), accepted('nurse')])).toBeNull();
  expect(queueOf([accepted('ips'), row({})])).toBeNull();
  expect(queueOf([])).toBeNull();
});
