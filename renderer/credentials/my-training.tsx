import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { Sheet } from '../ui/sheet.tsx';
import { Attestations } from './attestations.tsx';

/** In one's account: the training noted of oneself. Nothing for who has none. */
export function MyTraining(): ReactElement | null {
  const { t } = useTranslation('credentials');
  const { data } = useQuery(api.credentials.mine.queryOptions({ input: {} }));
  if (!data || data.attestations.length === 0) return null;
  return (
    <Sheet title={t('mine')} padded>
      <Attestations attestations={data.attestations} />
    </Sheet>
  );
}
