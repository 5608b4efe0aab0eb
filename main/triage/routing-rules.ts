import type { ModalityVerdict, RoutingReason } from '#contract/routing.ts';
import type { Decision, Modality, ProfessionalCode } from '#contract/triage.ts';
import { type Facts, holds } from './condition-evaluation.ts';
import type { RoutingContent } from './routing-content.ts';

/** Whom a person could see beyond the first professional, and how: rules and scopes of practice as data, interpreted here. */

/** What is known of the person and where they live, beside the findings. */
export interface RoutedPerson {
  readonly language: string | null;
  readonly mobility: string;
  readonly teleSuitability: string;
  readonly regionCode: string | null;
}

/** Somebody of the clinic one could send to, and what they speak with patients: codes of languages; none: nobody has said. */
export interface Colleague {
  readonly practitionerId: string;
  readonly name: string;
  readonly professional: ProfessionalCode;
  readonly languages: readonly string[];
}

/** A professional suggested, before waits are looked at. */
interface SuggestedStep {
  readonly professional: ProfessionalCode;
  readonly isProposed: boolean;
  readonly modality: Modality | null;
  readonly because: readonly RoutingReason[];
  /** Who of this profession speaks the language of the person; null where the one or the other is not known. */
  readonly speakers: readonly Colleague[] | null;
}

const visits = ['IN_PERSON', 'VIDEO', 'PHONE', 'HOME'] as const satisfies readonly Modality[];
const strength = { blocked: 3, caution: 2, suits: 1 } as const;
/** Somebody who is not booked: the emergency department, and the office. */
const notSuggested: readonly ProfessionalCode[] = ['ED', 'ADMIN'];
const physicians: readonly ProfessionalCode[] = ['RHEUM', 'ED'];

/** A red flag: what is immediate, or class A. */
export const needsPhysician = ({ cls }: Pick<Decision, 'cls'>): boolean => cls === 'URG' || cls === 'A';

/**
 * Whom to suggest and how. Those the triage rules name come first, in their order; a red flag has the physician among them
 * whatever they name. Unknown facts suggest nobody and hold nothing back.
 *
 * Of those the rules of routing add, a profession with somebody who speaks the language of the person comes before one where nobody
 * is known to, and that before one where nobody does; those the triage rules name keep their order.
 *
 * @param person.language code of the language, null where it is not known
 * @param clinicRegion sociosanitary region of the clinic, null where it has none
 */
export function suggestRoute(findings: Facts, decision: Pick<Decision, 'cls' | 'pros' | 'modality'>, person: RoutedPerson, clinicRegion: string | null, { body }: RoutingContent, colleagues: readonly Colleague[] = []) {
  const speakersOf = (professional: ProfessionalCode): readonly Colleague[] | null => speakersAmong(professional, person.language, colleagues);
  const facts: Facts = {
    ...findings,
    red_flag: needsPhysician(decision),
    // With somebody who speaks it nobody has to interpret.
    other_language: person.language === null ? null : !['fr', 'en'].includes(person.language) && !decision.pros.slice(0, 1).some((one) => (speakersOf(one) ?? []).length > 0),
    other_region: person.regionCode === null || clinicRegion === null ? null : person.regionCode !== clinicRegion,
    mobility: person.mobility === 'unknown' ? null : person.mobility,
    tele_suitability: person.teleSuitability === 'unknown' ? null : person.teleSuitability,
  };
  const modalities = visits.map((one) => verdictOf(one, facts, body.modalityRules));
  const fired = body.rules.filter(({ when }) => holds(when, facts)).sort((one, other) => (one.id < other.id ? -1 : 1));
  const first: readonly ProfessionalCode[] = needsPhysician(decision) && !decision.pros.some((one) => physicians.includes(one)) ? ['RHEUM', ...decision.pros] : decision.pros;
  const proposed = [...new Set(first)].filter((one) => !notSuggested.includes(one));
  const added = body.scopes.map(({ professional }) => professional).filter((one) => !proposed.includes(one) && fired.some(({ adds }) => adds.includes(one))).sort((one, other) => fluency(speakersOf(one)) - fluency(speakersOf(other)));
  const steps: SuggestedStep[] = [...proposed, ...added].map((professional, index) => ({
    professional,
    isProposed: index < proposed.length,
    modality: index === 0 && decision.modality !== 'ED' ? decision.modality : meetingOf(professional, modalities, body.scopes),
    because: fired.filter(({ adds }) => adds.includes(professional)).map(reasonOf),
    speakers: speakersOf(professional),
  }));
  return { needsPhysician: needsPhysician(decision), steps, modalities };
}

/** Those of a profession who speak a language; null where it is not known, or nobody of the profession has said. */
function speakersAmong(professional: ProfessionalCode, language: string | null, colleagues: readonly Colleague[]): readonly Colleague[] | null {
  const known = colleagues.filter((one) => one.professional === professional && one.languages.length > 0);
  return language === null || known.length === 0 ? null : known.filter(({ languages }) => languages.includes(language));
}

/** How well a profession is heard: 0 somebody speaks the language, 1 not known, 2 nobody does. */
const fluency = (speakers: readonly Colleague[] | null): number => (speakers === null ? 1 : speakers.length > 0 ? 0 : 2);

const reasonOf = ({ id, title, why, source }: RoutingReason): RoutingReason => ({ id, title, why, source });

/** The strongest thing the rules say of a modality: one that is held back is not made good by one that suits. */
function verdictOf(of: Modality, facts: Facts, rules: RoutingContent['body']['modalityRules']): ModalityVerdict {
  const fired = rules.filter(({ modalities, when }) => modalities.includes(of) && holds(when, facts)).sort((one, other) => strength[other.verdict] - strength[one.verdict] || (one.id < other.id ? -1 : 1));
  const [strongest] = fired;
  return { modality: of, verdict: strongest?.verdict ?? 'open', because: fired.filter(({ verdict }) => verdict === strongest?.verdict).map(reasonOf) };
}

const liking = { suits: 0, open: 1, caution: 2, blocked: 3 } as const;

/** How a profession would meet this person: of its ways, the one that suits best, its usual one first; null where all are held back. */
function meetingOf(professional: ProfessionalCode, verdicts: readonly ModalityVerdict[], scopes: RoutingContent['body']['scopes']): Modality | null {
  const ways = (scopes.find((one) => one.professional === professional)?.visits ?? []).flatMap((way) => verdicts.filter(({ modality: of, verdict }) => of === way && verdict !== 'blocked'));
  return [...ways].sort((one, other) => liking[one.verdict] - liking[other.verdict])[0]?.modality ?? null;
}

/** Why an order somebody chose is refused: a red flag without a physician, somebody first whose scope does not allow it, or another first than decided. */
export function routeProblem(route: readonly ProfessionalCode[], decision: Pick<Decision, 'cls' | 'primary'>, { body }: RoutingContent): 'PHYSICIAN_REQUIRED' | 'MAY_NOT_LEAD' | 'ANOTHER_FIRST' | null {
  const [first] = route;
  if (first === undefined) return null;
  if (needsPhysician(decision) && !route.some((one) => physicians.includes(one))) return 'PHYSICIAN_REQUIRED';
  if (body.scopes.some(({ professional, lead }) => professional === first && !lead)) return 'MAY_NOT_LEAD';
  return first === decision.primary || decision.primary === 'ED' ? null : 'ANOTHER_FIRST';
}
