import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CohortDefinition } from '#contract/cohorts.ts';
import { mostAtOnce } from '#contract/recalls.ts';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { useToast } from '../ui/toast.tsx';

interface BulkProps {
  readonly definition: CohortDefinition;
  readonly cohortId: string | null;
  readonly count: number;
}

/** What is done for everybody of the cohort at once: a dated recall, a responsible professional. */
export function BulkActions({ definition, cohortId, count }: BulkProps): ReactElement {
  const { t } = useTranslation('cohorts');
  const [action, setAction] = useState<'recall' | 'assign' | null>(null);
  const f = useFormat();
  return (
    <div className="cohorts-bulk" role="group" aria-label={t('bulk.title')}>
      {(['recall', 'assign'] as const).map((one) => (
        <Button key={one} small disabled={count === 0} onClick={() => setAction(action === one ? null : one)}>
          {t(`bulk.${one}`)}
        </Button>
      ))}
      {action !== null && count > mostAtOnce && <p className="note note-warn">{t('bulk.tooMany', { most: f.number(mostAtOnce) })}</p>}
      {action === 'recall' && count <= mostAtOnce && <RecallForm definition={definition} cohortId={cohortId} onDone={() => setAction(null)} />}
      {action === 'assign' && count <= mostAtOnce && <AssignForm definition={definition} onDone={() => setAction(null)} />}
    </div>
  );
}

function RecallForm({ definition, cohortId, onDone }: Omit<BulkProps, 'count'> & { readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation('cohorts');
  const f = useFormat();
  const toast = useToast();
  const queryClient = useQueryClient();
  const [dueOn, setDueOn] = useState(f.today);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(dueOn.trim()) && !Number.isNaN(Date.parse(dueOn.trim()));
  const create = useMutation(
    api.recalls.create.mutationOptions({
      onSuccess: ({ created, already }) => {
        toast({ text: t('bulk.recalled', { count: created, already }) });
        void queryClient.invalidateQueries({ queryKey: api.recalls.key() });
        onDone();
      },
    }),
  );
  return (
    <form
      className="cohorts-bulk-form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isDate && reason.trim() !== '' && !create.isPending) create.mutate({ definition, cohortId, dueOn: dueOn.trim(), reason });
      }}
    >
      <TextField label={t('bulk.dueOn')} value={dueOn} onChange={(event) => setDueOn(event.target.value)} {...(tried && !isDate ? { error: t('bulk.dateMissing') } : {})} />
      <TextField label={t('bulk.reason')} value={reason} maxLength={200} autoFocus onChange={(event) => setReason(event.target.value)} {...(tried && reason.trim() === '' ? { error: t('bulk.reasonMissing') } : {})} />
      <Button tone="primary" type="submit" disabled={create.isPending}>
        {t('bulk.recallGo')}
      </Button>
      {create.isError && <ErrorNotice what={t('bulk.recallFailed')} error={create.error} kept />}
    </form>
  );
}

function AssignForm({ definition, onDone }: { readonly definition: CohortDefinition; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation('cohorts');
  const toast = useToast();
  const queryClient = useQueryClient();
  const [practitionerId, setPractitionerId] = useState('');
  const professionals = useQuery(api.people.professionals.queryOptions());
  const assign = useMutation(
    api.recalls.assign.mutationOptions({
      onSuccess: ({ assigned }) => {
        toast({ text: t('bulk.assigned', { count: assigned }) });
        void queryClient.invalidateQueries({ queryKey: api.cohorts.key() });
        onDone();
      },
    }),
  );
  return (
    <form
      className="cohorts-bulk-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!assign.isPending) assign.mutate({ definition, practitionerId: practitionerId === '' ? null : practitionerId });
      }}
    >
      <Select label={t('bulk.professional')} placeholder={t('bulk.nobody')} value={practitionerId} autoFocus options={(professionals.data ?? []).map((one) => ({ value: one.practitionerId, label: one.displayName }))} onChange={(event) => setPractitionerId(event.target.value)} />
      <Button tone="primary" type="submit" disabled={assign.isPending}>
        {t('bulk.assignGo')}
      </Button>
      {assign.isError && <ErrorNotice what={t('bulk.assignFailed')} error={assign.error} kept />}
    </form>
  );
}
