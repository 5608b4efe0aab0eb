import { describe, expect, test } from 'vitest';
import type { TimelineAssessment, TimelineTreatment } from '#contract/timeline.ts';
import type { Instrument } from '#contract/instruments.ts';
import cdaiContent from '../../main/instruments/content/cdai.json' with { type: 'json' };
import dasContent from '../../main/instruments/content/das28-crp.json' with { type: 'json' };
import { pointsOf, scoredInstruments, targetOf } from './activity-rules.ts';
import { type Course, firstDayOf, hasCourse, jointsKnownOn, momentsOf, nearestMoment, takenOn } from './course.ts';
import { drugLanes } from './drug-lanes.ts';
import { jointRows } from './joint-rows.ts';
import { dayOf } from './time-window.ts';

const instrument = (id: string, content: { readonly body: unknown }): Instrument => ({ ...(content.body as Omit<Instrument, 'id' | 'version' | 'sources'>), id, version: '1.0.0', sources: [] });
const [cdai, das] = [instrument('cdai', cdaiContent), instrument('das28-crp', dasContent)];
const both = { tender: true, swollen: true, unassessable: null };
const assessment = (on: string, part: Partial<TimelineAssessment> = {}): TimelineAssessment => ({
  assessmentId: on, on, jointSet: '28', joints: {}, counts: null, scores: [{ instrument: 'cdai', score: 8, category: 'low' }, { instrument: 'das28-crp', score: 3, category: 'low' }], patientGlobal: null, pain: null, physicianGlobal: null, ...part,
});
const treatment = (id: string, part: Partial<TimelineTreatment> = {}): TimelineTreatment => ({
  id, ingredient: 'adalimumab', text: 'Adalimumab', drugClass: 'bDMARD', lineNumber: 1, isCurrent: false, startedOn: '2020-01-01', endedOn: '2022-05-01', doses: [], stopReason: 'secondary-inefficacy', stopNote: '', events: [], lowersAcutePhase: false, ...part,
});
const course = (part: Partial<Course> = {}): Course => ({ today: '2026-11-16', assessments: [], instrument: null, results: [], treatments: [], visits: [], diagnoses: [], isCut: false, ...part });
const today = dayOf('2026-11-16');

describe('the moments of a course', () => {
  const dose = (from: string, to: string | null) => ({ from, to, dose: null, route: null, text: 'x' });
  const known = course({
    assessments: [assessment('2021-03-02', { joints: { 'wrist-r': both } }), assessment('2022-03-02', { jointSet: null })],
    results: [{ test: 'crp', label: { fr: 'CRP', en: 'CRP' }, unit: 'mg/L', decimals: 1, usualUpper: 5, points: [{ on: '2021-03-02', number: 4, comparator: null, upper: null }, { on: '2026-01-02', number: 9, comparator: null, upper: 5 }] }],
    treatments: [
      treatment('a', { doses: [dose('2020-01-01', '2021-01-01'), dose('2021-01-01', '2022-05-01')], events: [{ id: 'e', on: '2021-01', term: 'Zona', grade: 2, serious: false }] }),
      treatment('b', { ingredient: 'folic-acid', drugClass: 'other', isCurrent: true, endedOn: null }),
    ],
    visits: [{ on: '2026-01-02', modality: 'PHONE', status: 'done' }, { on: '2027-01-02', modality: 'PHONE', status: 'booked' }],
    diagnoses: [{ text: 'PR', code: 'M05.9', onsetOn: '2019', isRheumatic: true, isOpen: true }, { text: 'HTA', code: 'I10', onsetOn: '2001', isRheumatic: false, isOpen: true }],
  });

  test('one for each day on which something is known; visits to come and drugs against nothing of it left out', () => {
    expect(momentsOf(known).map(({ on, assessment: found, results, started, stopped, changed, events, visits, diagnoses }) => [on, Number(found !== null), results.length, started.length, stopped.length, changed.length, events.length, visits.length, diagnoses.length])).toEqual([
      ['2019', 0, 0, 0, 0, 0, 0, 0, 1],
      ['2020-01-01', 0, 0, 1, 0, 0, 0, 0, 0],
      ['2021-01-01', 0, 0, 0, 0, 1, 1, 0, 0],
      ['2021-03-02', 1, 1, 0, 0, 0, 0, 0, 0],
      ['2022-03-02', 1, 0, 0, 0, 0, 0, 0, 0],
      ['2022-05-01', 0, 0, 0, 1, 0, 0, 0, 0],
      ['2026-01-02', 0, 1, 0, 0, 0, 0, 1, 0],
    ]);
    expect(firstDayOf(known)).toBe(dayOf('2020-01-01'));
    expect([hasCourse(known), hasCourse(course({ visits: known.visits, diagnoses: known.diagnoses }))]).toEqual([true, false]);
  });

  test('the nearest to a day; what was taken and known of joints then', () => {
    const moments = momentsOf(known);
    expect(moments[nearestMoment(moments, dayOf('2021-02-20'))]?.on).toBe('2021-03-02');
    expect(nearestMoment([], today)).toBe(-1);
    expect(takenOn(known, dayOf('2021-03-02')).map(({ treatment: { id }, dose: taken }) => [id, taken?.from])).toEqual([['a', '2021-01-01']]);
    expect(takenOn(known, dayOf('2023-01-01'))).toEqual([]);
    expect([jointsKnownOn(known, dayOf('2022-06-01'))?.on, jointsKnownOn(known, dayOf('2020-06-01'))]).toEqual(['2021-03-02', null]);
  });
});

