import type { Outputs } from '#contract/index';
import type { Features, Urgency } from '#contract/triage';
import { numberEntry } from './number-entry.ts';
import type { TriageVocabulary } from './use-triage-words.ts';

/** A person as chosen in the form. */
export interface ChosenPatient {
  readonly id: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string | null;
  readonly administrativeSex: Outputs['patients']['search']['patients'][number]['administrativeSex'];
  readonly maskedNam: string | null;
}

export type ChosenReferrer = Outputs['people']['searchReferrers'][number];

/** Answers as given: yes, no, a level, or the digits of a number as typed. Nothing: unknown. */
export type Answers = Readonly<Record<string, boolean | string>>;

/** The request as it stands on screen. */
export interface RequestDraft {
  readonly patient: ChosenPatient | null;
  readonly referrer: ChosenReferrer | null;
  /** As typed; `parseTypedDate` reads it. */
  readonly receivedText: string;
  readonly reasonCode: string;
  readonly requestedClass: Urgency | null;
  readonly freeText: string;
  readonly answers: Answers;
  /** The words of a pasted letter that answers were taken from, by finding. */
  readonly findingWords: Readonly<Record<string, string>>;
  /** The letter as pasted, while it is being read. */
  readonly letter: string;
  readonly prerequisites: readonly string[];
  /** Names of the papers chosen beside it. A draft keeps the names alone: taken up again, the papers are to be chosen again. */
  readonly paperNames: readonly string[];
}

export function emptyRequest(receivedText: string): RequestDraft {
  return { patient: null, referrer: null, receivedText, reasonCode: '', requestedClass: null, freeText: '', answers: {}, findingWords: {}, letter: '', prerequisites: [], paperNames: [] };
}

/** A request kept earlier, or null when it is not of this shape. */
export function readRequestDraft(kept: unknown): RequestDraft | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const draft = kept as Partial<RequestDraft>;
  const isWhole =
    draft.patient !== undefined && draft.referrer !== undefined && draft.requestedClass !== undefined && typeof draft.receivedText === 'string' && typeof draft.reasonCode === 'string' &&
    typeof draft.freeText === 'string' && typeof draft.answers === 'object' && Array.isArray(draft.prerequisites);
  // One kept by an earlier version of the program knows of no letter and no papers.
  return isWhole ? { ...(draft as RequestDraft), findingWords: draft.findingWords ?? {}, letter: draft.letter ?? '', paperNames: draft.paperNames ?? [] } : null;
}

/** The draft with a finding answered, or no longer; `quoted`: the words of a letter it comes from. */
export function answered(draft: RequestDraft, field: string, said: boolean | string | undefined, quoted: string | null): RequestDraft {
  const { [field]: _answer, ...answers } = draft.answers;
  const { [field]: _words, ...findingWords } = draft.findingWords;
  return {
    ...draft,
    answers: said === undefined ? answers : { ...answers, [field]: said },
    findingWords: said === undefined || quoted === null ? findingWords : { ...findingWords, [field]: quoted },
  };
}

/** The words of the referrer with a letter added, once. */
export function withLetter(words: string, letter: string): string {
  const text = letter.trim();
  if (text === '' || words.includes(text)) return words;
  return words.trim() === '' ? text : `${words.trimEnd()}\n\n${text}`;
}

type Dictionary = TriageVocabulary['dictionary'];

/** The findings that are complete and acceptable; a number half typed is not yet said. */
export function findingsOf(answers: Answers, dictionary: Dictionary): Features {
  const said: Record<string, boolean | number | string> = {};
  for (const { field, kind } of dictionary.findings) {
    const answer = answers[field];
    if (answer === undefined || answer === '') continue;
    if (kind !== 'number') {
      said[field] = answer;
      continue;
    }
    const entry = numberEntry(field, String(answer));
    if (entry.kind === 'value') said[field] = entry.value;
  }
  return said;
}

/** The first measured finding whose value cannot be taken, or null. */
export function firstFault(answers: Answers, dictionary: Dictionary): string | null {
  const wrong = dictionary.findings.find(({ field, kind }) => {
    if (kind !== 'number' || answers[field] === undefined) return false;
    const entry = numberEntry(field, String(answers[field]));
    return entry.kind !== 'value' && entry.kind !== 'empty';
  });
  return wrong?.field ?? null;
}

/** A prerequisite of the chosen reason: given, and whether a finding already shows it. */
export interface Prerequisite {
  readonly code: string;
  readonly optional: boolean;
  readonly given: boolean;
  readonly shown: boolean;
}

/** What the reason asks for, and what of it is there: ticked, or shown by a finding that is known. */
export function prerequisitesOf(reasonCode: string, findings: Features, ticked: readonly string[], reasons: TriageVocabulary['reasons']): Prerequisite[] {
  const known: Readonly<Record<string, unknown>> = findings;
  const asked = reasons.reasons.find((reason) => reason.code === reasonCode)?.prerequisites ?? [];
  return asked.flatMap((code) => {
    const prerequisite = reasons.prerequisites.find((candidate) => candidate.code === code);
    if (!prerequisite) return [];
    const shown = prerequisite.shownBy.some((field) => (known[field] ?? null) !== null);
    return [{ code, optional: prerequisite.optional, shown, given: shown || ticked.includes(code) }];
  });
}
