import { describe, expect, test } from 'vitest';
import { decisionSchema } from '#contract/triage.ts';
import vignettes from './content/vignettes.json' with { type: 'json' };
import { triage } from './triage-command.ts';

const today = '2026-11-21';

describe('relais triage', () => {
  test('one features object gives one decision', () => {
    const answer = triage({ age: 75, new_headache: true, crp: 54, visual_symptoms: false }, today);
    expect(answer).toMatchObject({ ok: true, result: { cls: 'A', rules: ['R14'] } });
    if (answer.ok) expect(decisionSchema.parse(answer.result)).toEqual(answer.result);
  });

  test('an array gives an array in the same order, even of one or none', () => {
    const answer = triage(vignettes.vignettes.map(({ features }) => features), today);
    expect(answer).toMatchObject({ ok: true, result: vignettes.vignettes.map(({ expected }) => ({ cls: expected.cls })) });
    expect(triage([{ age: 40 }], today)).toMatchObject({ ok: true, result: [{ cls: 'D' }] });
    expect(triage([], today)).toEqual({ ok: true, result: [] });
  });

  test('a vignette stands for its features', () => {
    expect(triage(vignettes.vignettes[0], today)).toMatchObject({ ok: true, result: { cls: 'URG' } });
  });

  test('a birth date gives the age on the day of the request, else today', () => {
    expect(triage({ birth_date: '1976-11-15', received_at: '2026-11-12', new_headache: true, crp: 54 }, today)).toMatchObject({ ok: true, result: { cls: 'D' } });
    expect(triage({ birth_date: '1976-11-15', new_headache: true, crp: 54 }, today)).toMatchObject({ ok: true, result: { cls: 'A' } });
  });
});

describe('what is wrong is said, with where', () => {
  const problems = (input: unknown) => {
    const answer = triage(input, today);
    return answer.ok ? [] : answer.problems.map(({ path, code }) => `${path}: ${code}`);
  };

  test.each([
    [{ crp: 3 }, ': AGE_REQUIRED'],
    [{ age: 40, fevr: true }, 'fevr: UNKNOWN_FIELD_SUGGESTION'],
    [{ age: 40, temperature: 39 }, 'temperature: UNKNOWN_FIELD'],
    [{ age: 40, crp: '30' }, 'crp: WRONG_TYPE'],
    [{ age: 40, fever: 1 }, 'fever: WRONG_TYPE'],
    [{ age: 40, hb: 8.1 }, 'hb: TOO_SMALL'],
    [{ age: 400 }, 'age: TOO_LARGE'],
    [{ age: 40, swollen_joints: 2.5 }, 'swollen_joints: WRONG_TYPE'],
    [{ age: 40, acpa: 'positive' }, 'acpa: NOT_ALLOWED'],
    [{ birth_date: '1976-13-01' }, 'birth_date: BAD_FORMAT'],
    [{ birth_date: '2027-01-01' }, 'birth_date: BIRTH_AFTER_RECEIPT'],
    [{ age: 40, prereq_missing: ['CRP', ''] }, 'prereq_missing[1]: TOO_SMALL'],
    ['text', ': NOT_FEATURES'],
    [null, ': NOT_FEATURES'],
    [[{ age: 40 }, 3], '[1]: NOT_FEATURES'],
    [[{ age: 40 }, { age: 50, crp: -1 }], '[1].crp: TOO_SMALL'],
    [[{ age: 40 }, { crp: 5 }], '[1]: AGE_REQUIRED'],
  ])('%j → %s', (input, expected) => {
    expect(problems(input)).toEqual([expected]);
  });

  test('in both languages, with what was meant', () => {
    const answer = triage({ age: 40, fevr: true, 'acute hot joint': true }, today);
    expect(answer).toMatchObject({ ok: false, problems: [{ text: { fr: 'Champ inconnu; vouliez-vous dire «\u00a0fever\u00a0»?', en: 'Unknown field; did you mean "fever"?' } }, { text: { en: expect.stringContaining('acute_hot_joint') as unknown } }] });
  });

  test('every problem at once, and no decision for a list with one bad referral', () => {
    expect(problems([{ age: 40 }, { crp: 'x', esr: -1 }, { age: 50 }])).toEqual(['[1].crp: WRONG_TYPE', '[1].esr: TOO_SMALL']);
  });
});
