import { describe, expect, test } from 'vitest';
import { readDefinition } from './definition-file.ts';
import { builtInPathways } from './pathway-content.ts';

const pathway = builtInPathways.find(({ id }) => id === 'new-biologic')!;
const text = JSON.stringify(pathway, null, 2);
const lineOf = (searched: string): number => text.slice(0, text.indexOf(searched)).split('\n').length;
/** The file with one thing changed on the line that holds `searched`. */
const changed = (searched: string, by: string): string => {
  expect(text).toContain(searched);
  return text.replace(searched, by);
};
const problemsOf = (file: string, language: 'fr' | 'en' = 'en') => {
  const read = readDefinition(file, language);
  return read.ok ? [] : read.problems;
};

describe('the definition of a pathway in a file', () => {
  test.each(builtInPathways)('$id, as shipped, is read again the same', (one) => {
    expect(readDefinition(JSON.stringify(one), 'fr')).toEqual({ ok: true, definition: one });
  });

  test.each([
    ['"goodForDays": 14', '"goodForDays": "two weeks"', /A number is expected here/],
    ['"fact": "authorised"', '"fact": "authorized"', /“authorized” is not in the list “facts”/],
    ['"source": "BSR2018"', '"source": "BSR2019"', /“BSR2019” is not in the list “sources”/],
    ['"requires": [\n', '"requires": ["nothing",\n', /“nothing” is not in “credentials”/],
    ['"starts": "P28D"', '"starts": "P0D"', /starts \(P0D\) before/],
    ['"ends": "P32W"', '"ends": "P10W"', /\(P10W\) comes before the last phase/],
    ['"code": "hepatitis"', '"code": "tuberculosis"', /“tuberculosis” is already taken/],
    ['"toxicity": null', '"toxicity": "unknown"', /grading “unknown”/],
  ])('%s → %s is told on its line', (searched, by, sentence) => {
    const problems = problemsOf(changed(searched, by));
    const found = problems.find((problem) => sentence.test(problem.text));
    expect(found?.line).toBe(lineOf(searched));
  });

  const home = builtInPathways.find(({ id }) => id === 'home-immunotherapy')!;
  const written = JSON.stringify(home, null, 2);
  test.each([
    ['a limit nobody asks for', '"value": 10\n                },', '"value": 10, "times": "limit"\n                },', /“limit” is not in the list “facts”/],
    ['a limit that is yes or no', '"value": 10\n                },', '"value": 10, "times": "infection"\n                },', /“infection”: a yes\/no fact/],
    ['a multiple of nothing', '"op": ">",\n                  "value": 10\n                },', '"op": ">",\n                  "value": 0, "times": "ecog"\n                },', /outside the bounds/],
    ['a dose by somebody untrained', '"therapeutic-education",\n          "immunotherapy"\n        ]', '"therapeutic-education",\n          "immunotherapy"\n        ], "training": "asked"', /“home-infusion” gives the doses/],
    ['training that weighs otherwise', '"therapeutic-education",\n          "immunotherapy"\n        ]', '"therapeutic-education",\n          "immunotherapy"\n        ], "training": "wished"', /asked/],
  ])('%s is told', (_, searched, by, sentence) => {
    expect(written).toContain(searched);
    const read = readDefinition(written.replace(searched, by), 'en');
    expect(read.ok ? [] : read.problems.map((problem) => problem.text)).toContainEqual(expect.stringMatching(sentence));
  });

  test('a broken file is told where it breaks; a key too many and one missing with their place', () => {
    expect(problemsOf(text.slice(0, 400))[0]).toMatchObject({ line: text.slice(0, 400).split('\n').length });
    expect(problemsOf(changed('"ends": "P32W"', '"ends": "P32W", "colour": "red"'))[0]).toMatchObject({ path: 'body' });
    expect(problemsOf(changed('"ends": "P32W",', ''))[0]).toMatchObject({ path: 'body.ends' });
  });

  test('problems come in the order of the file, in the language asked for', () => {
    const problems = problemsOf(changed('"goodForDays": 14', '"goodForDays": -1').replace('"ends": "P32W"', '"ends": 32'), 'fr');
    expect(problems.map(({ line }) => line)).toEqual([...problems.map(({ line }) => line)].sort((one, other) => one - other));
    expect(problems).toHaveLength(2);
    expect(problems[1]?.text).toMatch(/attendu/);
    expect(problemsOf(changed('"fact": "authorised"', '"fact": "autre"'), 'fr').map((problem) => problem.text)).toContain('Le fait «\u00a0autre\u00a0» n’est pas dans la liste «\u00a0facts\u00a0».');
  });
});
