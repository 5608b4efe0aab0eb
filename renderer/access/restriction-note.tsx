import { useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientRecord } from '#contract/patients.ts';
import { useFormat } from '../text/use-format.ts';
import { Icon } from '../ui/icon.tsx';

/** On a restricted record: until when one is in by exception, and that others came in so. Nothing otherwise. */
export function RestrictionNote({ record }: { readonly record: PatientRecord }): ReactElement | null {
  const { t } = useTranslation('access');
  const f = useFormat();
  const router = useRouter();
  const { restriction } = record;
  if (!restriction || (restriction.openUntil === null && restriction.openings === 0)) return null;
  const to = `/patients/${record.id}?tab=access`;
  return (
    <div className="note note-warn no-print" role="status">
      <Icon name="lock" />
      <span>
        {restriction.openUntil && <b>{t('header.openUntil', { time: f.instantTime(restriction.openUntil) })} </b>}
        {restriction.openings > 0 && t('header.openings', { count: restriction.openings })}{' '}
        <a
          href={to}
          onClick={(event) => {
            event.preventDefault();
            router.history.push(to);
          }}
        >
          {t('header.see')}
        </a>
      </span>
    </div>
  );
}
