import type { DuplicateReason, DuplicateStrength } from '#contract/duplicates.ts';
import { identifierSystems, type AdministrativeSex } from '#contract/values.ts';
import { foldText } from '../patient-name.ts';
import { compareWords, editDistance, nameWords } from './name-likeness-rules.ts';
import weights from './weights.json' with { type: 'json' };

/**
 * Whether two records may be one person: a score in the manner of Fellegi and Sunter, from weights kept as data.
 * Pure and symmetric; the same for what is being typed, for an import and for the scan of the registry.
 */

/** What is compared of a person. What is unknown is `null` or absent, and counts neither for nor against. */
export interface Identity {
  readonly familyName: string;
  readonly givenName: string;
  readonly birthFamilyName?: string | null;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly birthDate: string | null;
  readonly administrativeSex?: AdministrativeSex | null;
  readonly phone?: string | null;
  readonly email?: string | null;
  readonly postalCode?: string | null;
  readonly identifiers: readonly { readonly system: string; readonly value: string }[];
}

export interface DuplicateScore {
  /** Probability that both are one person, from 0 to 1. */
  readonly score: number;
  readonly strength: DuplicateStrength | null;
  /** What was found, the weightiest first; a negative weight speaks against. */
  readonly reasons: readonly { readonly reason: DuplicateReason; readonly weight: number }[];
}

/** Version of the weights a score is worked out with. */
export const duplicateRulesVersion: string = weights.version;

/** A person has one number of each of these; another number speaks against. */
const personalSystems: readonly string[] = [identifierSystems.nam, identifierSystems.nir];

/** How likely two records are of one person, and why. */
export function scoreDuplicate(one: Identity, other: Identity): DuplicateScore {
  const found = [
    ...compareNumbers(one, other),
    ...compareNames(one, other),
    ...compareBirthDates(one.birthDate, other.birthDate),
    ...compareSexes(one.administrativeSex ?? null, other.administrativeSex ?? null),
    ...compareContact(one, other),
  ];
  const reasons = found.map((reason) => ({ reason, weight: weightOf(reason) })).sort((first, second) => second.weight - first.weight);
  const total = reasons.reduce((sum, { weight }) => sum + weight, 0);
  const likelihood = isTwin(found) ? 0 : round(1 / (1 + 2 ** (Math.log2(weights.prior.people) - total)));
  // Two who share a number are worth a look whatever else they do not share: one of the two numbers is wrong.
  const score = sharesNumber(found) ? Math.max(likelihood, leastScore) : likelihood;
  return { score, strength: strengthOf(score), reasons };
}

/** The word for a score; `null` below what is worth a look. */
export function strengthOf(score: number): DuplicateStrength | null {
  if (score >= weights.strength.certain) return 'certain';
  if (score >= weights.strength.probable) return 'probable';
  return score >= weights.strength.possible ? 'possible' : null;
}

/** The least score that is proposed. */
export const leastScore: number = weights.strength.possible;

