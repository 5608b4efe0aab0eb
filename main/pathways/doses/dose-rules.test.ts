import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checklistAt, judgeChecklist } from '../checklist-rules.ts';
import { builtInPathways } from '../pathway-content.ts';
import { immuneRelatedToxicity } from '../../toxicity/toxicity-content.ts';
import { gradeToxicity } from '../../toxicity/toxicity-rules.ts';
import { administrationFaults, type WrittenAdministration } from './administration-rules.ts';
import { callBeforeDose, counts, factsBeforeDose, toxicityOf } from './dose-answer-rules.ts';
import { courseDays, movedDays, placeOfDose } from './dose-schedule-rules.ts';
import { goodLaboratory } from './testing/dosed-patient.ts';
import { answerBy, needOfCall, needOfCallBeforeDose, needOfChecklist, needOfIncidents, standingOf } from './escalation-rules.ts';

const home = builtInPathways.find(({ id }) => id === 'home-immunotherapy')!.body;
const checklist = checklistAt(home, 'home')!;
const form = home.dosing!.administration!;
const { body: grading } = immuneRelatedToxicity;

describe('days and places of doses', () => {
  // Doses over 24 months from inclusion; from the seventh month they are at home. Source: programme (Article 51), drug labels.
  test.each([
    [14, 53, 40],
    [21, 35, 26],
    [28, 27, 20],
    [42, 18, 13],
  ])('every %i days: %i doses, %i of them at home', (everyDays, all, atHome) => {
    const days = courseDays(home, { includedOn: '2025-01-15', from: '2025-01-15', everyDays });
    expect(days).toHaveLength(all);
    expect(days.filter((dueOn) => placeOfDose(home, { includedOn: '2025-01-15', phase: 's1', dueOn, today: '2025-01-15', chosen: null }).site === 'home')).toHaveLength(atHome);
  });

  test.each([
    ['still to come, in the second phase', '2025-07-16', 's1', '2025-07-01', null, 's2', 'home'],
    ['come, with the gate not passed', '2025-07-16', 's1', '2025-07-16', null, 's1', 'hospital'],
    ['come, with the gate passed', '2025-07-16', 's2', '2025-07-16', null, 's2', 'home'],
    ['late, of a phase left behind', '2025-07-01', 's2', '2025-07-16', null, 's2', 'home'],
    ['decided otherwise', '2025-08-16', 's2', '2025-07-16', 'hospital', 's2', 'hospital'],
  ] as const)('a dose %s', (_, dueOn, phase, today, chosen, inPhase, site) => {
    expect(placeOfDose(home, { includedOn: '2025-01-15', phase, dueOn, today, chosen })).toEqual({ phase: inPhase, site });
  });

  test('those that follow move by as many days', () => {
    const planned = [1, 2, 3].map((number) => ({ number, dueOn: `2026-01-0${number}` }));
    expect(movedDays(planned, planned[1]!, '2026-01-09', true).map(({ dueOn }) => dueOn)).toEqual(['2026-01-09', '2026-01-10']);
    expect(movedDays(planned, planned[1]!, '2026-01-09', false).map(({ dueOn }) => dueOn)).toEqual(['2026-01-09']);
  });
});

