import { expect, test } from 'vitest';
import immunotherapy from '../../../main/pathways/content/home-immunotherapy.json' with { type: 'json' };
import { pathwayDraft } from '#contract/pathway-editor.ts';
import { fileOf, lineRange, phaseAsTemplate, placed, placeWords, stepsOf, withSteps, without } from './definition-draft.ts';

const file = JSON.stringify(immunotherapy, null, 2);
const draft = pathwayDraft.parse({ sources: immunotherapy.sources, body: immunotherapy.body });

test('forms write the same file as was read; what they do not show stays', () => {
  expect(JSON.parse(fileOf(file, draft))).toEqual(immunotherapy);
  const shorter = fileOf(file, { ...draft, body: { ...draft.body, ends: 'P12M' } });
  expect(JSON.parse(shorter)).toEqual({ ...immunotherapy, body: { ...immunotherapy.body, ends: 'P12M' } });
});

test.each([[null, ['a', 'b', 'x']], [0, ['x', 'b']]] as const)('one is put at %s', (at, list) => expect(placed(['a', 'b'], 'x', at)).toEqual(list));
test('one is taken out', () => expect(without(['a', 'b', 'c'], 1)).toEqual(['a', 'c']));

test.each([0, 1, 'afterwards'] as const)('steps of %s are read and written in their place', (of) => {
  const steps = stepsOf(draft.body, of);
  const next = withSteps(draft.body, of, steps.slice(1));
  expect(stepsOf(next, of)).toEqual(steps.slice(1));
  expect(stepsOf(next, of === 'afterwards' ? 0 : 'afterwards')).toEqual(stepsOf(draft.body, of === 'afterwards' ? 0 : 'afterwards'));
  expect(phaseAsTemplate(draft.body, of).steps).toEqual(steps);
});

test('a place is said by the phase and the step it lies in', () => {
  const [phase] = draft.body.phases;
  expect(placeWords(draft, 'body.phases.0.steps.0.offset', 'fr')).toBe(`${phase?.label.fr} · ${phase?.steps[0]?.label.fr}`);
  expect(placeWords(draft, 'body.phases.0.starts', 'en')).toBe(phase?.label.en);
  expect(placeWords(draft, 'body.facts.0.code', 'fr')).toBe(draft.body.facts[0]?.label.fr);
  expect(placeWords(draft, 'body.ends', 'fr')).toBe('');
  expect(placeWords(null, 'body.phases.0', 'fr')).toBe('');
});

test('a line of a text, from its first character to after its last', () => {
  expect(['ab\ncde\nf'.slice(...lineRange('ab\ncde\nf', 2)), lineRange('ab', 1), lineRange('ab', 9)]).toEqual(['cde', [0, 2], [3, 3]]);
});
