import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { toFailure } from '../link/failure.ts';
import { useFormat } from '../text/use-format.ts';

const fields = ['BEFORE_VISIT_DAY', 'BEFORE_VISIT', 'VISIT_BEGUN', 'CHECKLIST', 'CONSENT', 'FACE_TO_FACE', 'NOT_VIDEO', 'IN_THE_PAST', 'OUTSIDE_HOURS', 'COMPETENCE', 'CLASS', 'DECEASED'] as const;
const states = ['booked', 'arrived', 'in-progress', 'done', 'no-show', 'cancelled'] as const;

export interface VisitRefused {
  readonly code: string;
  /** Code of the field that is not acceptable. */
  readonly field: string | null;
  /** Where the visit stands, where that speaks against it. */
  readonly state: string | null;
  readonly changedBy: string | null;
}

/** A refusal as the page keeps it, taken apart. */
export function refusedOf(error: unknown): VisitRefused {
  const { code, data } = toFailure(error);
  const said = (data ?? {}) as { readonly issues?: readonly { readonly code: string }[]; readonly state?: string; readonly changedBy?: string | null };
  return { code, field: said.issues?.[0]?.code ?? null, state: said.state ?? null, changedBy: said.changedBy ?? null };
}

/** Says why a command on a visit was refused: from when it is possible, where the visit stands, or who came in between. */
export function useRefusalWords(): (refused: VisitRefused, visit: AppointmentView) => string {
  const { t } = useTranslation(['visits', 'errors']);
  const f = useFormat();
  return ({ code, field, state, changedBy }, visit) => {
    if (code === 'INVALID') {
      const known = fields.find((one) => one === field) ?? 'other';
      return t(`visits:life.refused.${known}`, { date: f.date(visit.localStart.slice(0, 10), 'full'), time: f.time(visit.localStart.slice(11)) });
    }
    if (code === 'STALE') return changedBy ? t('visits:life.stale', { who: changedBy }) : t('visits:life.staleByUnknown');
    if (code === 'ILLEGAL_STATE' && state === 'confirmed') return t('visits:life.alreadyConfirmed');
    const stands = states.find((one) => one === state);
    if (code === 'ILLEGAL_STATE' && stands) return t('visits:life.stands', { state: t(`visits:status.${stands}`) });
    return t(`errors:code.${code as 'NOT_FOUND'}`);
  };
}
