import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index';
import type { Bilingual, Finding, FindingValue } from '#contract/triage';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';

export type TriageVocabulary = Outputs['referrals']['vocabulary'];

/** The names of findings, reasons, professionals and classes, in the language of the page. */
export interface TriageWords {
  readonly content: TriageVocabulary;
  readonly text: (label: Bilingual) => string;
  readonly finding: (field: string) => Finding | undefined;
  readonly reason: (code: string) => string;
  readonly prerequisite: (code: string) => string;
  /** A professional, or a destination outside the clinic. */
  readonly professional: (code: string) => string;
  readonly professionalShort: (code: string) => string;
  readonly delay: (cls: string) => string;
  /** "oui", "90 min", "fortement positif"; a list is written out. */
  readonly value: (field: string, value: FindingValue) => string;
  /** A number without its unit; a titre as it is said, "1:320". */
  readonly amount: (field: string, value: number) => string;
  /** A finding and its value as one phrase: "Fièvre", "Raideur matinale 90 min". */
  readonly phrase: (field: string, value: FindingValue) => string;
  /** The short name of a finding, for lists: "Art. enflées". */
  readonly brief: (field: string) => string;
  /** The short name and the value: "Art. enflées 8". */
  readonly briefPhrase: (field: string, value: FindingValue) => string;
}

/** Undefined until the words have arrived; asked once for each sign-in. */
export function useTriageWords(): TriageWords | undefined {
  const { data } = useQuery(api.referrals.vocabulary.queryOptions({ staleTime: Infinity }));
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const { language, number } = f;
  return useMemo(() => data && wordsIn(data, language, { yes: t('answer.yes'), no: t('answer.no'), negative: t('answer.negative'), number }), [data, language, t, number]);
}

/** Numbers kept as the dilution of a titre: 320 is 1:320, 0 is negative. */
const titres: ReadonlySet<string> = new Set(['ana_titre']);

interface Writing {
  readonly yes: string;
  readonly no: string;
  readonly negative: string;
  readonly number: (value: number) => string;
}

function wordsIn(content: TriageVocabulary, language: 'fr' | 'en', { yes, no, negative, number }: Writing): TriageWords {
  const text = (label: Bilingual): string => label[language];
  const findings = new Map(content.dictionary.findings.map((finding) => [finding.field, finding]));
  const nameIn = (list: readonly { readonly code: string; readonly label: Bilingual }[]) => {
    const names = new Map(list.map((item) => [item.code, item.label[language]]));
    return (code: string): string => names.get(code) ?? code;
  };
  const { vocabulary, reasons } = content;
  const short = new Map(vocabulary.professionals.map((professional) => [professional.code as string, professional.short[language]]));
  const delays = new Map(vocabulary.classes.map((cls) => [cls.code as string, cls.delay[language]]));
  const amount = (field: string, said: number): string => (titres.has(field) ? (said === 0 ? negative : `1:${String(said)}`) : number(said));
  const value = (field: string, said: FindingValue): string => {
    if (said === null) return '';
    if (typeof said === 'boolean') return said ? yes : no;
    if (Array.isArray(said)) return said.join(', ');
    const finding = findings.get(field);
    if (typeof said === 'string') return finding?.options?.find((option) => option.code === said)?.label[language].toLowerCase() ?? said;
    const unit = finding?.unit?.[language];
    return unit ? `${number(said)}\u00A0${unit}` : amount(field, said);
  };
  const brief = (field: string): string => (findings.get(field)?.shortLabel ?? findings.get(field)?.label)?.[language] ?? field;
  const phraseOf = (name: string, field: string, said: FindingValue): string => (said === true ? name : `${name} ${value(field, said)}`);
  return {
    content,
    text,
    finding: (field) => findings.get(field),
    reason: nameIn(reasons.reasons),
    prerequisite: nameIn(reasons.prerequisites),
    professional: nameIn([...vocabulary.professionals, ...vocabulary.destinations]),
    professionalShort: (code) => short.get(code) ?? code,
    delay: (cls) => delays.get(cls) ?? cls,
    value,
    amount,
    phrase: (field, said) => phraseOf(findings.get(field)?.label[language] ?? field, field, said),
    brief,
    briefPhrase: (field, said) => phraseOf(brief(field), field, said),
  };
}
