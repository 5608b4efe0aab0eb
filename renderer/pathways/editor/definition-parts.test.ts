import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathwayDraft, type PathwayDraft } from '#contract/pathway-editor.ts';
import { readDefinition } from '../../../main/pathways/definition-file.ts';
import immunotherapy from '../../../main/pathways/content/home-immunotherapy.json' with { type: 'json' };
import { conditionOfDraft, type ConditionDraft, draftOfCondition, typedNumber } from './condition-draft.ts';
import { fileOf } from './definition-draft.ts';
import { codeFor, criteriaOf, type EditedPart, itemsOf, partAt, partsOf, placeOf, withCriterionAt, withDosing, withItemAt, withListed, withoutPart } from './definition-parts.ts';
import { draftOfFact, factOfDraft } from './fact-draft.ts';
import { draftOfItem, itemOfDraft } from './item-draft.ts';

const file = JSON.stringify(immunotherapy, null, 2);
const soon = { id: 'fever', look: { fr: 'Fièvre', en: 'Fever' }, act: { fr: 'Appeler', en: 'Call' }, role: 'nurse', withinDays: 0 };
const shipped = pathwayDraft.parse({ sources: immunotherapy.sources, body: { ...immunotherapy.body, escalation: [soon] } });
const problemsOf = (draft: PathwayDraft) => {
  const read = readDefinition(fileOf(file, draft), 'fr');
  return read.ok ? [] : read.problems;
};
const every: readonly EditedPart[] = [
  { kind: 'escalation', at: 0 },
  ...(['sources', 'phases', 'suspensions', 'exits', 'facts', 'checklists', 'acts', 'credentials', 'schedules', 'excluded', 'calls', 'dosing', 'administration'] as const).map((kind) => ({ kind, at: 0 })),
  { kind: 'step', of: 0, at: 0 }, { kind: 'step', of: 'afterwards', at: 0 }, { kind: 'criterion', of: 'eligibility', at: 1 }, { kind: 'criterion', of: 'exclusions', at: 0 }, { kind: 'criterion', of: 1, at: 2 }, { kind: 'item', of: 0, at: 3 },
];

describe('the parts of a definition', () => {
  test.each(every.map((part) => [placeOf(shipped, part), part] as const))('%s is written by one form', (place, part) => {
    expect(partAt(shipped, place)).toEqual(part);
    expect(partAt(shipped, `${place}.${part.kind === 'administration' ? 'roles' : 'label'}.fr`)).toEqual(part);
    const less = withoutPart(shipped, { ...part, at: part.at ?? 0 });
    expect(partsOf(less, part)).toHaveLength(partsOf(shipped, part).length - 1);
  });

  test('what lies in no form is written in the file', () => {
    for (const path of ['', 'id', 'body.ends', 'body.label.fr', 'body.dosing.administration.moments.0.code', 'body.simulation.symptomPerDose', 'body.facts.999.code', 'body.simulation.facts.unknown']) expect(partAt(shipped, path)).toBeNull();
    expect(partAt(shipped, `body.simulation.facts.${shipped.body.facts[2]?.code}.share`)).toEqual({ kind: 'facts', at: 2 });
  });

  test('a question taken out takes what was supposed of it along: what is left to mend is where it was asked', () => {
    const at = shipped.body.facts.findIndex(({ code }) => code === 'ecog');
    const problems = problemsOf(withoutPart(shipped, { kind: 'facts', at }));
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every(({ path }) => partAt(shipped, path)?.kind === 'criterion' || partAt(shipped, path)?.kind === 'item')).toBe(true);
    expect(problemsOf(withoutPart(shipped, { kind: 'exits', at: 0 }))).toEqual([]);
  });

  test.each([['', 'Éruption cutanée', ['x'], 'eruption-cutanee'], ['', 'A', ['a', 'a-2'], 'a-3'], [' own ', 'A', [], 'own'], ['', '…', [], ''], ['', `${'long '.repeat(20)}name`, [], 'long-long-long-long-long-long-long-l']] as const)('the code of %j, %j', (typed, name, taken, code) => expect(codeFor(typed, { fr: name, en: '' }, taken)).toBe(code));
});

