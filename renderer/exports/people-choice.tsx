import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportScope } from '#contract/exports.ts';
import { noFilters, registryFacets, type RegistryFilters } from '#contract/registry.ts';
import { api } from '../link/client.ts';
import { RegistryChips } from '../patients/registry-chips.tsx';
import { useRegistryFacets } from '../patients/registry-facets.tsx';
import { formatName } from '../text/format.ts';
import { TextField } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';

/** Whose data leaves, as it is being chosen. */
export interface ChosenPeople {
  readonly whose: ExportScope['kind'];
  readonly text: string;
  readonly filters: RegistryFilters;
  /** The person one came from. */
  readonly patientId: string | null;
  /** The cohort one came from. */
  readonly cohortId: string | null;
}

/** What is asked for, or null while nobody is named. */
export function scopeOf({ whose, text, filters, patientId, cohortId }: ChosenPeople): ExportScope | null {
  if (whose === 'clinic') return { kind: 'clinic' };
  if (whose === 'patient') return patientId === null ? null : { kind: 'patient', patientId };
  if (whose === 'cohort') return cohortId === null ? null : { kind: 'cohort', cohortId };
  const isNarrowed = registryFacets.some((facet) => filters[facet].length > 0);
  return text.trim() === '' && !isNarrowed ? null : { kind: 'list', text: text.trim(), filters };
}

/** Everybody, those the registry shows for a search and its filters, or the person one came from. */
export function PeopleChoice({ people, isMissing, onChange }: { readonly people: ChosenPeople; readonly isMissing: boolean; readonly onChange: (people: ChosenPeople) => void }): ReactElement {
  const { t } = useTranslation('exports');
  const { whose, text, filters, patientId, cohortId } = people;
  const choices = [...(patientId === null ? [] : (['patient'] as const)), ...(cohortId === null ? [] : (['cohort'] as const)), 'clinic', 'list'] as const;
  return (
    <>
      <SegmentedField label={t('form.whose')} value={whose} onChange={(value: ChosenPeople['whose']) => onChange({ ...people, whose: value })} options={choices.map((value) => ({ value, label: t(`scope.${value}`) }))} />
      {whose === 'patient' && patientId !== null && <PersonNamed patientId={patientId} />}
      {whose === 'cohort' && cohortId !== null && <CohortNamed cohortId={cohortId} />}
      {whose === 'list' && (
        <>
          <TextField
            label={t('form.search')} help={t('form.searchHelp')} value={text} maxLength={120} onChange={(event) => onChange({ ...people, text: event.target.value })}
            {...(isMissing ? { error: t('form.searchMissing') } : {})}
          />
          <Filters text={text} filters={filters} onChange={(changed) => onChange({ ...people, filters: changed })} />
        </>
      )}
    </>
  );
}

function PersonNamed({ patientId }: { readonly patientId: string }): ReactElement {
  const { data } = useQuery(api.patients.open.queryOptions({ input: { patientId }, staleTime: Infinity }));
  return <p className="strong">{data ? formatName(data.identity) : ' '}</p>;
}

function CohortNamed({ cohortId }: { readonly cohortId: string }): ReactElement {
  const { data } = useQuery(api.cohorts.list.queryOptions());
  return <p className="strong">{data?.cohorts.find(({ id }) => id === cohortId)?.name ?? '\u00A0'}</p>;
}

/** The filters one came with, each to be taken away. */
function Filters({ text, filters, onChange }: { readonly text: string; readonly filters: RegistryFilters; readonly onChange: (filters: RegistryFilters) => void }): ReactElement {
  const { facets } = useRegistryFacets(text, filters);
  return <RegistryChips filters={filters} facets={facets} onClear={() => onChange(noFilters)} onRemove={(facet, value) => onChange({ ...filters, [facet]: filters[facet].filter((one) => one !== value) })} />;
}
