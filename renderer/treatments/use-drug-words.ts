import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { drugNames } from './drug-words.ts';

/** How a drug reads to whoever reads it: one of the catalogue in their language, whichever it was written in; any other in its own words. */
export function useDrugWords(): (text: string) => string {
  const { language } = useFormat();
  const mayRead = usePermission('patient.clinical.read');
  const { data } = useQuery(api.treatments.catalogue.queryOptions({ input: {}, staleTime: Infinity, enabled: mayRead }));
  return useMemo(() => drugNames(data?.ingredients ?? [], language), [data, language]);
}
