import { useQuery } from '@tanstack/react-query';
import type { AppointmentView } from '#contract/appointments';
import { api } from '../../link/client.ts';

/** The series of a visit: all its visits by time, and those still booked after this one. Empty for a visit of none. */
export function useSeriesOf(visit: AppointmentView) {
  const { seriesId } = visit;
  const series = useQuery(api.series.open.queryOptions({ input: { seriesId: seriesId ?? '' }, enabled: seriesId !== null }));
  const visits = seriesId === null ? [] : (series.data?.visits ?? []);
  return { series, visits, later: visits.filter((one) => one.status === 'booked' && one.startsAt > visit.startsAt) };
}