/** The last ten digits of a phone number, which is what two ways of writing it share; `null` for fewer than seven. */
export function phoneKey(phone: string | null | undefined): string | null {
  const digits = (phone ?? '').split(/poste|ext|[x#]/iu)[0]?.replace(/\D/g, '') ?? '';
  return digits.length >= 7 ? digits.slice(-10) : null;
}

/** The birth date with day and month exchanged, when that is another date: a usual slip. */
export function swappedDate(date: string): string | null {
  const [year = '', month = '', day = ''] = date.split('-');
  return Number(day) <= 12 && day !== month && day !== '' ? `${year}-${day}-${month}` : null;
}

function weightOf(reason: DuplicateReason): number {
  const { m, u } = weights.findings[reason];
  return Math.round(Math.log2(m / u) * 10) / 10;
}

function round(probability: number): number {
  return Math.round(probability * 1e6) / 1e6;
}

/** Two of one family born the same day with other first names are twins, whatever else they share but their number. */
function isTwin(found: readonly DuplicateReason[]): boolean {
  return found.includes('different-given-name') && !sharesNumber(found);
}

function sharesNumber(found: readonly DuplicateReason[]): boolean {
  return found.includes('same-number') || found.includes('same-file-number');
}

function compareNumbers(one: Identity, other: Identity): readonly DuplicateReason[] {
  const reasons: DuplicateReason[] = [];
  const valuesOf = (identity: Identity, system: string): readonly string[] => identity.identifiers.filter((number) => number.system === system).map(({ value }) => value);
  const isShared = (system: string): boolean => valuesOf(one, system).some((value) => valuesOf(other, system).includes(value));
  if (isShared(identifierSystems.file)) reasons.push('same-file-number');
  // One reason for all numbers: a person's second card says nothing the first did not.
  const systems = new Set([...one.identifiers, ...other.identifiers].map(({ system }) => system).filter((system) => system !== identifierSystems.file));
  const personal = personalSystems.map((system) => [valuesOf(one, system), valuesOf(other, system)] as const).filter(([own, others]) => own.length > 0 && others.length > 0);
  if ([...systems].some(isShared)) reasons.push('same-number');
  else if (personal.some(([own, others]) => own.some((value) => others.some((second) => editDistance(value, second) === 1)))) reasons.push('near-number');
  else if (personal.length > 0) reasons.push('different-number');
  return reasons;
}

const likenessReasons = {
  family: { same: 'same-family-name', similar: 'similar-family-name', different: 'different-family-name' },
  given: { same: 'same-given-name', similar: 'similar-given-name', different: 'different-given-name' },
} as const;

/** The names of an identity in words, worked out once: one identity is compared with many. */
interface Names {
  readonly isNamed: boolean;
  readonly family: readonly string[];
  readonly given: readonly string[];
  /** Family names, by birth and now. */
  readonly families: readonly (readonly string[])[];
}
const namesKnown = new WeakMap<Identity, Names>();

function namesOf(identity: Identity): Names {
  const known = namesKnown.get(identity);
  if (known) return known;
  const { familyName, givenName, birthFamilyName } = identity;
  const family = nameWords(familyName);
  const names: Names = { isNamed: foldText(familyName) !== '' && foldText(givenName) !== '', family, given: nameWords(givenName), families: birthFamilyName ? [family, nameWords(birthFamilyName)] : [family] };
  namesKnown.set(identity, names);
  return names;
}

function compareNames(one: Identity, other: Identity): readonly DuplicateReason[] {
  const [own, others] = [namesOf(one), namesOf(other)];
  if (!own.isNamed || !others.isNamed) return [];
  const family = compareWords(own.family, others.family);
  const given = compareWords(own.given, others.given);
  // Family and given name in each other's field, at most one of them misspelt.
  const crossed = [compareWords(own.family, others.given), compareWords(own.given, others.family)];
  const isCrossed = crossed.includes('same') && !crossed.includes('different');
  if (isCrossed && (family === 'different' || given === 'different')) return ['swapped-names'];
  const throughBirth = family === 'same' ? false : own.families.some((first) => others.families.some((second) => compareWords(first, second) === 'same'));
  return [throughBirth ? 'birth-family-name' : likenessReasons.family[family], likenessReasons.given[given]];
}

function compareBirthDates(one: string | null, other: string | null): readonly DuplicateReason[] {
  if (one === null || other === null) return [];
  if (one === other) return [one.length === 10 ? 'same-birth-date' : 'partial-birth-date'];
  if (one.length !== 10 || other.length !== 10) return [one.startsWith(other) || other.startsWith(one) ? 'partial-birth-date' : 'different-birth-date'];
  if (swappedDate(one) === other) return ['swapped-birth-date'];
  return [editDistance(one.replaceAll('-', ''), other.replaceAll('-', '')) === 1 ? 'near-birth-date' : 'different-birth-date'];
}

function compareSexes(one: AdministrativeSex | null, other: AdministrativeSex | null): readonly DuplicateReason[] {
  const known = (sex: AdministrativeSex | null): boolean => sex === 'F' || sex === 'M';
  if (!known(one) || !known(other)) return [];
  return [one === other ? 'same-sex' : 'different-sex'];
}

function compareContact(one: Identity, other: Identity): readonly DuplicateReason[] {
  const reasons: DuplicateReason[] = [];
  const [phone, otherPhone] = [phoneKey(one.phone), phoneKey(other.phone)];
  if (phone !== null && otherPhone !== null) reasons.push(phone === otherPhone ? 'same-phone' : 'different-phone');
  const [email, otherEmail] = [tidy(one.email), tidy(other.email)];
  if (email !== '' && email === otherEmail) reasons.push('same-email');
  const [place, otherPlace] = [tidy(one.postalCode), tidy(other.postalCode)];
  if (place !== '' && otherPlace !== '') reasons.push(place === otherPlace ? 'same-postal-code' : 'different-postal-code');
  return reasons;
}

function tidy(text: string | null | undefined): string {
  return (text ?? '').toLowerCase().replace(/\s/g, '');
}

/** What two records share beyond who they are: not told of a record closed to whoever asks. */
export const ofContact: ReadonlySet<string> = new Set<DuplicateReason>(['same-phone', 'different-phone', 'same-email', 'same-postal-code', 'different-postal-code']);
