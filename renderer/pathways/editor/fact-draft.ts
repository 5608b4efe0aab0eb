import { factKeepers, type PathwayBody } from '#contract/pathways.ts';
import { readNumber } from '../../text/typed-number.ts';
import { type Fact, typedNumber } from './condition-draft.ts';

/** Something a pathway asks, as its form holds it. Pure. */

type Supposed = PathwayBody['simulation']['facts'][string];

export const laboratoryLimits = ['upper', 'lower'] as const;

export type FactDraft = {
  readonly code: string;
  readonly labelFr: string;
  readonly labelEn: string;
  readonly kind: Fact['kind'];
  readonly unitFr: string;
  readonly unitEn: string;
  readonly min: string;
  readonly max: string;
  readonly goodForDays: string;
  readonly keptBy: string;
  readonly loinc: string;
  readonly ucum: string;
  readonly limit: string;
  readonly share: string;
  readonly mean: string;
  readonly spread: string;
};

/** What the form of a fact begins with. @param number writes a number as the reader does */
export function draftOfFact(fact: Fact | undefined, supposed: Supposed | undefined, number: (value: number) => string): FactDraft {
  const bounded = fact?.kind === 'number' ? fact : undefined;
  const text = (value: number | null | undefined): string => (value === null || value === undefined ? '' : number(value));
  const spread = supposed && 'mean' in supposed ? supposed : undefined;
  return {
    code: fact?.code ?? '', labelFr: fact?.label.fr ?? '', labelEn: fact?.label.en ?? '', kind: fact?.kind ?? 'yes-no', unitFr: bounded?.unit?.fr ?? '', unitEn: bounded?.unit?.en ?? '', min: text(bounded?.min), max: text(bounded?.max), goodForDays: text(fact?.goodForDays), keptBy: fact?.keptBy ?? '', loinc: bounded?.laboratory?.loinc.join(' ') ?? '', ucum: bounded?.laboratory?.ucum ?? '', limit: bounded?.laboratory?.limit ?? '',
    share: supposed && 'share' in supposed ? number(Math.round(supposed.share * 1e6) / 1e4) : '', mean: text(spread?.mean), spread: text(spread?.spread),
  };
}

/** The fact a form says, and what a simulation supposes of it: half of people, or the middle of the bounds, where nothing is said. */
export function factOfDraft(draft: FactDraft, code: string): { readonly fact: Fact; readonly supposed: Supposed } {
  const given = (text: string): number | undefined => {
    const typed = readNumber(text);
    return typeof typed === 'number' ? typed : undefined;
  };
  const keeper = factKeepers.find((one) => one === draft.keptBy);
  const common = { code, label: { fr: draft.labelFr.trim(), en: draft.labelEn.trim() }, goodForDays: draft.goodForDays.trim() === '' ? null : typedNumber(draft.goodForDays), ...(keeper && { keptBy: keeper }) };
  if (draft.kind === 'yes-no') return { fact: { ...common, kind: 'yes-no' }, supposed: { share: Number((Math.min(100, Math.max(0, given(draft.share) ?? 50)) / 100).toPrecision(12)) } };
  const [min, max] = [typedNumber(draft.min), typedNumber(draft.max)];
  const unit = draft.unitFr.trim() === '' && draft.unitEn.trim() === '' ? null : { fr: draft.unitFr.trim(), en: draft.unitEn.trim() };
  const codes = draft.loinc.split(/[\s,;]+/).filter(Boolean);
  const limit = laboratoryLimits.find((one) => one === draft.limit);
  const laboratory = codes.length > 0 || draft.ucum.trim() !== '' ? { loinc: codes, ucum: draft.ucum.trim(), ...(limit && { limit }) } : undefined;
  return { fact: { ...common, kind: 'number', unit, min, max, ...(laboratory && { laboratory }) }, supposed: { mean: given(draft.mean) ?? (min + max) / 2, spread: Math.max(0, given(draft.spread) ?? 0) } };
}
