import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentView } from '#contract/appointments';
import { toFailure } from '../link/failure.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';

const codes = ['BEFORE_VISIT_DAY', 'BEFORE_VISIT', 'IN_THE_PAST', 'OUTSIDE_HOURS', 'DECEASED'] as const;

/** Why a command on a visit was refused, in words: from when it is possible, or who came in between. */
export function VisitRefusal({ what, visit, error }: { readonly what: string; readonly visit: AppointmentView; readonly error: unknown }): ReactElement {
  const { t } = useTranslation('visits');
  const f = useFormat();
  const { code, data } = toFailure(error);
  if (code === 'INVALID') {
    const refused = (data as { readonly issues: readonly { readonly code: string }[] }).issues[0]?.code;
    const known = codes.find((one) => one === refused) ?? 'other';
    return <Refused what={what} why={t(`life.refused.${known}`, { date: f.date(visit.localStart.slice(0, 10), 'full'), time: f.time(visit.localStart.slice(11)) })} />;
  }
  if (code === 'STALE') {
    const { changedBy } = data as { readonly changedBy: string | null };
    return <Refused what={what} why={changedBy ? t('life.stale', { who: changedBy }) : t('life.staleByUnknown')} />;
  }
  return <ErrorNotice what={what} error={error} />;
}

function Refused({ what, why }: { readonly what: string; readonly why: string }): ReactElement {
  return (
    <p className="note note-warn" role="alert">
      <Icon name="alert" />
      <span>
        <b>{what}</b> {why}
      </span>
    </p>
  );
}
