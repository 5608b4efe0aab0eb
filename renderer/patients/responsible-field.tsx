import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientRecord } from '#contract/patients.ts';
import { api, client } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { usePermission } from '../session/session-state.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useToast } from '../ui/toast.tsx';

/** Who is responsible for the person; changed on the spot, with a way back, by whoever may. */
export function ResponsibleField({ record }: { readonly record: PatientRecord }): ReactElement | null {
  const { t } = useTranslation('record');
  const mayChange = usePermission('cohort.use');
  const { responsible } = record;
  if (mayChange) return <Choice patientId={record.id} responsible={responsible} />;
  return responsible && <span className="no-wrap ink-2">{t('responsible.is', { name: responsible.name })}</span>;
}

function Choice({ patientId, responsible }: { readonly patientId: string; readonly responsible: PatientRecord['responsible'] }): ReactElement {
  const { t } = useTranslation('record');
  const toast = useToast();
  const queryClient = useQueryClient();
  const professionals = useQuery(api.people.professionals.queryOptions());
  const present = responsible?.practitionerId ?? null;
  const refresh = async (): Promise<void> => {
    await queryClient.invalidateQueries({ queryKey: api.patients.key() });
    await queryClient.invalidateQueries({ queryKey: api.cohorts.key() });
  };
  const known = (professionals.data ?? []).map(({ practitionerId, displayName }) => ({ id: practitionerId, name: displayName }));
  // Somebody who has left the clinic is named still.
  const options = responsible && !known.some(({ id }) => id === responsible.practitionerId) ? [{ id: responsible.practitionerId, name: responsible.name }, ...known] : known;
  const change = useMutation(
    api.recalls.setResponsible.mutationOptions({
      onSuccess: async (_done, { practitionerId, expected }) => {
        await refresh();
        const name = options.find(({ id }) => id === practitionerId)?.name;
        toast({
          text: name === undefined ? t('responsible.removed') : t('responsible.changed', { name }),
          undo: async () => {
            try {
              await client.recalls.setResponsible({ patientId, practitionerId: expected, expected: practitionerId });
              return null;
            } catch (error) {
              return hasCode(error, 'STALE') ? t('responsible.movedOn') : t('responsible.failed');
            } finally {
              await refresh();
            }
          },
        });
      },
      onError: refresh,
    }),
  );
  return (
    <>
      <label className="row patients-responsible no-print">
        <span className="ink-2">{t('responsible.label')}</span>
        <select
          className="input"
          value={(change.isPending ? change.variables.practitionerId : present) ?? ''}
          onChange={(event) => {
            if (!change.isPending) change.mutate({ patientId, practitionerId: event.target.value || null, expected: present });
          }}
        >
          <option value="">{t('responsible.nobody')}</option>
          {options.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {responsible && <span className="print-repeat">{t('responsible.is', { name: responsible.name })}</span>}
      {change.isError && <ErrorNotice what={t('responsible.failed')} error={change.error} />}
    </>
  );
}
