import { describe, expect, test } from 'vitest';
import { atSite, copyToWorkdays, nextOpening, openingProblems, readTime, toDrafts, toggleModality, toOpenings, type OpeningDraft } from './hours-form.ts';

const draft = (key: string, weekday: number, startsAt: string, endsAt: string, modalities: OpeningDraft['modalities'] = ['IN_PERSON']): OpeningDraft => ({
  key, weekday, startsAt, endsAt, modalities,
});

test('openings go to drafts and back', () => {
  const openings = [{ weekday: 1, startsAt: '08:00', endsAt: '12:00', modalities: ['IN_PERSON' as const] }];
  expect(toOpenings(toDrafts(openings))).toEqual(openings);
});

test('each draft says what is wrong with it', () => {
  const drafts = [
    draft('fine', 1, '08:00', '12:00'), draft('touches', 1, '12:00', '14:00'), draft('overlaps', 1, '13:30', '15:00'), draft('other day', 2, '13:30', '15:00'),
    draft('empty', 3, '', '15:00'), draft('order', 3, '15:00', '15:00'), draft('none', 4, '08:00', '09:00', []),
  ];
  expect(Object.fromEntries(openingProblems(drafts))).toEqual({ overlaps: 'overlap', empty: 'times', order: 'order', none: 'modality' });
});

describe('another opening', () => {
  test('begins the day, or follows what is there', () => {
    expect(nextOpening([], 2, 'k')).toEqual(draft('k', 2, '08:00', '12:00'));
    expect(nextOpening([draft('a', 2, '08:00', '12:00', ['VIDEO'])], 2, 'k')).toEqual(draft('k', 2, '13:00', '16:00', ['VIDEO']));
    expect(nextOpening([draft('a', 2, '08:00', '17:00')], 2, 'k')).toEqual(draft('k', 2, '17:00', ''));
  });
});

test('a weekday is copied to the other workdays, the weekend stays', () => {
  const drafts = [draft('a', 1, '08:00', '12:00'), draft('b', 3, '09:00', '10:00'), draft('c', 6, '08:00', '10:00')];
  const copied = copyToWorkdays(drafts, 1, () => 'new');
  expect(copied.map(({ weekday, startsAt }) => [weekday, startsAt])).toEqual([[1, '08:00'], [6, '08:00'], [2, '08:00'], [3, '08:00'], [4, '08:00'], [5, '08:00']]);
});

test('an opening follows the one before to its site; at two sites clocks may read the same, and main judges', () => {
  const there = atSite(draft('a', 2, '08:00', '12:00'), 'there');
  expect(nextOpening([there], 2, 'k')).toMatchObject({ siteId: 'there', startsAt: '13:00' });
  expect(toOpenings([there, atSite(there, '')])).toEqual([{ weekday: 2, startsAt: '08:00', endsAt: '12:00', modalities: ['IN_PERSON'], siteId: 'there' }, { weekday: 2, startsAt: '08:00', endsAt: '12:00', modalities: ['IN_PERSON'] }]);
  expect(openingProblems([there, draft('b', 2, '11:30', '15:00')]).size).toBe(0);
});

test('a modality is added and taken away', () => {
  expect(toggleModality(['PHONE'], 'IN_PERSON')).toEqual(['IN_PERSON', 'PHONE']);
  expect(toggleModality(['IN_PERSON', 'PHONE'], 'PHONE')).toEqual(['IN_PERSON']);
});

test.each([
  ['8', '08:00'], ['08', '08:00'], ['830', '08:30'], ['1615', '16:15'], ['8h30', '08:30'], ['8 h 30', '08:30'], ['8h', '08:00'], ['16:15', '16:15'], ['7.45', '07:45'], ['8\u00A0h\u00A030', '08:30'],
  ['24:00', '24:00'], ['8:75', '8:75'], ['midi', 'midi'], ['', ''],
])('%o typed is %o', (typed, time) => expect(readTime(typed)).toBe(time));
