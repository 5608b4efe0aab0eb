import type { PathwayBody, PathwayCondition } from '#contract/pathways.ts';
import { dayAfter } from './phase-rules.ts';
import { factsOf } from './criterion-rules.ts';

/** Whether a pathway holds together, beyond the shape of its file. Pure. */

export const definitionFaults = [
  'repeated', 'unknown-fact', 'unused-fact', 'wrong-kind', 'out-of-range', 'unknown-source', 'phases-out-of-order', 'end-before-phase', 'unknown-checklist', 'unknown-act', 'dose-training', 'unknown-credential', 'unknown-toxicity', 'toxicity-unasked', 'unknown-organ', 'unknown-exit', 'unsimulated',
] as const;
export type DefinitionFault = (typeof definitionFaults)[number];

export interface DefinitionProblem {
  readonly fault: DefinitionFault;
  /** Where in the body. */
  readonly path: readonly (string | number)[];
  /** The word that is wrong. */
  readonly word: string;
}

interface Known {
  readonly sources: readonly string[];
  /** The gradings of toxicity, with the organs they know. */
  readonly toxicities: ReadonlyMap<string, { readonly organs: readonly { readonly code: string }[] }>;
}

/** What does not hold together, in the order of the body; empty when it does. */
export function definitionProblems(body: PathwayBody, known: Known): readonly DefinitionProblem[] {
  const facts = new Map(body.facts.map((fact) => [fact.code, fact]));
  const problems: DefinitionProblem[] = [];
  const used = new Set<string>();
  const refuse = (fault: DefinitionFault, path: DefinitionProblem['path'], word: string): void => void problems.push({ fault, path, word });

  const unique = (list: readonly { readonly code?: string; readonly id?: string }[], path: DefinitionProblem['path'], seen = new Set<string>()): void =>
    list.forEach(({ code, id }, index) => {
      const word = code ?? id ?? '';
      if (seen.has(word)) refuse('repeated', [...path, index, code === undefined ? 'id' : 'code'], word);
      seen.add(word);
    });
  const source = (code: string, path: DefinitionProblem['path']): void => {
    if (!known.sources.includes(code)) refuse('unknown-source', path, code);
  };
  const fact = (code: string, path: DefinitionProblem['path']): void => {
    used.add(code);
    if (!facts.has(code)) refuse('unknown-fact', path, code);
  };
  const condition = (one: PathwayCondition, path: DefinitionProblem['path']): void => {
    if ('all' in one) return one.all.forEach((part, index) => condition(part, [...path, 'all', index]));
    if ('any' in one) return one.any.forEach((part, index) => condition(part, [...path, 'any', index]));
    if ('not' in one) return condition(one.not, [...path, 'not']);
    fact(one.fact, [...path, 'fact']);
    const of = facts.get(one.fact);
    if (!of) return undefined;
    if (('is' in one) !== (of.kind === 'yes-no')) return refuse('wrong-kind', path, one.fact);
    if ('op' in one && one.times !== undefined) {
      fact(one.times, [...path, 'times']);
      if (facts.get(one.times)?.kind === 'yes-no') return refuse('wrong-kind', [...path, 'times'], one.times);
      return one.value > 0 ? undefined : refuse('out-of-range', [...path, 'value'], String(one.value));
    }
    if ('op' in one && of.kind === 'number' && (one.value < of.min || one.value > of.max)) refuse('out-of-range', [...path, 'value'], String(one.value));
    return undefined;
  };
  const criteria = (list: PathwayBody['eligibility'], path: DefinitionProblem['path']): void => {
    unique(list, path);
    list.forEach((one, index) => {
      condition(one.when, [...path, index, 'when']);
      source(one.source, [...path, index, 'source']);
    });
  };

  unique(body.facts, ['facts']);
  body.facts.forEach((one, index) => {
    if (one.kind === 'number' && one.min >= one.max) refuse('out-of-range', ['facts', index, 'max'], String(one.max));
    if (one.reads && (one.reads.from === 'at-target' || one.reads.from === 'test') !== (one.kind === 'number')) refuse('wrong-kind', ['facts', index, 'reads', 'from'], one.code);
  });
  criteria(body.eligibility, ['eligibility']);
  criteria(body.exclusions, ['exclusions']);
  unique(body.phases, ['phases']);
  const steps = new Set<string>();
  body.phases.forEach((phase, index) => {
    criteria(phase.gate, ['phases', index, 'gate']);
    unique(phase.steps, ['phases', index, 'steps'], steps);
    phase.steps.forEach(({ act }, place) => {
      if (act !== undefined && !body.acts.some(({ code }) => code === act)) refuse('unknown-act', ['phases', index, 'steps', place, 'act'], act);
    });
    const before = body.phases[index - 1];
    if (before && dayAfter(anyDay, phase.starts) <= dayAfter(anyDay, before.starts)) refuse('phases-out-of-order', ['phases', index, 'starts'], phase.starts);
  });
  const last = body.phases.at(-1);
  if (body.ends !== null && last && dayAfter(anyDay, body.ends) <= dayAfter(anyDay, last.starts)) refuse('end-before-phase', ['ends'], body.ends);
  unique(body.afterwards, ['afterwards'], steps);
  unique(body.escalation ?? [], ['escalation']);
  unique(body.checklists, ['checklists']);
  body.checklists.forEach(({ items }, at) => {
    const path = ['checklists', at, 'items'] as const;
    unique(items, path);
    items.forEach((item, index) => {
      item.facts.forEach((code, place) => fact(code, [...path, index, 'facts', place]));
      if (item.only) condition(item.only, [...path, index, 'only']);
      item.blocks.forEach((block, place) => {
        condition(block.when, [...path, index, 'blocks', place, 'when']);
        if (block.source !== undefined) source(block.source, [...path, index, 'blocks', place, 'source']);
      });
      if (item.toxicity && body.toxicity === null) refuse('toxicity-unasked', [...path, index, 'toxicity'], item.code);
      source(item.source, [...path, index, 'source']);
    });
  });
  unique(body.credentials, ['credentials']);
  body.credentials.forEach((one, index) => source(one.source, ['credentials', index, 'source']));
  unique(body.acts, ['acts']);
  body.acts.forEach(({ requires }, index) =>
    requires.forEach((code, place) => {
      if (!body.credentials.some((one) => one.code === code)) refuse('unknown-credential', ['acts', index, 'requires', place], code);
    }),
  );
  if (body.dosing) {
    const { schedules, checklist, act, administration, calls } = body.dosing;
    unique(schedules, ['dosing', 'schedules']);
    schedules.forEach((one, index) => source(one.source, ['dosing', 'schedules', index, 'source']));
    if (administration) {
      for (const part of ['identifiers', 'moments', 'measures', 'incidents'] as const) unique(administration[part], ['dosing', 'administration', part]);
      administration.incidents.forEach(({ organ }, index) => {
        if (organ !== undefined && !known.toxicities.get(body.toxicity ?? '')?.organs.some((one) => one.code === organ)) refuse('unknown-organ', ['dosing', 'administration', 'incidents', index, 'organ'], organ);
      });
      source(administration.source, ['dosing', 'administration', 'source']);
    }
    unique(calls, ['dosing', 'calls']);
    calls.forEach((one, index) => source(one.source, ['dosing', 'calls', index, 'source']));
    if (!body.checklists.some(({ code }) => code === checklist)) refuse('unknown-checklist', ['dosing', 'checklist'], checklist);
    const given = body.acts.findIndex(({ code }) => code === act);
    if (given === -1) refuse('unknown-act', ['dosing', 'act'], act);
    if (body.acts[given]?.training === 'asked') refuse('dose-training', ['acts', given, 'training'], act);
  }
  if (body.toxicity !== null && !known.toxicities.has(body.toxicity)) refuse('unknown-toxicity', ['toxicity'], body.toxicity);
  unique(body.suspensions, ['suspensions']);
  unique(body.exits, ['exits']);
  for (const code of Object.keys(body.simulation.exitsPerMonth)) if (!body.exits.some((one) => one.code === code)) refuse('unknown-exit', ['simulation', 'exitsPerMonth', code], code);
  for (const [code, supposed] of Object.entries(body.simulation.facts)) {
    const of = facts.get(code);
    if (!of) refuse('unknown-fact', ['simulation', 'facts', code], code);
    else if (('share' in supposed) !== (of.kind === 'yes-no')) refuse('wrong-kind', ['simulation', 'facts', code], code);
  }
  body.facts.forEach(({ code }, index) => {
    if (!used.has(code)) refuse('unused-fact', ['facts', index, 'code'], code);
    else if (!Object.hasOwn(body.simulation.facts, code)) refuse('unsimulated', ['facts', index, 'code'], code);
  });
  return problems;
}

/** A day like any other: periods are compared from it. */
const anyDay = '2025-01-01';

/** The facts that the criteria of entry and the gate of a phase ask for, once each. */
export function factsAsked(criteria: PathwayBody['eligibility']): readonly string[] {
  return [...new Set(criteria.flatMap(({ when }) => factsOf(when)))];
}