describe('answers before a dose', () => {
  const days = { dueOn: '2026-11-19', today: '2026-11-19' };
  test.each([
    ['temperature', 'vitals', '2026-11-18', true],
    ['temperature', 'vitals', '2026-11-17', false],
    ['labs-new-grade-2', 'laboratory', '2026-11-16', true],
    ['labs-new-grade-2', 'laboratory', '2026-11-15', false],
    ['identity-checked', 'identity', '2026-11-19', true],
    ['identity-checked', 'identity', '2026-11-18', false],
    ['temperature', 'unknown', '2026-11-19', false],
  ] as const)('%s of %s on %s counts: %s', (fact, item, answeredOn, expected) => {
    expect(counts(home, checklist, { item, fact, value: true, answeredOn, answeredAt: answeredOn }, days)).toBe(expected);
  });

  test.each([
    ['platelets', '2026-11-16', true],
    ['platelets', '2026-11-15', false],
    ['tsh', '2026-09-24', true],
    ['tsh', '2026-09-23', false],
  ] as const)('the age of %s runs from its sample, of %s: %s', (fact, measuredOn, expected) => {
    expect(counts(home, checklist, { item: 'laboratory', fact, value: 1, answeredOn: '2026-11-19', answeredAt: '2026-11-19', measuredOn }, days)).toBe(expected);
  });

  test('what was noted of the person elsewhere never answers for the dose', () => {
    expect(factsBeforeDose(home, checklist, { known: { 'oncologist-validated': true, 'identity-checked': true, 'past-toxicity-grade': 1 }, answers: [], ...days })).toEqual({ 'past-toxicity-grade': 1 });
  });

  const call = (calledOn: string, action: 'go-on' | 'hold', unanswered: number) => ({ calledOn, calledAt: `${calledOn}T10:00:00.000Z`, action, unanswered });
  test.each([
    ['none', [], null],
    ['whole, nothing found', [call('2026-11-17', 'go-on', 0)], 'go-on'],
    ['too long before', [call('2026-11-16', 'go-on', 0)], null],
    ['with a question left open', [call('2026-11-17', 'go-on', 1)], null],
    ['with a question left open, and enough to hold', [call('2026-11-17', 'hold', 3)], 'hold'],
    ['again, and better', [call('2026-11-17', 'hold', 0), call('2026-11-18', 'go-on', 0)], 'go-on'],
  ] as const)('a call %s', (_, calls, expected) => expect(toxicityOf(callBeforeDose(checklist, calls, '2026-11-19'))).toBe(expected));

  test('property: no dose goes on answers that were not all given for it, each in its time', () => {
    // What is only asked of an abnormal value is not asked on a good day.
    const every = checklist.items.filter(({ only }) => only === undefined).flatMap((item) => item.facts.map((fact) => ({ item: item.code, fact })));
    const good = (fact: string): boolean | number => ({ temperature: 36.8, spo2: 97, 'spo2-drop': 0, systolic: 125, 'weight-loss': 0, ecog: 1, 'prednisone-mg': 0, ...goodLaboratory, 'labs-new-grade-2': false, infection: false } as Record<string, boolean | number>)[fact] ?? true;
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: every.length, maxLength: every.length }), fc.array(fc.integer({ min: 0, max: 6 }), { minLength: every.length, maxLength: every.length }), (given, daysAgo) => {
        const answers = every.flatMap((one, index) => (given[index] ? [{ ...one, value: good(one.fact), answeredOn: `2026-11-${19 - (daysAgo[index] ?? 0)}`, answeredAt: '' }] : []));
        const { result } = judgeChecklist(checklist, factsBeforeDose(home, checklist, { known: {}, answers, ...days }), 'go-on');
        expect(result === 'go').toBe(answers.length === every.length && answers.every((answer) => counts(home, checklist, answer, days)));
      }),
    );
  });
});

