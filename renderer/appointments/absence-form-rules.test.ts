import { describe, expect, test } from 'vitest';
import { type AbsenceDraft, absenceFormProblem, toAbsence } from './absence-form-rules.ts';

const draft: AbsenceDraft = { who: 'p', at: 'everywhere', firstDate: '2026-12-21', lastDate: '', part: 'whole', startsAt: '', endsAt: '', words: '' };

describe('leave as it is typed', () => {
  test('of one date is that day; the halves and the hours are parts of it', () => {
    expect(toAbsence(draft)).toEqual({ practitionerId: 'p', firstDate: '2026-12-21', lastDate: '2026-12-21', startsAt: null, endsAt: null, words: null });
    expect(toAbsence({ ...draft, who: 'clinic', part: 'morning', words: ' Panne ' })).toMatchObject({ practitionerId: null, startsAt: '00:00', endsAt: '12:00', words: 'Panne' });
    expect(toAbsence({ ...draft, part: 'afternoon' })).toMatchObject({ startsAt: '12:00', endsAt: '23:59' });
    expect(toAbsence({ ...draft, part: 'hours', startsAt: '9h', endsAt: '1030' })).toMatchObject({ startsAt: '09:00', endsAt: '10:30' });
  });

  test('is of everywhere unless a place is named', () => {
    expect('at' in toAbsence(draft)).toBe(false);
    expect(toAbsence({ ...draft, at: 'itself' }).at).toBe(null);
    expect(toAbsence({ ...draft, at: 'site' }).at).toBe('site');
  });

  test.each([
    [{}, null],
    [{ firstDate: '' }, 'dates'],
    [{ lastDate: '2026-12-20' }, 'order'],
    [{ firstDate: '2026-12-01' }, 'past'],
    [{ firstDate: '2026-12-01', lastDate: '2026-12-21' }, null],
    [{ lastDate: '2026-12-22', part: 'morning' as const }, 'oneDay'],
    [{ part: 'hours' as const, startsAt: '9', endsAt: 'x' }, 'times'],
    [{ part: 'hours' as const, startsAt: '9', endsAt: '9' }, 'times'],
    [{ who: 'clinic', words: ' ' }, 'words'],
  ])('with %o: %s', (over, problem) => {
    expect(absenceFormProblem({ ...draft, ...over }, '2026-12-10')).toBe(problem);
  });
});
