import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { RailCount } from '../frame/rail.tsx';
import { api } from '../link/client.ts';

/** How many requests wait for triage, with the calls still to make for emergencies. */
export function ReferralCount(): ReactElement {
  const { data } = useQuery(api.referrals.counts.queryOptions());
  return <RailCount value={data && data.toTriage + data.emergencyCalls} />;
}