describe('what forms write', () => {
  const typed = fc.oneof(fc.constantFrom('', ' ', '0', '7,5', '-3', '99999', 'un', 'P6M', 'ecog', 'DESIGN'), fc.string({ maxLength: 12 }));
  const code = fc.oneof(fc.constantFrom('', 'ecog', 'spo2', 'consent-signed', 'nothing'), typed);
  const { condition } = fc.letrec<{ condition: ConditionDraft }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 2 },
      fc.record({ kind: fc.constant('fact' as const), fact: code, is: fc.boolean(), op: fc.constantFrom('>=', '>', '<=', '<'), value: typed, times: fc.constantFrom('', 'ecog', 'consent-signed') }),
      fc.record({ kind: fc.constantFrom('all', 'any', 'not'), parts: fc.array(tie('condition'), { minLength: 1, maxLength: 2 }) }),
    ),
  }));
  /** Passes the check of the file; or what is wrong is told at a place that a form opens, the one it was written in first of all. */
  const passesOrIsRefused = (next: PathwayDraft, part: EditedPart): void => {
    for (const { path, text } of problemsOf(next)) {
      expect(text).not.toBe('');
      expect(partAt(next, path), path).not.toBeNull();
    }
    const place = placeOf(next, part);
    expect(pathwayDraft.safeParse(next).success || problemsOf(next).some(({ path }) => path.startsWith(place) || path.startsWith('body.simulation'))).toBe(true);
  };

  test('a condition', () => {
    fc.assert(fc.property(typed, typed, typed, condition, fc.constantFrom('eligibility' as const, 'exclusions' as const, 1), fc.boolean(), (fr, en, source, when, of, isNew) => {
      const at = isNew ? null : 0;
      const label = { fr: fr.trim(), en: en.trim() };
      const next = withCriterionAt(shipped, of, { code: codeFor('', label, criteriaOf(shipped.body, of).map((one) => one.code)), label, when: conditionOfDraft(when, shipped.body.facts), source }, at);
      passesOrIsRefused(next, { kind: 'criterion', of, at: at ?? criteriaOf(shipped.body, of).length });
    }), { numRuns: 60 });
  });

  test('a question', () => {
    const texts = fc.record(Object.fromEntries(['labelFr', 'labelEn', 'unitFr', 'unitEn', 'min', 'max', 'goodForDays', 'loinc', 'ucum', 'share', 'mean', 'spread'].map((key) => [key, typed])) as Record<'labelFr', typeof typed>);
    fc.assert(fc.property(texts, fc.constantFrom('yes-no' as const, 'number' as const), (written, kind) => {
      const draft = { ...draftOfFact(undefined, undefined, String), ...written, kind };
      const own = codeFor('', { fr: draft.labelFr.trim(), en: draft.labelEn.trim() }, shipped.body.facts.map((one) => one.code));
      const { fact, supposed } = factOfDraft(draft, own);
      const next = withListed(shipped, 'facts', fact, null);
      passesOrIsRefused({ ...next, body: { ...next.body, simulation: { ...next.body.simulation, facts: { ...next.body.simulation.facts, [own]: supposed } } } }, { kind: 'facts', at: shipped.body.facts.length });
    }), { numRuns: 60 });
  });

  test('an item of a list, and a treatment', () => {
    fc.assert(fc.property(typed, typed, typed, fc.array(code, { maxLength: 2 }), condition, fc.option(condition, { nil: null }), fc.boolean(), (fr, en, days, facts, when, only, toxicity) => {
      const item = itemOfDraft({ code: '', labelFr: fr, labelEn: en, roles: ['nurse'], daysBefore: days, facts, only, blocks: [{ when, result: 'hold', textFr: fr, textEn: en, to: 'oncologist', source: '' }], toxicity, source: 'DESIGN' }, shipped.body.facts, itemsOf(shipped.body, 0).map((one) => one.code));
      passesOrIsRefused(withItemAt(shipped, 0, item, null), { kind: 'item', of: 0, at: itemsOf(shipped.body, 0).length });
      const words = { fr: fr.trim(), en: en.trim() };
      passesOrIsRefused(withDosing(shipped, 'schedules', { code: codeFor('', words, []), drug: words, dose: words, route: words, everyDays: typedNumber(days), source: 'DESIGN' }, 0), { kind: 'schedules', at: 0 });
    }), { numRuns: 60 });
  });

  test.each(shipped.body.facts.map((fact) => [fact.code, fact] as const))('the question %s as shipped is written back the same', (own, fact) => {
    const before = shipped.body.simulation.facts[own];
    expect(factOfDraft(draftOfFact(fact, before, (value) => String(value).replace('.', ',')), own)).toEqual({ fact, supposed: before });
  });

  test('every condition and every item as shipped is written back the same', () => {
    const number = (value: number): string => String(value);
    const { body } = shipped;
    for (const { when } of [...body.eligibility, ...body.exclusions, ...body.phases.flatMap(({ gate }) => gate)]) expect(conditionOfDraft(draftOfCondition(when, number), body.facts)).toEqual(when);
    for (const item of body.checklists.flatMap(({ items }) => items)) expect(itemOfDraft(draftOfItem(item, shipped.sources, number), body.facts, [])).toEqual(item);
  });
});
