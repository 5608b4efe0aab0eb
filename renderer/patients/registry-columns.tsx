import useMediaQuery from '@mui/material/useMediaQuery';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegistryRow } from '#contract/patients.ts';
import { urgencies } from '#contract/triage.ts';
import { usePermission } from '../session/session-state.ts';
import { formatName, wallDate } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Icon } from '../ui/icon.tsx';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';
import type { Column } from '../ui/virtual-table.tsx';
import { withoutTag } from './clinical-text.ts';
import { usePatientWords } from './use-patient-words.ts';

/** What a narrow page, or one enlarged twofold, still has room for. */
const narrowKeys: ReadonlySet<string> = new Set(['patient', 'number', 'nextVisit']);

/** The columns of the registry. */
export function useRegistryColumns(): readonly Column<RegistryRow>[] {
  const { t } = useTranslation(['patients', 'common']);
  const f = useFormat();
  const words = usePatientWords();
  const mayReadClinical = usePermission('patient.clinical.read');
  const isNarrow = useMediaQuery('(max-width: 52rem)');
  // Another year: the month is near enough, and fits.
  const nearDay = (date: string): string => (date.slice(0, 4) === f.today.slice(0, 4) ? f.relativeDay(date, 'short') : f.date(date.slice(0, 7)));
  const columns: readonly Column<RegistryRow>[] = [
    {
      key: 'patient',
      header: t('registry.column.patient'),
      width: 'minmax(12.5rem, 2.1fr)',
      sorted: 'ascending',
      render: (row) => (
        <span className="patients-who">
          <b className="ellipsis" title={formatName(row)}>
            {formatName(row)}
          </b>
          <span className="meta tabular no-wrap">
            {words.shortAgeAndSex(row)}
            {row.deceased && <> · {t('registry.deceased')}</>}
          </span>
        </span>
      ),
    },
    { key: 'problem', header: t('registry.column.problem'), width: 'minmax(8rem, 2.35fr)', render: (row) => row.mainProblem && withoutTag(row.mainProblem) },
    {
      key: 'number',
      header: t('registry.column.number'),
      width: '7.75rem',
      render: (row) => <span className="tabular ink-2">{row.maskedNam ?? row.maskedNir ?? row.fileNumber}</span>,
    },
    {
      key: 'lastVisit',
      header: t('registry.column.lastVisit'),
      width: '5rem',
      render: (row) => <span className="tabular ink-2">{row.lastVisitOn ? nearDay(row.lastVisitOn) : t('registry.never')}</span>,
    },
    {
      key: 'nextVisit',
      header: t('registry.column.nextVisit'),
      width: '5.5rem',
      render: (row) => {
        if (row.nextVisitAt) return <span className="tabular">{nearDay(wallDate(row.nextVisitAt, f.zone))}</span>;
        if (!row.openReferralClass) return <span className="ink-2">{t('registry.none')}</span>;
        return (
          <span className="row patients-missing warn">
            <Icon name="alert" size="small" />
            {t('registry.none')}
          </span>
        );
      },
    },
    { key: 'region', header: t('registry.column.region'), width: 'minmax(5.5rem, 1fr)', render: (row) => <RegionName code={row.regionCode} /> },
    {
      key: 'referral',
      header: t('registry.column.referral'),
      width: '4.5rem',
      render: (row) => {
        const urgency = urgencies.find((known) => known === row.openReferralClass);
        return urgency && <UrgencyBadge urgency={urgency} size="inline" />;
      },
    },
  ];
  return columns.filter((column) => (mayReadClinical || column.key !== 'problem') && (!isNarrow || narrowKeys.has(column.key)));
}

/** The region, whole in its tooltip when the column is too narrow. */
function RegionName({ code }: { readonly code: string | null }): ReactElement | null {
  const words = usePatientWords();
  if (code === null) return null;
  const name = words.regionName(code);
  return (
    <span className="ink-2" title={name}>
      {name}
    </span>
  );
}
