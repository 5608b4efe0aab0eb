import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import type { DatedStep, Escalation, PlanStep, RecognisedFact, Shift } from '#contract/plans.ts';
import type { Bilingual } from '#contract/triage.ts';
import { toFailure } from '../link/failure.ts';
import { catalogues } from '../text/catalogues.ts';
import { useFormat } from '../text/use-format.ts';

const issues = catalogues.fr.plans.issue;

/** How plans and their steps are said. */
export function usePlanWords() {
  const { t } = useTranslation(['plans', 'common']);
  const f = useFormat();
  return useMemo(() => {
    const reason = ({ code, words }: Shift, step: DatedStep): string => {
      const date = f.date(step.idealOn, 'short');
      if (code === 'merged') return step.mergedWith ? t('reason.merged', { label: step.mergedWith.label[f.language], title: step.mergedWith.title[f.language] }) : t('reason.mergedUnknown');
      return t(`reason.${code}`, { date, words: words?.[f.language] ?? '' });
    };
    return {
      required: t('issue.REQUIRED'),
      /** Who does it and how: professions, then ways of a visit. */
      who: ({ roles, modalities }: Pick<DatedStep, 'roles' | 'modalities'>): string => [roles.map((role) => t(`common:role.${role}`)).join(' / '), modalities.map((modality) => t(`common:modality.${modality}`)).join(' / ')].filter(Boolean).join(' · '),
      /** Why it is not on the day its offset gives; empty where it is. */
      reasons: (step: DatedStep): string => step.reasons.map((one) => reason(one, step)).join('; '),
      standing: ({ standing, daysLate, visit, doneOn, untilOn }: PlanStep): string => {
        if (standing === 'late') return t('standing.late', { count: daysLate });
        if (standing === 'booked') return t('standing.booked', { date: f.date(visit?.on ?? '', 'short') });
        if (standing === 'later' && untilOn < f.today) return t('standing.passed');
        return standing === 'done' ? t('standing.done', { date: f.date(doneOn ?? '', 'short') }) : t(`standing.${standing}`);
      },
      /** What was found that may be the step, what it holds and what is missing of what the step asks for. */
      recognised: ({ kind, status, on, by, said, missing }: RecognisedFact): string => {
        const which = kind === 'visit' && status === 'done' ? 'visitDone' : kind;
        const list = (all: readonly Bilingual[]): string => all.map((one) => one[f.language]).join(', ');
        const found = t(`recognised.${which}`, { date: f.date(on, 'short'), name: by, said: list(said) });
        return missing.length === 0 ? found : `${found} ${t('recognised.missing', { missing: list(missing) })}`;
      },
      /** A step that other dates move, before and after; a window that has passed by then is told. */
      moved: ({ label, from, to, isOutside, isPast }: Outputs['plans']['previewMove']['moved'][number]): string => {
        const [name, before] = [label[f.language], f.date(from, 'short')];
        const line = isOutside ? t('move.stays', { label: name, from: before }) : t('move.line', { label: name, from: before, to: f.date(to, 'short') });
        return isPast ? `${line} (${t('standing.passed')})` : line;
      },
      by: ({ role, withinDays }: Escalation): string => (withinDays === 0 ? t('plan.sameDay', { role: t(`common:role.${role}`) }) : t('plan.within', { role: t(`common:role.${role}`), count: withinDays })),
      /** What an answer `INVALID` says of a field; undefined when it says nothing of it. */
      issue: (error: unknown, path: string): string | undefined => {
        const { code, data } = toFailure(error);
        const found = code === 'INVALID' ? ((data as { issues?: readonly { path: string; code: string }[] }).issues ?? []).find((one) => one.path === path) : undefined;
        return found && (Object.hasOwn(issues, found.code) ? t(`issue.${found.code as keyof typeof issues}`) : t('issue.OTHER'));
      },
    };
  }, [t, f]);
}
