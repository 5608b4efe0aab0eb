import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#contract/permissions';
import { api } from '../link/client.ts';
import { Select } from '../ui/field.tsx';

interface Colleague {
  readonly userId: string;
  readonly roles: readonly Role[];
  readonly mayGiveOpinion: boolean;
}

export interface ColleagueChoiceProps {
  readonly label: string;
  /** Who is offered. */
  readonly among: (colleague: Colleague) => boolean;
  /** Id of the account; empty for none. */
  readonly value: string;
  readonly onChange: (userId: string) => void;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
}

/** Somebody of the clinic, by name. */
export function ColleagueChoice({ label, among, value, onChange, error, autoFocus }: ColleagueChoiceProps): ReactElement {
  const { t } = useTranslation('referrals');
  const found = useQuery(api.referrals.colleagues.queryOptions());
  const offered = (found.data ?? []).filter(among);
  return (
    <Select
      label={label}
      placeholder={found.isSuccess && offered.length === 0 ? t('colleague.nobody') : t('colleague.choose')}
      options={offered.map(({ userId, name }) => ({ value: userId, label: name }))}
      value={value}
      autoFocus={autoFocus}
      onChange={(event) => onChange(event.target.value)}
      error={error ?? (found.isError ? t('colleague.failed') : undefined)}
    />
  );
}
