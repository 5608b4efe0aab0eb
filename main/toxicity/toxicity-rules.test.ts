import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escalationLevels, treatmentActions } from '#contract/toxicity.ts';
import { immuneRelatedToxicity } from './toxicity-content.ts';
import { gradeToxicity, type LaboratoryValue, type SymptomAnswers } from './toxicity-rules.ts';

const { body } = immuneRelatedToxicity;
const noToAll: SymptomAnswers = Object.fromEntries(body.questions.map(({ code }) => [code, 'no']));
const questionOf = (organ: string, term?: string): string => body.questions.find((question) => question.organ === organ && (term === undefined || question.term === term))!.code;
const value = (test: string, number: number, limits: Partial<Pick<LaboratoryValue, 'lower' | 'upper'>> = {}): LaboratoryValue => ({ test, value: number, lower: limits.lower ?? null, upper: limits.upper ?? null });

describe('grades of toxicity', () => {
  test('twenty questions, each in both languages, of an organ with its CTCAE term', () => {
    expect(body.questions).toHaveLength(20);
    for (const { text, choices } of body.questions) expect([text.fr, text.en, ...choices.flatMap((choice) => [choice.text.fr, choice.text.en])].every((words) => words.length > 1)).toBe(true);
  });

  test('no to all: nothing found, the treatment goes on', () => {
    expect(gradeToxicity(body, noToAll, [])).toEqual({ organs: [], unanswered: [], ungraded: [], worst: null, action: 'go-on', escalation: null });
  });

  test.each([
    ['bowel', 'Diarrhea', 'few', 1, 'go-on', 'yellow'],
    ['bowel', 'Diarrhea', 'several', 2, 'hold', 'orange'],
    ['bowel', 'Diarrhea', 'many', 3, 'hold', 'red'],
    ['lung', undefined, 'exertion', 1, 'hold', 'orange'],
    ['heart', undefined, 'mild', 1, 'hold', 'orange'],
    ['nerve', undefined, 'mild', 1, 'hold', 'orange'],
    ['skin', 'Rash maculo-papular', 'blisters', 4, 'stop', 'red'],
    ['fatigue', undefined, 'rest', 1, 'go-on', 'yellow'],
    ['bowel', 'Colitis', 'severe', 3, 'hold', 'red'],
  ] as const)('%s %s %s: grade %i, %s, %s', (organ, term, answer, grade, action, escalation) => {
    const found = gradeToxicity(body, { ...noToAll, [questionOf(organ, term)]: answer }, []);
    expect(found).toMatchObject({ worst: grade, action, escalation, organs: [{ organ, grade }] });
  });

  // domain.md 6.4, CTCAE v5.0: limits belong to the lower grade.
  test.each([
    [value('alt', 105, { upper: 35 }), 1],
    [value('alt', 106, { upper: 35 }), 2],
    [value('alt', 176, { upper: 35 }), 3],
    [value('alt', 701, { upper: 35 }), 4],
    [value('alt', 35, { upper: 35 }), null],
    [value('creatinine', 127, { upper: 84 }), 2],
    [value('ck', 1701, { upper: 170 }), 4],
    [value('neutrophils', 1.7, { lower: 1.8 }), 1],
    [value('neutrophils', 1.49), 2],
    [value('neutrophils', 0.4), 4],
    [value('platelets', 74, { lower: 150 }), 2],
    [value('haemoglobin', 79, { lower: 120 }), 3],
    [value('haemoglobin', 100, { lower: 120 }), 1],
  ] as const)('%o: grade %s', (measured, grade) => {
    expect(gradeToxicity(body, noToAll, [measured]).worst).toBe(grade);
  });

  test('a value without the limit it is counted from is told, not graded', () => {
    expect(gradeToxicity(body, noToAll, [value('alt', 400), value('platelets', 140)])).toMatchObject({ ungraded: ['alt', 'platelets'], worst: null });
  });

  test('what was not answered is told', () => {
    expect(gradeToxicity(body, {}, []).unanswered).toHaveLength(20);
  });

  const answers = fc.tuple(...body.questions.map(({ choices }) => fc.constantFrom('no', undefined, ...choices.map(({ code }) => code))));
  test('a graver answer never lowers a grade, an action or an escalation', () => {
    fc.assert(
      fc.property(answers, fc.nat(body.questions.length - 1), (given, index) => {
        const of = (list: readonly (string | undefined)[]): SymptomAnswers => Object.fromEntries(body.questions.map(({ code }, at) => [code, list[at]]));
        const { choices } = body.questions[index]!;
        const at = choices.findIndex(({ code }) => code === given[index]);
        const worse = choices[Math.min(at + 1, choices.length - 1)]!.code;
        const [before, after] = [gradeToxicity(body, of(given), []), gradeToxicity(body, of(given.map((one, place) => (place === index ? worse : one))), [])];
        expect(after.worst ?? 0).toBeGreaterThanOrEqual(before.worst ?? 0);
        expect(treatmentActions.indexOf(after.action)).toBeGreaterThanOrEqual(treatmentActions.indexOf(before.action));
        expect(after.escalation === null ? -1 : escalationLevels.indexOf(after.escalation)).toBeGreaterThanOrEqual(before.escalation === null ? -1 : escalationLevels.indexOf(before.escalation));
      }),
      { numRuns: 200 },
    );
  });
});
