import { expect, test } from 'vitest';
import { doseReasons } from '#contract/doses.ts';
import { escalationActions, escalationKinds } from '#contract/escalations.ts';
import { escalationLevels } from '#contract/toxicity.ts';
import { builtInPathways } from '../../main/pathways/pathway-content.ts';
import { catalogues } from '../text/catalogues.ts';

const { fr, en } = catalogues;
const moves = ['include', 'advance', 'suspend', 'resume', 'leave', 'complete'];

/** What the trail keeps of pathways, doses, alerts and payments. */
const keys = ['number', 'site', 'act', 'item', 'kind', 'level', 'grade', 'action', 'reason', 'pathway', 'phase', 'move', 'version', 'from', 'to', 'facts', 'schedule', 'doses', 'hours', 'fee', 'cents', 'month', 'lines', 'template', 'code'];
const items = builtInPathways.flatMap(({ body }) => body.checklists.flatMap((list) => list.items.map(({ code }) => code)));

test.each([['fr', fr.audit.detail], ['en', en.audit.detail]] as const)('the trail says in words what it keeps of doses, alerts and pathways, %s', (_language, { key, value }) => {
  const lacking = (codes: readonly string[], words: object): readonly string[] => codes.filter((code) => !Object.hasOwn(words, code));
  expect(items.length).toBeGreaterThan(5);
  expect(lacking(keys, key)).toEqual([]);
  expect(lacking([...doseReasons, ...escalationActions, ...escalationKinds, ...escalationLevels, ...moves, ...items, ...builtInPathways.map(({ id }) => id)], value)).toEqual([]);
});
