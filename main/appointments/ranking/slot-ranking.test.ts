import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byRank, halfDayOf, type PersonFacts, type PlaceFacts, pointsOf, reasonsOf } from './slot-ranking-rules.ts';
import { slotWeights } from './slot-weights.ts';

const place: PlaceFacts = { practitionerId: 'lachance', siteId: 'main', role: 'rheumatologist', modality: 'IN_PERSON', date: '2026-11-19', time: '10:00', weekday: 4, inDays: 3, inHours: 68 };
const person: PersonFacts = {
  cls: 'B', dueInDays: 6, notBeforeInDays: null, roleAsked: 'rheumatologist', rolesNext: ['nurse'], modalityDecided: 'IN_PERSON', cautionAtDistance: false, mobility: 'unknown', siteKm: new Map(), travelKm: null, travelMinutes: null,
  seen: new Map(), visitsOn: new Map(), rounds: new Map(), language: 'fr', languages: new Map(), weekdays: [], halfDays: [], modalities: [], noticeHours: null,
};
const codes = (one: Partial<PlaceFacts>, who: Partial<PersonFacts>) => reasonsOf({ ...place, ...one }, { ...person, ...who }, slotWeights).map(({ code, points }) => [code, points]);

describe('why a place stands where it stands', () => {
  test('sites about as near, the clinic itself, and a visit that nobody travels for are not told apart', () => {
    const sites = new Map([['main', 30], ['laval', 35]]);
    const isOfSites = ([code]: readonly unknown[]) => String(code).startsWith('site-');
    expect(codes({}, { siteKm: sites }).some(isOfSites)).toBe(false);
    const far = new Map([['main', 130], ['laval', 30]]);
    for (const one of [{ siteId: null }, { siteId: 'unknown' }, { modality: 'VIDEO' as const }, { modality: 'HOME' as const }]) expect(codes(one, { siteKm: far }).some(isOfSites)).toBe(false);
  });

  test('inside the delay, by the profession asked for, in the modality decided; waiting costs a little', () => {
    expect(codes({}, {})).toEqual([['in-time', 40], ['role-asked', 20], ['modality-decided', 8], ['wait', -6]]);
  });

  test.each([
    ['after the delay, by how much', { inDays: 8 }, {}, ['late', -8]],
    ['before a planned step', { inDays: 3 }, { notBeforeInDays: 13, dueInDays: 20 }, ['too-early', -20]],
    ['the second of the route', { role: 'nurse' }, {}, ['role-next', 8]],
    ['another profession', { role: 'kinesiologist' }, {}, ['role-other', -20]],
    ['at home for who cannot leave it', { modality: 'HOME' }, { mobility: 'homebound' }, ['mobility', 20]],
    ['in person for who cannot leave home', {}, { mobility: 'homebound' }, ['mobility', -20]],
    ['a purpose that goes at a distance with a condition', { modality: 'VIDEO' }, { cautionAtDistance: true }, ['modality-caution', -6]],
    ['the road spared by video, there and back', { modality: 'VIDEO' }, { travelKm: 60, travelMinutes: 45 }, ['travel-saved', 13.2]],
    ['a site farther than another, by how much there and back', {}, { siteKm: new Map([['main', 130], ['laval', 30]]) }, ['site-farther', -12]],
    ['the nearest of the sites', {}, { siteKm: new Map([['main', 30], ['laval', 130]]) }, ['site-nearest', 12]],
    ['grouped on the day of another visit', {}, { visitsOn: new Map([['2026-11-19', 'Sophie Gagnon']]) }, ['same-day', 14]],
    ['and the road spared by it', {}, { visitsOn: new Map([['2026-11-19', 'Sophie Gagnon']]), travelKm: 300 }, ['travel-saved', 16]],
    ['at home, on the round of another', { modality: 'HOME' }, { rounds: new Map([['lachance 2026-11-19', 1]]) }, ['same-round', 8]],
    ['at home, on a round of many', { modality: 'HOME' }, { rounds: new Map([['lachance 2026-11-19', 5]]) }, ['same-round', 16]],
    ['who knows the person', {}, { seen: new Map([['lachance', '2026-01-05']]) }, ['same-professional', 12]],
    ['a language spoken', {}, { languages: new Map([['lachance', ['fr', 'en']]]) }, ['language-spoken', 6]],
    ['a language not spoken', {}, { language: 'iu', languages: new Map([['lachance', ['fr']]]) }, ['language-not-spoken', -12]],
    ['a day wished', {}, { weekdays: [4] }, ['weekday-wished', 6]],
    ['another day than wished', {}, { weekdays: [1] }, ['weekday-other', -8]],
    ['the half-day wished', {}, { halfDays: ['morning'] }, ['half-day-wished', 6]],
    ['the other half-day', { time: '12:00' }, { halfDays: ['morning'] }, ['half-day-other', -8]],
    ['another modality than wished', {}, { modalities: ['PHONE'] }, ['modality-other', -8]],
    ['too short a notice', { inHours: 20 }, { noticeHours: 24 }, ['short-notice', -25]],
  ] as const)('%s', (_what, one, who, expected) => {
    expect(codes(one, who as Partial<PersonFacts>)).toContainEqual(expected);
  });

  test('what nobody has said judges nothing', () => {
    const silent = reasonsOf(place, { ...person, cls: null, dueInDays: null, roleAsked: null, rolesNext: [], modalityDecided: null, language: null }, slotWeights);
    expect(silent.map(({ code }) => code)).toEqual(['wait']);
    expect(codes({ modality: 'VIDEO' }, {}).map(([code]) => code)).not.toContain('travel-saved');
    expect(codes({}, { travelKm: 60 }).map(([code]) => code)).not.toContain('travel-saved');
  });

  test('a planned step does not wait before its window', () => {
    expect(codes({ inDays: 30 }, { notBeforeInDays: 28, dueInDays: 42 })).toContainEqual(['wait', -4]);
  });

  test('no reason weighs more than its bound, and the sum is that of the reasons', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: -60, max: 200 }), fc.integer({ min: 0, max: 5000 }), fc.constantFrom('IN_PERSON' as const, 'VIDEO' as const, 'HOME' as const), (inDays, dueInDays, travelKm, modality) => {
        const reasons = reasonsOf({ ...place, inDays, modality }, { ...person, dueInDays, travelKm }, slotWeights);
        for (const { points } of reasons) expect(Math.abs(points)).toBeLessThanOrEqual(60);
        expect(pointsOf(reasons)).toBeCloseTo(reasons.reduce((sum, { points }) => sum + points, 0), 6);
        expect(reasons.map(({ points }) => Math.abs(points))).toEqual(reasons.map(({ points }) => Math.abs(points)).sort((a, b) => b - a));
      }),
      { numRuns: 100 },
    );
  });

  test('the order is always the same', () => {
    const ranked = [
      { points: 10, from: 2, practitionerId: 'a', modality: 'IN_PERSON' as const }, { points: 10, from: 1, practitionerId: 'b', modality: 'VIDEO' as const },
      { points: 10, from: 1, practitionerId: 'a', modality: 'VIDEO' as const }, { points: 10, from: 1, practitionerId: 'a', modality: 'IN_PERSON' as const }, { points: 12, from: 9, practitionerId: 'z', modality: 'PHONE' as const },
    ];
    const sorted = [4, 3, 2, 1, 0].map((index) => ranked[index]);
    expect([...ranked].sort(byRank)).toEqual(sorted);
    expect([...ranked].reverse().sort(byRank)).toEqual(sorted);
  });

  test('noon belongs to the afternoon', () => {
    expect([halfDayOf('11:59'), halfDayOf('12:00')]).toEqual(['morning', 'afternoon']);
  });
});
