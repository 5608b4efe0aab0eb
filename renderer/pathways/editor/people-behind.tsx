import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonBehind } from '#contract/pathway-editor.ts';
import { api, client } from '../../link/client.ts';
import { formatName } from '../../text/format.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useToast } from '../../ui/toast.tsx';
import { MigrationLines } from './migration-lines.tsx';

interface PeopleBehindProps {
  readonly code: string;
  /** The version in force. */
  readonly definitionId: string;
  readonly version: string;
}

/** People on the way on another version: those one chooses are taken over, each with what changes shown before. Takes no room where there are none. */
export function PeopleBehind({ code, definitionId, version }: PeopleBehindProps): ReactElement | null {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const toast = useToast();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const behind = useQuery(api.pathwayEditor.behind.queryOptions({ input: { code } }));
  const rows = behind.data?.rows ?? [];
  const picked = rows.filter(({ enrolmentId }) => chosen.has(enrolmentId));
  // One after the other, each by itself: whoever cannot be taken over keeps nobody else from it.
  const migrate = useMutation({
    mutationFn: async (people: readonly PersonBehind[]) => {
      let done = 0;
      let failure: unknown = null;
      for (const { enrolmentId, version: expectedVersion } of people) {
        try {
          await client.pathwayEditor.migrate({ enrolmentId, expectedVersion, definitionId });
          done += 1;
        } catch (error) {
          failure ??= error;
        }
      }
      return { done, failure };
    },
    onSuccess: ({ done }) => {
      if (done > 0) toast({ text: t('migrate.doneMany', { count: done, version }) });
      setChosen(new Set());
      for (const queryKey of [api.pathwayEditor.key(), api.pathways.key(), api.plans.key()]) void queryClient.invalidateQueries({ queryKey });
    },
  });
  if (!behind.isError && rows.length === 0) return null;
  const toggle = (id: string, isOn: boolean): void => setChosen(new Set(isOn ? [...chosen, id] : [...chosen].filter((one) => one !== id)));
  const failure = migrate.error ?? migrate.data?.failure ?? null;
  return (
    <Sheet title={t('migrate.people')} note={behind.data?.more ? t('migrate.more', { count: rows.length }) : rows.length}>
      {behind.isError && <ErrorNotice what={t('failed')} error={behind.error} onRetry={() => void behind.refetch()} />}
      {failure !== null && <ErrorNotice what={t('migrate.someNot')} error={failure} />}
      <ul>
        {rows.map((row) => (
          <li key={row.enrolmentId} className="pathway-behind">
            <Checkbox
              checked={chosen.has(row.enrolmentId)} onChange={(event) => toggle(row.enrolmentId, event.target.checked)}
              label={<><b>{formatName(row.patient)}</b> <span className="meta">{[f.date(row.patient.birthDate ?? ''), row.phase?.[f.language] ?? t('column.proposed'), row.definitionVersion].filter(Boolean).join(' · ')}</span></>}
            />
            {chosen.has(row.enrolmentId) && <MigrationLines enrolmentId={row.enrolmentId} />}
          </li>
        ))}
      </ul>
      <div className="sheet-body row">
        <Button disabled={picked.length === 0 || migrate.isPending} onClick={() => migrate.mutate(picked)}>{t('migrate.take', { count: picked.length, version })}</Button>
      </div>
    </Sheet>
  );
}
