import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { withoutTag } from './clinical-text.ts';

/**
 * How a diagnosis reads to whoever reads it: one of the list of Relais in their language, whichever it was written in; any other
 * in its own words.
 */
export function useDiagnosisWords(): (text: string) => string {
  const { language } = useFormat();
  const mayRead = usePermission('patient.clinical.read');
  const { data } = useQuery(api.diagnoses.catalogue.queryOptions({ input: {}, staleTime: Infinity, enabled: mayRead }));
  const labels = useMemo(() => new Map(data?.diagnoses.flatMap(({ label }) => [[label.fr, label[language]] as const, [label.en, label[language]] as const])), [data, language]);
  return useCallback((text: string) => labels.get(text) ?? withoutTag(text), [labels]);
}