describe('the curve of activity', () => {
  test('its points, and those a drug makes too low', () => {
    const treatments = [treatment('t', { ingredient: 'tocilizumab', startedOn: '2024-01', endedOn: null, isCurrent: true, lowersAcutePhase: true })];
    const assessments = [assessment('2023-05-01'), assessment('2024-05-01')];
    expect(pointsOf(das, assessments, treatments).map(({ isLowered }) => isLowered)).toEqual([false, true]);
    expect(pointsOf(cdai, assessments, treatments).map(({ isLowered }) => isLowered)).toEqual([false, false]);
    expect(scoredInstruments(assessments, [das, cdai, { ...cdai, id: 'sdai' }], 'activity').map(({ id }) => id)).toEqual(['cdai', 'das28-crp']);
  });

  test('the target is the top of low activity', () => {
    expect([targetOf(cdai), targetOf(das), targetOf({ categories: cdai.categories.slice(0, 1) }), targetOf({ categories: [] })]).toEqual([10, 3.2, 2.8, null]);
  });
});

describe('lanes of treatment', () => {
  test('one a drug; another product of it soon after is a change, after a pause or a failure a stop', () => {
    const lanes = drugLanes(
      [
        treatment('one', { endedOn: '2022-05-01', stopReason: 'access', text: 'Adalimumab (HUMIRA)' }),
        treatment('two', { startedOn: '2022-05-01', endedOn: '2024-02', text: 'Adalimumab (HADLIMA)' }),
        treatment('three', { startedOn: '2025', endedOn: null, isCurrent: true, text: 'Adalimumab (HADLIMA)', stopReason: null }),
        treatment('first', { ingredient: 'methotrexate', text: 'Méthotrexate', drugClass: 'csDMARD', startedOn: '2018' }),
      ],
      today,
    );
    expect(lanes.map(({ name, bands, switches, stops }) => [name, bands.length, switches.length, stops.map(({ treatment: { id } }) => id)])).toEqual([['Méthotrexate', 1, 0, ['first']], ['Adalimumab', 3, 1, ['two']]]);
    expect(lanes[1]?.bands.map(({ from, to, isOpen }) => [from, to, isOpen])).toEqual([[dayOf('2020-01-01'), dayOf('2022-05-01'), false], [dayOf('2022-05-01'), dayOf('2024-02-29'), false], [dayOf('2025-01-01'), today, true]]);
  });

  test('a band a dose, one after the other', () => {
    const doses = ['2020-01-01', '2020-06-01', '2021-01-01'].map((from) => ({ from, to: null, dose: null, route: null, text: from }));
    expect(drugLanes([treatment('a', { doses })], today)[0]?.bands.map(({ from, to }) => [from, to])).toEqual([[dayOf('2020-01-01'), dayOf('2020-06-01')], [dayOf('2020-06-01'), dayOf('2021-01-01')], [dayOf('2021-01-01'), dayOf('2022-05-01')]]);
  });
});

test('joints by region, from the head down, those ever found', () => {
  const rows = jointRows([assessment('2021-01-01', { joints: { 'mtp2-l': both, 'wrist-r': both, 'wrist-l': { ...both, swollen: false } } }), assessment('2022-01-01', { joints: { 'knee-r': { tender: false, swollen: false, unassessable: 'prosthesis' } } })]);
  expect(rows.map(({ region, marks }) => [region, marks.map(({ tender, swollen }) => [tender, swollen])])).toEqual([['wrist', [[2, 1]]], ['toe', [[1, 1]]]]);
});
