import { longestBuffer, type VisitType, type VisitTypeEntry } from '#contract/visit-types';
import { readNumber } from '../../text/typed-number.ts';

/** A type of visit while it is written. Pure. */
export interface TypeDraft extends Pick<VisitType, 'roles' | 'classes' | 'modalities' | 'needsRoom' | 'equipment'> {
  readonly fr: string;
  readonly en: string;
  readonly minutes: string;
  readonly bufferBefore: string;
  readonly bufferAfter: string;
}

type TypeValues = Pick<VisitType, 'minutes' | 'bufferBefore' | 'bufferAfter' | 'roles' | 'classes' | 'modalities' | 'needsRoom' | 'equipment'>;
export type TypeFault = 'fr' | 'en' | 'minutes' | 'bufferBefore' | 'bufferAfter';

/** What the fields show of a type, or of one that is new. */
export function toTypeDraft(type: VisitTypeEntry | null): TypeDraft {
  const { label, minutes, bufferBefore, bufferAfter, roles, classes, modalities, needsRoom, equipment } = type ?? { label: { fr: '', en: '' }, minutes: null, bufferBefore: 0, bufferAfter: 0, roles: [], classes: [], modalities: [], needsRoom: false, equipment: null };
  return { fr: label.fr, en: label.en, minutes: minutes === null ? '' : String(minutes), bufferBefore: String(bufferBefore), bufferAfter: String(bufferAfter), roles, classes, modalities, needsRoom, equipment };
}

/** What is typed as a type, or the fields that are wrong. Nothing typed: the usual length, no time around. */
export function readType(draft: TypeDraft, isBuiltIn: boolean): { readonly values: TypeValues } | { readonly faults: ReadonlySet<TypeFault> } {
  const whole = (text: string, least: number, most: number): number | null | undefined => {
    const value = readNumber(text);
    return value === null || (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) ? value : undefined;
  };
  const { roles, classes, modalities, needsRoom, equipment } = draft;
  const [minutes, bufferBefore, bufferAfter] = [whole(draft.minutes, 5, 240), whole(draft.bufferBefore, 0, longestBuffer), whole(draft.bufferAfter, 0, longestBuffer)];
  const faults = new Set<TypeFault>();
  if (!isBuiltIn) for (const language of ['fr', 'en'] as const) if (draft[language].trim() === '') faults.add(language);
  if (minutes === undefined) faults.add('minutes');
  if (bufferBefore === undefined) faults.add('bufferBefore');
  if (bufferAfter === undefined) faults.add('bufferAfter');
  if (faults.size > 0 || minutes === undefined || bufferBefore === undefined || bufferAfter === undefined) return { faults };
  return { values: { minutes, bufferBefore: bufferBefore ?? 0, bufferAfter: bufferAfter ?? 0, roles, classes, modalities, needsRoom, equipment } };
}

/** A list with one added or taken away, in the order of all. */
export function toggled<Item>(all: readonly Item[], chosen: readonly Item[], item: Item): Item[] {
  return all.filter((one) => (one === item) !== chosen.includes(one));
}
