import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { Select } from '../ui/field.tsx';

/** Everywhere, the clinic itself, or one of its sites; nothing where the clinic has no sites. */
export function PlaceSelect({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }): ReactElement | null {
  const { t } = useTranslation('absences');
  const sites = (useQuery(api.sites.list.queryOptions()).data?.sites ?? []).filter(({ retired }) => !retired);
  if (sites.length === 0) return null;
  return (
    <Select
      label={label}
      value={value}
      options={[{ value: 'everywhere', label: t('everywhere') }, { value: 'itself', label: t('itself') }, ...sites.map(({ id, name }) => ({ value: id, label: name }))]}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
