import type { PathwayDraft } from '#contract/pathway-editor.ts';
import type { PathwayBody, PathwayCriterion } from '#contract/pathways.ts';
import type { TemplateStep } from '#contract/plans.ts';
import type { Bilingual } from '#contract/triage.ts';
import { placed, stepsOf, type StepsOf, withSteps, without } from './definition-draft.ts';

/** Which part of a definition is written by which form, where it lies in the file, and how it is put there. Pure. */

/** Where criteria lie: those of entry, or the gate of a phase. */
export type CriteriaOf = 'eligibility' | 'exclusions' | number;

type Lists = Pick<PathwayBody, 'phases' | 'suspensions' | 'exits' | 'facts' | 'checklists' | 'acts' | 'credentials'> & { readonly escalation: NonNullable<PathwayBody['escalation']> };
type Dosing = NonNullable<PathwayBody['dosing']>;
type DosingLists = Pick<Dosing, 'schedules' | 'excluded' | 'calls'>;
type Item = PathwayBody['checklists'][number]['items'][number];

/** A list of parts, and which of it; `at` null: a new one. */
export type EditedPart = { readonly at: number | null } & (
  | { readonly kind: keyof Lists | keyof DosingLists | 'sources' }
  | { readonly kind: 'dosing' | 'administration' }
  | { readonly kind: 'step'; readonly of: StepsOf }
  | { readonly kind: 'criterion'; readonly of: CriteriaOf }
  | { readonly kind: 'item'; readonly of: number }
);

/** What every list of parts is given. */
export interface DefinitionListsProps {
  readonly draft: PathwayDraft;
  readonly onChange: (draft: PathwayDraft) => void;
  readonly onEdit: (part: EditedPart) => void;
}

/** The criteria of entry or of a gate. */
export const criteriaOf = (body: PathwayBody, of: CriteriaOf): readonly PathwayCriterion[] => (typeof of === 'number' ? (body.phases[of]?.gate ?? []) : body[of]);

export function withCriteria(body: PathwayBody, of: CriteriaOf, criteria: PathwayCriterion[]): PathwayBody {
  return typeof of === 'number' ? { ...body, phases: body.phases.map((phase, index) => (index === of ? { ...phase, gate: criteria } : phase)) } : { ...body, [of]: criteria };
}

export const itemsOf = (body: PathwayBody, of: number): readonly Item[] => body.checklists[of]?.items ?? [];

export function withItems(body: PathwayBody, of: number, items: Item[]): PathwayBody {
  return { ...body, checklists: body.checklists.map((checklist, index) => (index === of ? { ...checklist, items } : checklist)) };
}

/** Every part of the kind that is written, in its order. */
export function partsOf(draft: PathwayDraft, part: EditedPart): readonly unknown[] {
  const { body } = draft;
  switch (part.kind) {
    case 'sources':
      return draft.sources;
    case 'step':
      return stepsOf(body, part.of);
    case 'criterion':
      return criteriaOf(body, part.of);
    case 'item':
      return itemsOf(body, part.of);
    case 'dosing':
      return body.dosing ? [body.dosing] : [];
    case 'administration':
      return body.dosing?.administration ? [body.dosing.administration] : [];
    case 'schedules':
    case 'excluded':
    case 'calls':
      return body.dosing?.[part.kind] ?? [];
    default:
      return body[part.kind] ?? [];
  }
}

/** The place of a part in the file: `body.phases.1.gate.0`. A new one lies after the last. */
export function placeOf(draft: PathwayDraft, part: EditedPart): string {
  const at = part.at ?? partsOf(draft, part).length;
  switch (part.kind) {
    case 'sources':
      return `sources.${at}`;
    case 'step':
      return part.of === 'afterwards' ? `body.afterwards.${at}` : `body.phases.${part.of}.steps.${at}`;
    case 'criterion':
      return typeof part.of === 'number' ? `body.phases.${part.of}.gate.${at}` : `body.${part.of}.${at}`;
    case 'item':
      return `body.checklists.${part.of}.items.${at}`;
    case 'dosing':
      return 'body.dosing';
    case 'administration':
      return 'body.dosing.administration';
    case 'schedules':
    case 'excluded':
    case 'calls':
      return `body.dosing.${part.kind}.${at}`;
    default:
      return `body.${part.kind}.${at}`;
  }
}

const listed = new Set<string>(['phases', 'suspensions', 'exits', 'facts', 'checklists', 'acts', 'credentials', 'escalation']);

/** The form that writes a place of the file; null where it is only written there, or by the fields of the first section. */
export function partAt(draft: PathwayDraft, path: string): EditedPart | null {
  const found = supposedOf(draft.body, path) ?? readPlace(path);
  return found && (found.at !== null && found.at >= 0 && found.at < partsOf(draft, found).length) ? found : null;
}

/** What a simulation supposes is written with what it supposes it of. */
function supposedOf(body: PathwayBody, path: string): EditedPart | null {
  const [, simulation, of, code] = path.split('.');
  if (simulation !== 'simulation' || (of !== 'facts' && of !== 'exitsPerMonth')) return null;
  const kind = of === 'facts' ? 'facts' : 'exits';
  return { kind, at: body[kind].findIndex((one) => one.code === code) };
}

const writtenOfAdministration = new Set(['roles', 'observationMinutes', 'source']);

