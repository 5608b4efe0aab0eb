import useMediaQuery from '@mui/material/useMediaQuery';
import { type ReactElement, useMemo } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { RegistryColumn, RegistrySort } from '#contract/registry.ts';
import { urgencies } from '#contract/triage.ts';
import { AccessMark } from '../access/access-mark.tsx';
import { formatName, wallDate } from '../text/format.ts';
import { type Format, useFormat } from '../text/use-format.ts';
import { Icon } from '../ui/icon.tsx';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';
import type { Column } from '../ui/virtual-table.tsx';
import { useDiagnosisWords } from './use-diagnosis-words.ts';
import type { ListedRow } from './registry-search.ts';
import { useRegistryWords } from './registry-words.ts';
import { usePatientWords } from './use-patient-words.ts';

/** What a narrow page, or one enlarged twofold, still has room for. */
const narrowKeys: ReadonlySet<string> = new Set(['number', 'nextVisit']);

interface RegistryColumnsQuestion {
  readonly chosen: readonly RegistryColumn[];
  readonly sort: RegistrySort;
  readonly onSort: (sort: RegistrySort) => void;
}

/** The columns of the registry as a person chose them, the patient's name first. */
export function useRegistryColumns({ chosen, sort, onSort }: RegistryColumnsQuestion): readonly Column<ListedRow>[] {
  const { t } = useTranslation(['registry', 'patients', 'common']);
  const f = useFormat();
  const words = usePatientWords();
  const isNarrow = useMediaQuery('(max-width: 52rem)');
  const { valueWord } = useRegistryWords();
  const diagnosisWords = useDiagnosisWords();
  // The same as long as nothing of it changes: a list is drawn again when its columns are others.
  return useMemo(() => columnsFor({ chosen, sort, onSort, t, f, words, valueWord, diagnosisWords, isNarrow }), [chosen, sort, onSort, t, f, words, valueWord, diagnosisWords, isNarrow]);
}

interface ColumnsContext extends RegistryColumnsQuestion {
  readonly t: TFunction<['registry', 'patients', 'common']>;
  readonly f: Format;
  readonly words: ReturnType<typeof usePatientWords>;
  readonly valueWord: ReturnType<typeof useRegistryWords>['valueWord'];
  readonly diagnosisWords: ReturnType<typeof useDiagnosisWords>;
  readonly isNarrow: boolean;
}

function columnsFor({ chosen, sort, onSort, t, f, words, valueWord, diagnosisWords, isNarrow }: ColumnsContext): readonly Column<ListedRow>[] {
  // Another year: the month is near enough, and fits.
  const nearDay = (date: string): string => (date.slice(0, 4) === f.today.slice(0, 4) ? f.relativeDay(date, 'short') : f.date(date.slice(0, 7)));
  const sortable = (by: RegistrySort['by']) => ({
    sorted: sort.by === by ? sort.direction : undefined,
    onSort: () => onSort({ by, direction: sort.by === by && sort.direction === 'ascending' ? 'descending' : 'ascending' }),
  });
  const patient: Column<ListedRow> = {
    key: 'patient',
    header: t('patients:registry.column.patient'),
    width: 'minmax(10.5rem, 2.1fr)',
    ...sortable('name'),
    render: (row) => (
      <span className="patients-who">
        {row.isNear && (
          <span className="ink-2" role="img" aria-label={t('patients:registry.near')} title={t('patients:registry.near')}>
            ≈
          </span>
        )}
        <b className="ellipsis" title={formatName(row)}>
          {formatName(row)}
        </b>
        <AccessMark access={row.access} />
        <span className="meta tabular no-wrap">
          {words.shortAgeAndSex(row)}
          {row.deceased && <> · {t('patients:registry.deceased')}</>}
        </span>
      </span>
    ),
  };
  // Cells are drawn by the words of the whole list: a component with words of its own in each row would be felt at every key.
  const nextVisit = (row: ListedRow): ReactElement => {
    if (row.nextVisitAt) return <span className="tabular">{nearDay(wallDate(row.nextVisitAt, f.zone))}</span>;
    if (!row.openReferralClass) return <span className="ink-2">{t('patients:registry.none')}</span>;
    return (
      <span className="row patients-missing warn">
        <Icon name="alert" size="small" />
        {t('patients:registry.none')}
      </span>
    );
  };
  // The region, whole in its tooltip when the column is too narrow.
  const regionName = (code: string): ReactElement => (
    <span className="ink-2" title={words.regionName(code)}>
      {words.regionName(code)}
    </span>
  );
  const known: Readonly<Record<RegistryColumn, Omit<Column<ListedRow>, 'key' | 'header'>>> = {
    problem: { width: 'minmax(6.5rem, 2.2fr)', ...sortable('problem'), render: (row) => row.mainProblem && <span title={diagnosisWords(row.mainProblem)}>{diagnosisWords(row.mainProblem)}</span> },
    number: { width: '7.5rem', render: (row) => <span className="tabular ink-2">{row.maskedNam ?? row.maskedNir ?? row.fileNumber}</span> },
    lastVisit: { width: '5.25rem', ...sortable('lastVisit'), render: (row) => <span className="tabular ink-2">{row.lastVisitOn ? nearDay(row.lastVisitOn) : t('patients:registry.never')}</span> },
    nextVisit: { width: '5.25rem', ...sortable('nextVisit'), render: (row) => nextVisit(row) },
    region: { width: 'minmax(5rem, 1fr)', ...sortable('region'), render: (row) => row.regionCode !== null && regionName(row.regionCode) },
    openClass: {
      width: '4.5rem',
      ...sortable('openClass'),
      render: (row) => {
        const urgency = urgencies.find((one) => one === row.openReferralClass);
        return urgency && <UrgencyBadge urgency={urgency} size="inline" />;
      },
    },
    birthDate: { width: '6.75rem', ...sortable('birthDate'), render: (row) => row.birthDate && <span className="tabular ink-2">{f.date(row.birthDate)}</span> },
    mobility: { width: 'minmax(5.5rem, .8fr)', render: (row) => row.mobility !== 'unknown' && <span className="ink-2">{valueWord('mobility', row.mobility, null)}</span> },
    tele: { width: 'minmax(5rem, .8fr)', render: (row) => row.teleSuitability !== 'unknown' && <span className="ink-2">{valueWord('tele', row.teleSuitability, null)}</span> },
    language: { width: '4.5rem', render: (row) => row.language && <span className="ink-2">{valueWord('language', row.language, null)}</span> },
  };
  const columns = chosen.filter((key) => !isNarrow || narrowKeys.has(key)).map((key) => ({ key, header: t(`column.${key}`), ...known[key] }));
  return [patient, ...columns];
}
