import { describe, expect, test } from 'vitest';
import { appointmentStatus, cancelCause, cancelCauses, cancelParty, visitMark } from '#contract/visit-steps.ts';
import { cancelRefusal, markRefusal, moveRefusal } from './visit-life-rules.ts';

const at = { startsAt: '2026-11-17T14:00:00.000Z', localStart: '2026-11-17T09:00', isConfirmed: false };
const later = { instant: '2026-11-17T14:20:00.000Z', today: '2026-11-17' };

describe('what may be noted of a visit', () => {
  test('from where it stands: every other step is refused', () => {
    const allowed = appointmentStatus.options.flatMap((status) => visitMark.options.filter((as) => markRefusal(as, { ...at, status }, later) === null).map((as) => `${status} ${as}`));
    expect(allowed).toEqual(['booked arrived', 'booked in-progress', 'booked done', 'booked no-show', 'arrived in-progress', 'arrived done', 'in-progress done']);
    expect(markRefusal('arrived', { ...at, status: 'done' }, later)).toEqual({ kind: 'state', state: 'done' });
  });

  test.each([
    ['done', '2026-11-17T04:59:59.999Z', '2026-11-16', 'BEFORE_VISIT_DAY'],
    ['arrived', '2026-11-17T04:59:59.999Z', '2026-11-16', 'BEFORE_VISIT_DAY'],
    ['no-show', '2026-11-17T04:59:59.999Z', '2026-11-16', 'BEFORE_VISIT_DAY'],
    ['no-show', '2026-11-17T13:59:59.999Z', '2026-11-17', 'BEFORE_VISIT'],
    ['arrived', '2026-11-17T05:00:00.000Z', '2026-11-17', null],
    ['done', '2026-11-17T05:00:00.000Z', '2026-11-17', null],
    ['no-show', '2026-11-17T14:00:00.000Z', '2026-11-17', null],
    ['done', '2026-12-24T14:00:00.000Z', '2026-12-24', null],
    ['in-progress', '2026-11-17T04:59:59.999Z', '2026-11-16', 'BEFORE_VISIT_DAY'],
    ['confirmed', '2026-11-02T14:00:00.000Z', '2026-11-02', null],
    ['confirmed', '2026-11-17T14:00:00.000Z', '2026-11-17', 'VISIT_BEGUN'],
  ] as const)('%s at %s: %s', (as, instant, today, code) => {
    expect(markRefusal(as, { ...at, status: 'booked' }, { instant, today })).toEqual(code && { kind: 'field', path: 'as', code });
  });

  test('confirmed once, until it is moved', () => {
    const before = { instant: '2026-11-16T14:00:00.000Z', today: '2026-11-16' };
    expect(markRefusal('confirmed', { ...at, status: 'booked', isConfirmed: true }, before)).toEqual({ kind: 'state', state: 'confirmed' });
    expect(markRefusal('arrived', { ...at, status: 'booked', isConfirmed: true }, later)).toBeNull();
  });

  test('called off only while booked, for a cause that goes with who does it, `other` in words', () => {
    expect(appointmentStatus.options.filter((status) => cancelRefusal(status, { party: 'patient', cause: 'ill', note: null }) === null)).toEqual(['booked']);
    for (const party of cancelParty.options) {
      const accepted = cancelCause.options.filter((cause) => cancelRefusal('booked', { party, cause, note: 'mots' }) === null);
      expect([...accepted].sort()).toEqual([...cancelCauses[party]].sort());
      expect(cancelRefusal('booked', { party, cause: 'other', note: null })).toMatchObject({ path: 'note', code: 'NOTE_REQUIRED' });
    }
  });

  test('moved only while booked, ahead, inside the hours, for somebody alive', () => {
    const place = { startsAt: '2026-11-18T14:00:00.000Z', now: later.instant, deceased: false, works: true };
    expect(appointmentStatus.options.filter((status) => moveRefusal(status, place) === null)).toEqual(['booked']);
    expect(moveRefusal('booked', { ...place, startsAt: at.startsAt })).toMatchObject({ code: 'IN_THE_PAST' });
    expect(moveRefusal('booked', { ...place, works: false })).toMatchObject({ code: 'OUTSIDE_HOURS' });
    expect(moveRefusal('booked', { ...place, deceased: true })).toMatchObject({ code: 'DECEASED' });
  });
});
