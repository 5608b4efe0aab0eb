import { describe, expect, test } from 'vitest';
import type { PlannedVisit } from '#contract/series';
import { chosenPlace, leftOut, placeKey, typedWeeks } from './series-form.ts';

describe('weeks as they are typed', () => {
  test.each([
    ['1, 4, 8, 12', [1, 4, 8, 12]], ['12 8 4 et 1', [1, 4, 8, 12]], ['1;2;2', [1, 2]], ['0 52', [0, 52]],
  ])('%s', (text, weeks) => {
    expect(typedWeeks(text)).toEqual(weeks);
  });
  test.each([['1'], [''], ['1, 999'], [Array.from({ length: 27 }, (_, week) => week).join(' ')]])('%s makes no series', (text) => {
    expect(typedWeeks(text)).toBe(null);
  });
});

describe('the place of a planned visit', () => {
  const alternative = { practitionerId: 'b', professionalName: 'Autre', role: 'nurse', startsAt: '2026-12-15T15:00:00.000Z', endsAt: '', minutes: 30, localStart: '2026-12-15T10:00', zone: 'America/Toronto', site: null, overbooks: false, insideDelay: true, away: [] } as const;
  const visit: PlannedVisit = { appointmentId: null, version: null, week: 4, practitionerId: 'a', localStart: '2026-12-15T09:00', startsAt: '2026-12-15T14:00:00.000Z', minutes: 30, conflicts: [], alternatives: [] };
  const taken: PlannedVisit = { ...visit, conflicts: [{ kind: 'professional', away: [] }], alternatives: [{ ...alternative, away: [] }] };
  test('its own where nothing stands against it, else the nearest', () => {
    expect(chosenPlace(visit, undefined)).toMatchObject({ startsAt: visit.startsAt, professionalName: null });
    expect(chosenPlace(taken, undefined)).toMatchObject({ startsAt: alternative.startsAt, professionalName: 'Autre' });
    expect(chosenPlace(taken, placeKey({ practitionerId: 'b', startsAt: alternative.startsAt }))).toMatchObject({ localStart: '2026-12-15T10:00' });
  });
  test('left out, or none there', () => {
    expect([chosenPlace(taken, leftOut), chosenPlace({ ...taken, alternatives: [] }, undefined)]).toEqual([null, null]);
  });
});
