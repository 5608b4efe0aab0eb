import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dose, DosePeriod, TreatmentLine } from '#contract/treatments.ts';
import { toFailure } from '../link/failure.ts';
import { catalogues } from '../text/catalogues.ts';
import { useFormat } from '../text/use-format.ts';
import { rhythmOf } from './dose-form.ts';

const issues = catalogues.fr.treatments.issue;

/** How treatments are said. */
export function useTreatmentWords() {
  const { t } = useTranslation('treatments');
  const f = useFormat();
  return useMemo(() => {
    const rhythm = (dose: Pick<Dose, 'times' | 'perDays'>): string => {
      const known = rhythmOf(dose);
      return known ? t(`rhythm.${known}`) : t('rhythm.said', { times: f.number(dose.times), days: f.number(dose.perDays) });
    };
    /** International units are UI in French. */
    const unit = (one: Dose['unit']): string => (one === 'IU' && f.language === 'fr' ? 'UI' : one);
    return {
      rhythm,
      unit,
      required: t('issue.REQUIRED'),
      /** A period's dose: structured, else the words received; null when nothing is known. */
      dose: ({ dose, route, text }: DosePeriod): string | null =>
        dose ? [`${f.number(dose.amount)}\u00A0${unit(dose.unit)}`, route, rhythm(dose), dose.asNeeded ? t('dose.asNeeded') : null].filter(Boolean).join(' ') : (text ?? route),
      /** Strength of a product, as its list writes it but for the decimal comma. */
      strength: ({ strength }: { readonly strength: string }): string => (f.language === 'fr' ? strength.replace(/(\d)\.(\d)/g, '$1,$2') : strength),
      /** From when to when a line was taken. */
      span: ({ startedOn, endedOn }: Pick<TreatmentLine, 'startedOn' | 'endedOn'>): string => {
        if (endedOn !== null) return t('list.fromTo', { from: startedOn ? f.date(startedOn) : t('list.unknown'), to: f.date(endedOn) });
        return startedOn ? t(startedOn.length === 10 ? 'list.sinceDay' : 'list.since', { date: f.date(startedOn) }) : t('list.unknownStart');
      },
      /** What an answer `INVALID` says of a field; undefined when it says nothing of it. */
      issue: (error: unknown, path: string): string | undefined => {
        const { code, data } = toFailure(error);
        const found = code === 'INVALID' ? issuesOf(data).find((one) => one.path === path) : undefined;
        return found && (Object.hasOwn(issues, found.code) ? t(`issue.${found.code as keyof typeof issues}`) : t('issue.OTHER'));
      },
    };
  }, [t, f]);
}

function issuesOf(data: unknown): readonly { readonly path: string; readonly code: string }[] {
  return typeof data === 'object' && data !== null && 'issues' in data && Array.isArray(data.issues) ? (data.issues as { path: string; code: string }[]) : [];
}
