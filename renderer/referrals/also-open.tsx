import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { Chip } from '../ui/chip.tsx';

/** How often the page says that it has the referral open; main forgets after two and a half of these. */
const everyMilliseconds = 10_000;

/** Who else has this referral open now. */
export function AlsoOpen({ referralId }: { readonly referralId: string }): ReactElement {
  const { t } = useTranslation('referrals');
  const presence = useQuery(api.referrals.attend.queryOptions({ input: { referralId }, staleTime: 0, gcTime: 0, refetchInterval: everyMilliseconds, refetchIntervalInBackground: false, retry: false }));
  const others = presence.data?.others ?? [];
  return (
    <span role="status">
      {others.length > 0 && (
        <Chip tone="warn" icon="person">
          {t('alsoOpen', { names: others.map(({ name }) => name).join(', ') })}
        </Chip>
      )}
    </span>
  );
}
