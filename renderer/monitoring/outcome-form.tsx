import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { type MonitoringOutcome, monitoringOutcomes } from '#contract/monitoring.ts';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { useToast } from '../ui/toast.tsx';

export interface OutcomeFormProps {
  readonly patientId: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** What was done about late checks: called, ordered again, or put off until a day with a reason. */
export function OutcomeForm({ patientId, name, onClose }: OutcomeFormProps): ReactElement {
  const { t } = useTranslation(['monitoring', 'common']);
  const f = useFormat();
  const queries = useQueryClient();
  const toast = useToast();
  const [outcomeId] = useState(() => v7());
  const [outcome, setOutcome] = useState<MonitoringOutcome>('called');
  const [untilOn, setUntilOn] = useState('');
  const [words, setWords] = useState('');
  const note = useMutation(
    api.monitoring.note.mutationOptions({
      onSuccess: () => {
        toast({ text: t('outcome.kept', { name }) });
        void queries.invalidateQueries({ queryKey: api.monitoring.key() });
        onClose();
      },
    }),
  );
  const isSnooze = outcome === 'snoozed';
  const isReady = !isSnooze || (untilOn > f.today && words.trim().length >= 3);
  return (
    <form
      className="note stack monitoring-outcome"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !note.isPending) note.mutate({ outcomeId, patientId, outcome, untilOn: isSnooze ? untilOn : null, words: words.trim() });
      }}
    >
      <div className="row wrap monitoring-outcome-fields">
        <SegmentedField label={t('outcome.label')} value={outcome} options={monitoringOutcomes.map((value) => ({ value, label: t(`outcome.choice.${value}`) }))} onChange={setOutcome} />
        {isSnooze && <TextField label={t('outcome.untilOn')} type="date" min={f.today} value={untilOn} onChange={(event) => setUntilOn(event.target.value)} />}
        <div className="grow">
          <TextField label={t(isSnooze ? 'outcome.reason' : 'outcome.words')} optional={!isSnooze} maxLength={300} value={words} onChange={(event) => setWords(event.target.value)} />
        </div>
      </div>
      {note.isError && <ErrorNotice what={t('outcome.notKept')} error={note.error} kept />}
      <div className="row">
        <Button type="submit" small disabled={!isReady || note.isPending}>
          {t('outcome.keep')}
        </Button>
        <Button small tone="quiet" onClick={onClose}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}
