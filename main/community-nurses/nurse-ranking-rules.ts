import type { NurseArea, NurseReason } from '#contract/nurses.ts';
import type { Bilingual } from '#contract/triage.ts';
import type { NurseWeights } from './nurse-content.ts';

/** Who could follow somebody on a pathway, and why. Pure. */

export interface RankedNurse {
  readonly practitionerId: string;
  readonly sortKey: string;
  readonly isActive: boolean;
  /** Training the pathway requires that they do not hold. */
  readonly lacks: readonly Bilingual[];
  /** Training it only asks for that is not noted of them: told, and not against them. */
  readonly unnoted: readonly Bilingual[];
  readonly areas: readonly NurseArea[];
  readonly languages: readonly string[];
  /** People they follow now. */
  readonly load: number;
  readonly most: number;
  /** They are the other of the two already. */
  readonly hasOtherPart: boolean;
}

export interface FollowedPerson {
  readonly postalCode: string | null;
  readonly language: string | null;
}

export interface RankedCandidate {
  readonly practitionerId: string;
  /** 1 for the first; null for somebody one may not choose. */
  readonly rank: number | null;
  readonly reasons: NurseReason[];
}

/** A postal code as areas are written: capitals and figures, no space. */
export const compactPostalCode = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** How far a nurse goes to a postal code: the distance of the longest beginning that fits; null where none does. */
export function kilometresTo(areas: readonly NurseArea[], postalCode: string): number | null {
  const code = compactPostalCode(postalCode);
  const fitting = areas.filter(({ prefix }) => code.startsWith(prefix)).sort((one, other) => other.prefix.length - one.prefix.length || one.km - other.km);
  return fitting[0]?.km ?? null;
}

/** `fr-CA` and `fr` are the same language. */
const tongue = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';

const reason = (code: NurseReason['code'], part: Partial<Omit<NurseReason, 'code'>> = {}): NurseReason => ({ code, km: null, load: null, most: null, words: [], ...part });

interface Judged {
  readonly nurse: RankedNurse;
  readonly reasons: NurseReason[];
  readonly isOpen: boolean;
  /** Kilometres, with what load and language are worth in kilometres. */
  readonly cost: number;
}

function judge(nurse: RankedNurse, person: FollowedPerson, weights: NurseWeights): Judged {
  const against: NurseReason[] = [];
  if (!nurse.isActive) against.push(reason('inactive'));
  if (nurse.lacks.length > 0) against.push(reason('untrained', { words: [...nurse.lacks] }));
  if (nurse.load >= nurse.most) against.push(reason('full', { load: nurse.load, most: nurse.most }));
  if (nurse.hasOtherPart) against.push(reason('other-part'));
  const km = person.postalCode === null ? null : kilometresTo(nurse.areas, person.postalCode);
  const way = km !== null ? reason('distance', { km }) : reason(person.postalCode === null ? 'no-address' : 'outside');
  const spoken = nurse.languages.map(tongue);
  const isUnknown = person.language === null || spoken.length === 0;
  const speaks = person.language !== null && spoken.includes(tongue(person.language));
  const unnoted = nurse.unnoted.length > 0 ? [reason('unnoted', { words: [...nurse.unnoted] })] : [];
  const reasons = [...against, way, reason('load', { load: nurse.load, most: nurse.most }), reason(isUnknown ? 'language-unknown' : speaks ? 'language' : 'other-language'), ...unnoted];
  const loaded = nurse.most > 0 ? (nurse.load / nurse.most) * weights.kilometresOfFullLoad : 0;
  return { nurse, reasons, isOpen: against.length === 0, cost: (km ?? weights.kilometresOutside) + loaded + (isUnknown || speaks ? 0 : weights.kilometresOfOtherLanguage) };
}

/**
 * Everybody of the directory: first those one may choose, the nearest and least loaded who speaks the person's language in front;
 * then the others, each with what stands against them. Equal cost: by name.
 */
export function rankNurses(nurses: readonly RankedNurse[], person: FollowedPerson, weights: NurseWeights): readonly RankedCandidate[] {
  const judged = nurses.map((nurse) => judge(nurse, person, weights)).sort((one, other) => Number(other.isOpen) - Number(one.isOpen) || one.cost - other.cost || (one.nurse.sortKey < other.nurse.sortKey ? -1 : 1));
  return judged.map(({ nurse, reasons, isOpen }, index) => ({ practitionerId: nurse.practitionerId, rank: isOpen ? index + 1 : null, reasons }));
}
