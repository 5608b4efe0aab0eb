import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { Icon } from '../ui/icon.tsx';
import { useSettled } from './use-settled.ts';

const settleMilliseconds = 400;

/** Doubts about contact details, as the help of their fields; they hold nobody up. */
export function useEntryWarnings({ phone, email, postalCode, country }: { readonly phone: string; readonly email: string; readonly postalCode: string; readonly country: string | null }) {
  const { t } = useTranslation('record');
  const input = useMemo(() => ({ phone: phone.slice(0, 40), email: email.slice(0, 120), postalCode: postalCode.slice(0, 12), country: country?.slice(0, 2) || null }), [phone, email, postalCode, country]);
  const settled = useSettled(input, settleMilliseconds);
  const { data } = useQuery(api.patientEdits.checkEntry.queryOptions({ input: settled, placeholderData: keepPreviousData }));
  return (field: 'phone' | 'email' | 'postalCode'): ReactNode => {
    const found = data?.find((warning) => warning.field === field);
    return found ? (
      <span className="warn row">
        <Icon name="alert" size="small" />
        {t(`warning.${found.code}`)}
      </span>
    ) : undefined;
  };
}
