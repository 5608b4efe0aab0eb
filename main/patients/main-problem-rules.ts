import { foldText } from './patient-name.ts';

/** Which problem a list names a patient by. Order of display only; nothing is inferred from it. */

export interface ProblemRow {
  readonly codeSystem: string | null;
  readonly code: string | null;
  readonly text: string;
  /** FHIR partial date or instant. */
  readonly onsetOn: string | null;
}

/** SNOMED CT: inflammatory, crystal and systemic rheumatic disease. */
const inflammatorySnomed: ReadonlySet<string> = new Set([
  '69896004', // rheumatoid arthritis
  '156370009', '33339001', // psoriatic arthritis
  '9631008', // ankylosing spondylitis
  '55464009', // systemic lupus erythematosus
  '83901003', // Sjögren
  '89155008', // systemic sclerosis
  '400130008', '414341000', // giant cell arteritis
  '65323003', // polymyalgia rheumatica
  '90560007', // gout
  '410502007', // juvenile idiopathic arthritis
]);
const otherRheumaticSnomed: ReadonlySet<string> = new Set(['396275006', '239872002', '239873007', '203082005', '64859006']);
const inflammatoryIcd = /^(M0[5-9]|M1[0-4]|M3[0-6]|M45|M46)/;
const otherRheumaticIcd = /^M/;
const inflammatoryText = /arthrite|arthritis|arthropath|spondylarthr|spondyloarthr|spondylit|lupus|sj[öo]gren|scl[ée]roderm|systemic sclerosis|scl[ée]rose syst|vascul|art[ée]rit|polymyalgi|pseudopolyarthr|goutte|\bgout\b|myosit|connectivit|connective/i;
const otherRheumaticText = /arthros|osteoarth|fibromyalg|ost[ée]opor/i;
/** SNOMED names that say what they are: not a disease. */
const notADisease = /\((finding|situation|constatation)\)\s*$|^history of|^antécédent/i;

const ranks = { inflammatory: 0, rheumatic: 1, other: 2, none: 3 } as const;

/** The problem a rheumatology list shows: the first one that is a disease, or `null`. */
export function mainProblem(problems: readonly ProblemRow[]): ProblemRow | null {
  return inReadingOrder(problems.filter((problem) => rankOf(problem) !== ranks.none))[0] ?? null;
}

/** What makes two problems one in a list: the code they share, or else their words. */
export function problemKey({ codeSystem, code, text }: ProblemRow): string {
  return (code ? `${codeSystem ?? ''}|${code}` : `|${foldText(text)}`).slice(0, 200);
}

/** Rheumatic disease first, then other disease, then findings; the most recent first in each. */
export function inReadingOrder<Row extends ProblemRow>(problems: readonly Row[]): readonly Row[] {
  return [...problems].sort((one, other) => rankOf(one) - rankOf(other) || compare(other.onsetOn ?? '', one.onsetOn ?? '') || compare(one.text, other.text));
}

/** Whether a problem is a rheumatic disease, as far as its code or words tell. */
export function isRheumatic(problem: ProblemRow): boolean {
  return rankOf(problem) <= ranks.rheumatic;
}

function rankOf({ codeSystem, code, text }: ProblemRow): number {
  const isIcd = codeSystem?.includes('icd-10') ?? false;
  if (code && (inflammatorySnomed.has(code) || (isIcd && inflammatoryIcd.test(code)))) return ranks.inflammatory;
  if (code && (otherRheumaticSnomed.has(code) || (isIcd && otherRheumaticIcd.test(code)))) return ranks.rheumatic;
  if (otherRheumaticText.test(text)) return ranks.rheumatic;
  if (inflammatoryText.test(text)) return ranks.inflammatory;
  return notADisease.test(text) ? ranks.none : ranks.other;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
