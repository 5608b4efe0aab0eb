import { useQuery } from '@tanstack/react-query';
import { api } from '../link/client.ts';
import type { Breach } from './forecast.ts';

const askedAgainAfter = 60_000;

/** Accepted requests that will pass their delay, by id; asked again every minute and at every change of requests or visits. */
export function useForecast(): ReadonlyMap<string, Breach> {
  const { data } = useQuery(api.referrals.forecast.queryOptions({ staleTime: askedAgainAfter, refetchInterval: askedAgainAfter }));
  return new Map(data?.breaches.map((breach) => [breach.referralId, breach]));
}
