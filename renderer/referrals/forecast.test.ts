import { describe, expect, test } from 'vitest';
import type { ReferralDetail } from '#contract/referrals';
import { foreseen } from './forecast.ts';
import type { Candidate } from './use-first-places.ts';

const referral = (over: Partial<ReferralDetail> = {}) =>
  ({ id: 'r', state: 'received', proposal: { disposition: 'book', decision: { cls: 'C' } }, delay: { dueOn: '2026-12-10' }, ...over }) as unknown as ReferralDetail;
const place = (day: string | null, isFirst = true) => ({ isFirst, place: day === null ? null : { localStart: `${day}T09:00` } }) as unknown as Candidate;

describe('what is foreseen of the request shown', () => {
  test('undecided: the first place of the profession proposed, on the due date or before it, is in time', () => {
    expect(foreseen(referral(), new Map(), [place('2026-12-12'), place('2026-12-10')])).toBeNull();
    expect(foreseen(referral(), new Map(), [place('2026-12-12'), place('2026-12-01', false)])).toEqual({ cls: 'C', dueOn: '2026-12-10', placeOn: '2026-12-12' });
    expect(foreseen(referral(), new Map(), [place(null)])).toMatchObject({ placeOn: null });
  });

  test('nothing is said before all are asked, of nobody, or of what is not booked here', () => {
    expect(foreseen(referral(), new Map(), [place('2026-12-12'), { isFirst: true, place: undefined } as unknown as Candidate])).toBeNull();
    expect(foreseen(referral(), new Map(), [])).toBeNull();
    expect(foreseen(referral({ proposal: { disposition: 'advice', decision: { cls: 'E' } } as unknown as ReferralDetail['proposal'] }), new Map(), [place(null)])).toBeNull();
  });

  test('accepted: what main foresees of the queue', () => {
    const breach = { referralId: 'r', cls: 'C', dueOn: '2026-12-10', placeOn: null } as const;
    expect(foreseen(referral({ state: 'accepted' }), new Map([['r', breach]]), [place('2026-12-01')])).toBe(breach);
    expect(foreseen(referral({ state: 'accepted' }), new Map(), [])).toBeNull();
  });
});