function readPlace(path: string): EditedPart | null {
  const [root, list, place, inner, index] = path.split('.');
  const at = Number(place);
  const deeper = index === undefined ? null : Number(index);
  if (root === 'sources') return { kind: 'sources', at: Number(list) };
  if (list === 'afterwards') return { kind: 'step', of: 'afterwards', at };
  if (list === 'eligibility' || list === 'exclusions') return { kind: 'criterion', of: list, at };
  if (list === 'phases' && inner === 'steps' && deeper !== null) return { kind: 'step', of: at, at: deeper };
  if (list === 'phases' && inner === 'gate' && deeper !== null) return { kind: 'criterion', of: at, at: deeper };
  if (list === 'checklists' && inner === 'items' && deeper !== null) return { kind: 'item', of: at, at: deeper };
  if (list === 'dosing' && (place === 'schedules' || place === 'excluded' || place === 'calls') && inner !== undefined) return { kind: place, at: Number(inner) };
  // What is written down during a dose has no forms but for who gives it and how long the person is watched.
  if (list === 'dosing' && place === 'administration') return inner === undefined || writtenOfAdministration.has(inner) ? { kind: 'administration', at: 0 } : null;
  if (list === 'dosing') return { kind: 'dosing', at: 0 };
  return list !== undefined && listed.has(list) && !Number.isNaN(at) ? { kind: list as keyof Lists, at } : null;
}

/** A definition without one of its parts; what a simulation supposed of a fact or a reason to leave goes with it. */
export function withoutPart(draft: PathwayDraft, part: EditedPart & { readonly at: number }): PathwayDraft {
  const { body } = draft;
  const { at } = part;
  const inBody = (changed: Partial<PathwayBody>): PathwayDraft => ({ ...draft, body: { ...body, ...changed } });
  switch (part.kind) {
    case 'sources':
      return { ...draft, sources: without(draft.sources, at) };
    case 'step':
      return { ...draft, body: withSteps(body, part.of, without(stepsOf(body, part.of), at)) };
    case 'criterion':
      return { ...draft, body: withCriteria(body, part.of, without(criteriaOf(body, part.of), at)) };
    case 'item':
      return { ...draft, body: withItems(body, part.of, without(itemsOf(body, part.of), at)) };
    case 'dosing':
      return inBody({ dosing: null });
    case 'administration':
      return body.dosing ? inBody({ dosing: { ...body.dosing, administration: null } }) : draft;
    case 'schedules':
    case 'excluded':
    case 'calls':
      return body.dosing ? inBody({ dosing: { ...body.dosing, [part.kind]: without<unknown>(body.dosing[part.kind], at) } }) : draft;
    case 'facts':
      return inBody({ facts: without(body.facts, at), simulation: { ...body.simulation, facts: omitted(body.simulation.facts, body.facts[at]?.code) } });
    case 'exits':
      return inBody({ exits: without(body.exits, at), simulation: { ...body.simulation, exitsPerMonth: omitted(body.simulation.exitsPerMonth, body.exits[at]?.code) } });
    default:
      return inBody({ [part.kind]: without<unknown>(body[part.kind] ?? [], at) });
  }
}

function omitted<Value>(record: Readonly<Record<string, Value>>, key: string | undefined): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([one]) => one !== key));
}

/** A definition with a part of one of its lists put in its place. */
export function withListed<Kind extends keyof Lists>(draft: PathwayDraft, kind: Kind, part: Lists[Kind][number], at: number | null): PathwayDraft {
  return { ...draft, body: { ...draft.body, [kind]: placed<unknown>(draft.body[kind] ?? [], part, at) } };
}

/** The same for the doses; the first begins them. */
export function withDosing<Kind extends keyof DosingLists>(draft: PathwayDraft, kind: Kind, part: DosingLists[Kind][number], at: number | null): PathwayDraft {
  const { dosing, checklists, acts } = draft.body;
  // A pathway that had no dose: what is still to be chosen is told where it is chosen.
  const begun: Dosing = dosing ?? { schedules: [], excluded: [], checklist: checklists[0]?.code ?? '', sites: ['home'], act: acts[0]?.code ?? '', administration: null, calls: [] };
  return { ...draft, body: { ...draft.body, dosing: { ...begun, [kind]: placed<unknown>(begun[kind], part, at) } } };
}

export const withStepAt = (draft: PathwayDraft, of: StepsOf, step: TemplateStep, at: number | null): PathwayDraft => ({ ...draft, body: withSteps(draft.body, of, placed(stepsOf(draft.body, of), step, at)) });
export const withCriterionAt = (draft: PathwayDraft, of: CriteriaOf, criterion: PathwayCriterion, at: number | null): PathwayDraft => ({ ...draft, body: withCriteria(draft.body, of, placed(criteriaOf(draft.body, of), criterion, at)) });
export const withItemAt = (draft: PathwayDraft, of: number, item: Item, at: number | null): PathwayDraft => ({ ...draft, body: withItems(draft.body, of, placed(itemsOf(draft.body, of), item, at)) });

/** The code of a part that has none yet, from its name; another than those taken. */
export function codeFor(typed: string, label: Bilingual, taken: readonly string[]): string {
  if (typed.trim() !== '') return typed.trim();
  const base = (label.en || label.fr).normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 36).replace(/^-+|-+$/g, '');
  if (base === '' || !taken.includes(base)) return base;
  for (let number = 2; ; number += 1) if (!taken.includes(`${base}-${number}`)) return `${base}-${number}`;
}