describe('what reaches the hospital', () => {
  const openedAt = '2026-11-20T15:00:00.000Z';
  const zone = 'Europe/Paris';
  const isClosed = (date: string) => ['2026-11-21', '2026-11-22'].includes(date);

  test('minutes run on; a working day ends with the next one worked', () => {
    expect(answerBy({ kind: 'minutes', count: 240 }, openedAt, { zone, isClosed })).toBe('2026-11-20T19:00:00.000Z');
    // Friday: Monday, until midnight in Paris.
    expect(answerBy({ kind: 'working-days', count: 1 }, openedAt, { zone, isClosed })).toBe('2026-11-23T23:00:00.000Z');
  });

  test('property: any answer of grade 2 or more, and any that holds the dose, reaches the hospital', () => {
    const answers = fc.record(Object.fromEntries(grading.questions.map(({ code, choices }) => [code, fc.constantFrom('no', ...choices.map((choice) => choice.code))])));
    fc.assert(
      fc.property(answers, (given) => {
        const found = gradeToxicity(grading, given, []);
        const need = needOfCall(grading, found);
        if ((found.worst ?? 0) >= 2 || found.action !== 'go-on') expect(need).not.toBeNull();
        expect(need === null).toBe(found.organs.length === 0);
        if (need) {
          expect(need.roles.length).toBeGreaterThan(0);
          expect(need.reasons).toHaveLength(found.organs.length);
          expect(needOfCallBeforeDose(need, checklist).within).toMatchObject({ kind: 'minutes' });
        }
      }),
    );
  });

  test('property: a NO-GO of an item reaches the hospital, and its reasons are those of the item', () => {
    const numbers = { temperature: fc.double({ min: 35, max: 41, noNaN: true }), spo2: fc.integer({ min: 85, max: 100 }), 'spo2-drop': fc.integer({ min: 0, max: 6 }), systolic: fc.integer({ min: 80, max: 200 }), 'weight-loss': fc.integer({ min: 0, max: 9 }) };
    fc.assert(
      fc.property(fc.record(numbers), (facts) => {
        const verdict = judgeChecklist(checklist, facts, 'go-on');
        const item = verdict.items.find(({ code }) => code === 'vitals')!;
        const need = needOfChecklist(checklist, verdict, 'vitals');
        expect(need !== null).toBe(item.result === 'no-go');
        if (need) expect(need.roles).toContain('oncologist');
      }),
    );
  });

  test.each([
    [1, null, null],
    [2, 'orange', 60],
    [3, 'red', 15],
  ] as const)('an incident of grade %i while the dose is given', (grade, level, minutes) => {
    const need = needOfIncidents(checklist, grading, [{ label: { fr: 'Malaise', en: 'Fainting' }, organ: null, grade, words: 'rougeur' }]);
    expect(need && [need.level, need.within.count]).toEqual(level === null ? null : [level, minutes]);
  });

  test.each([
    ['infusion', 1, 'yellow', { kind: 'working-days', count: 1 }, ['coordinator']],
    ['infusion', 2, 'orange', { kind: 'minutes', count: 60 }, ['oncologist', 'coordinator']],
    ['infusion', 3, 'red', { kind: 'minutes', count: 15 }, ['oncologist', 'coordinator']],
    // The heart holds the treatment at any grade.
    ['heart', 1, 'orange', { kind: 'minutes', count: 60 }, ['oncologist', 'coordinator']],
  ] as const)('a sign of %s of grade %i while the dose is given is graded as a call would', (organ, grade, level, within, roles) => {
    const need = needOfIncidents(checklist, grading, [{ label: { fr: 'Réaction', en: 'Reaction' }, organ, grade, words: 'rougeur' }]);
    expect(need).toMatchObject({ kind: 'incident', level, grade, within, roles });
    expect(need?.reasons[0]?.fr).toContain('rougeur');
  });

  test('property: an escalation is answered, or waits, or is late: never none of them', () => {
    const instants = fc.integer({ min: 0, max: 10_000 }).map((minutes) => new Date(Date.parse(openedAt) + minutes * 60_000).toISOString());
    fc.assert(
      fc.property(instants, fc.option(instants), instants, (until, acknowledgedAt, now) => {
        const standing = standingOf({ answerBy: until, acknowledgedAt }, now);
        expect(standing).toBe(acknowledgedAt !== null ? 'acknowledged' : until < now ? 'late' : 'open');
      }),
    );
  });
});

describe('a dose given, as it is written', () => {
  const vitals = form.moments.flatMap((moment) => form.measures.filter(({ required }) => required).map((measure) => ({ moment: moment.code, measure: measure.code, value: measure.min + 1 })));
  const whole: WrittenAdministration = { givenOn: '2026-11-19', started: '10:00', ended: '10:30', observedUntil: '11:00', identifiers: ['name-and-birth-date', 'file-number'], expiresOn: '2026-11-30', vitals, incidents: [] };
  const faults = (part: Partial<WrittenAdministration>) => administrationFaults(form, { ...whole, ...part }, '2026-11-19').map(({ path, code }) => `${path} ${code}`);

  test.each([
    ['whole', {}, []],
    ['of another day', { givenOn: '2026-11-18' }, ['givenOn NOT_TODAY']],
    ['with one identifier', { identifiers: ['file-number', 'file-number'] }, ['identifiers TWO']],
    ['with an identifier that is none', { identifiers: ['file-number', 'face'] }, ['identifiers UNKNOWN']],
    ['of a product expired', { expiresOn: '2026-11-18' }, ['expiresOn EXPIRED']],
    ['ended before it began', { ended: '09:59' }, ['ended BEFORE']],
    ['watched too short a time', { observedUntil: '10:59' }, ['observedUntil TOO_SHORT']],
    ['cut short by a reaction', { observedUntil: '10:31', incidents: [{ code: 'infusion-reaction', grade: 3, words: 'frissons' }] }, []],
    ['with a reaction nobody describes', { incidents: [{ code: 'infusion-reaction', grade: 2, words: '' }] }, ['incidents.0.words REQUIRED']],
    ['with a value that cannot be', { vitals: vitals.map((one) => (one.moment === 'end' && one.measure === 'spo2' ? { ...one, value: 12 } : one)) }, ['vitals.end.spo2 OUT_OF_RANGE']],
    ['without the pulse at the start', { vitals: vitals.filter(({ moment, measure }) => moment !== 'start' || measure !== 'pulse') }, ['vitals.start.pulse REQUIRED']],
  ] as const)('%s', (_, part, expected) => expect(faults(part)).toEqual(expected));
});
