import type { Role } from '#contract/permissions.ts';
import type { VisitPurpose } from '#contract/visit-purposes.ts';
import type { VisitType, VisitTypeEntry } from '#contract/visit-types.ts';

/** What a clinic says of a type of visit. */
export interface KeptType extends Omit<VisitTypeEntry, 'label' | 'atDistance' | 'why' | 'isBuiltIn'> {
  /** Null: the words of the content. */
  readonly label: VisitType['label'] | null;
}

/** As the content has it: nothing but what it is for. */
const asShipped = { minutes: null, bufferBefore: 0, bufferAfter: 0, roles: [], classes: [], modalities: [], needsRoom: false, equipment: null, retired: false, version: 0 } as const;

/** Every type: those of the content in their order with what the clinic says of them, then the clinic's own by name; those no longer offered last. */
export function everyType(shipped: readonly VisitPurpose[], kept: readonly KeptType[]): VisitTypeEntry[] {
  const known = new Map(kept.map((one) => [one.code, one]));
  const ofContent = shipped.map((purpose): VisitTypeEntry => {
    const { label: _label, ...said } = known.get(purpose.code) ?? { ...asShipped, label: null };
    return { ...purpose, ...said, roles: [...said.roles], classes: [...said.classes], modalities: [...said.modalities], isBuiltIn: true };
  });
  const own = kept
    .filter(({ code }) => !shipped.some((purpose) => purpose.code === code))
    .map(({ label, ...said }): VisitTypeEntry => ({ ...said, label: label ?? { fr: said.code, en: said.code }, atDistance: 'allowed', why: null, isBuiltIn: false }))
    .sort((one, other) => one.label.fr.localeCompare(other.label.fr, 'fr'));
  return [...ofContent, ...own].sort((one, other) => Number(one.retired) - Number(other.retired));
}

/** What is wrong with a type as it was typed, or null. */
export function typeProblem(type: Pick<VisitTypeEntry, 'code'> & { readonly label: VisitType['label'] | null }, others: readonly VisitTypeEntry[], isBuiltIn: boolean): { readonly path: string; readonly code: string } | null {
  if (isBuiltIn) return null;
  const { label } = type;
  if (label === null || label.fr.trim() === '' || label.en.trim() === '') return { path: 'label', code: 'REQUIRED' };
  const same = (one: string, other: string): boolean => one.trim().toLocaleLowerCase('fr') === other.trim().toLocaleLowerCase('fr');
  const taken = others.some((other) => other.code !== type.code && (same(other.label.fr, label.fr) || same(other.label.en, label.en)));
  return taken ? { path: 'label', code: 'TAKEN' } : null;
}

/** Whether a professional may hold a type of visit; a visit of no type is anybody's. */
export function mayHold(type: Pick<VisitType, 'roles'> | null, role: Role | null): boolean {
  return type === null || type.roles.length === 0 || (role !== null && type.roles.includes(role));
}

/** Why a type does not go with who holds the visit or with its request, or null. */
export function typeRefusal(type: Pick<VisitType, 'roles' | 'classes'> | null, { role, cls }: { readonly role: Role | null; readonly cls: string | null }): { readonly path: string; readonly code: 'COMPETENCE' | 'CLASS' } | null {
  if (!mayHold(type, role)) return { path: 'practitionerId', code: 'COMPETENCE' };
  if (type !== null && type.classes.length > 0 && !type.classes.some((one) => one === cls)) return { path: 'purpose', code: 'CLASS' };
  return null;
}

const minute = 60_000;

/** How long a professional is busy around a visit of a type, in milliseconds. */
export function buffersOf(type: Pick<VisitType, 'bufferBefore' | 'bufferAfter'> | null): { readonly before: number; readonly after: number } {
  return { before: (type?.bufferBefore ?? 0) * minute, after: (type?.bufferAfter ?? 0) * minute };
}
