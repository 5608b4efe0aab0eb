import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { type ConsentDecision, consentDecisions, consentGivers, consentWays } from '#contract/research.ts';
import { isoDate } from '#contract/values.ts';
import { api } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useToast } from '../ui/toast.tsx';

/** Whether the person agreed that their data serves research: what holds, what was said before, and a decision to record. */
export function ResearchConsentSheet({ patientId }: { readonly patientId: string }): ReactElement {
  const { t } = useTranslation('research');
  const f = useFormat();
  const [writing, setWriting] = useState(false);
  const [wrote, setWrote] = useState(false);
  const done = (): void => {
    setWriting(false);
    setWrote(true);
  };
  const consent = useQuery(api.research.consent.queryOptions({ input: { patientId } }));
  const standing = consent.data?.standing ?? null;
  return (
    <Sheet title={t('consent.title')} padded>
      <div className="stack">
        {consent.isError && <ErrorNotice what={t('consent.listFailed')} error={consent.error} onRetry={() => void consent.refetch()} />}
        {consent.data && standing === null && <p className="ink-2">{t('consent.unasked')}</p>}
        {standing && (
          <p className="row">
            <Chip tone={standing.decision === 'granted' ? 'ok' : 'warn'}>{t(`consent.standing.${standing.decision}`)}</Chip>
            <span className="meta">{t('consent.since', { date: f.date(standing.decidedOn) })}</span>
          </p>
        )}
        {consent.data && consent.data.said.length > 0 && (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('consent.on')}</th>
                <th scope="col">{t('consent.decisionLabel')}</th>
                <th scope="col">{t('consent.wayLabel')}</th>
                <th scope="col">{t('consent.note')}</th>
                <th scope="col">{t('consent.recordedBy')}</th>
              </tr>
            </thead>
            <tbody>
              {consent.data.said.map((one) => (
                <tr key={one.id}>
                  <td className="no-wrap tabular">{f.date(one.decidedOn)}</td>
                  <td>{t(`consent.decision.${one.decision}`)}</td>
                  <td>
                    {t(`consent.way.${one.way}`)}, {t(`consent.giver.${one.giver}`)}
                  </td>
                  <td>{one.note}</td>
                  <td>{one.recordedBy}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {consent.data?.mayRecord && !writing && (
          <div>
            <Button icon="plus" focusOnMount={wrote} onClick={() => setWriting(true)}>
              {t('consent.record')}
            </Button>
          </div>
        )}
        {consent.data && writing && <ConsentForm patientId={patientId} today={consent.data.today} proposed={standing?.decision === 'granted' ? 'withdrawn' : 'granted'} onDone={done} />}
      </div>
    </Sheet>
  );
}

interface ConsentFormProps {
  readonly patientId: string;
  readonly today: string;
  readonly proposed: ConsentDecision;
  readonly onDone: () => void;
}

function ConsentForm({ patientId, today, proposed, onDone }: ConsentFormProps): ReactElement {
  const { t } = useTranslation(['research', 'common']);
  const queries = useQueryClient();
  const toast = useToast();
  const [consentId] = useState(() => v7());
  const [decision, setDecision] = useState<ConsentDecision>(proposed);
  const [decidedOn, setDecidedOn] = useState(today);
  const [way, setWay] = useState<(typeof consentWays)[number]>('written');
  const [giver, setGiver] = useState<(typeof consentGivers)[number]>('person');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const record = useMutation(
    api.research.recordConsent.mutationOptions({
      onSuccess: () => {
        toast({ text: t('consent.done') });
        onDone();
        return queries.invalidateQueries({ queryKey: api.research.key() });
      },
    }),
  );
  const isDate = isoDate.safeParse(decidedOn.trim()).success;
  const isAhead = isDate && decidedOn.trim() > today;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!isDate || isAhead || record.isPending) return;
    record.mutate({ consentId, patientId, decision, decidedOn: decidedOn.trim(), way, giver, note });
  };
  return (
    <form className="stack access-form" onSubmit={submit} noValidate>
      <SegmentedField label={t('consent.decisionLabel')} value={decision} onChange={(value) => setDecision(value)} options={consentDecisions.map((value) => ({ value, label: t(`consent.decision.${value}`) }))} />
      <TextField label={t('consent.on')} value={decidedOn} maxLength={10} onChange={(event) => setDecidedOn(event.target.value)} error={tried && !isDate ? t('consent.dateMissing') : tried && isAhead ? t('consent.future') : undefined} autoFocus />
      <div className="research-pair">
        <Select label={t('consent.wayLabel')} value={way} onChange={(event) => setWay(consentWays.find((one) => one === event.target.value) ?? 'written')} options={consentWays.map((value) => ({ value, label: t(`consent.way.${value}`) }))} />
        <Select label={t('consent.giverLabel')} value={giver} onChange={(event) => setGiver(consentGivers.find((one) => one === event.target.value) ?? 'person')} options={consentGivers.map((value) => ({ value, label: t(`consent.giver.${value}`) }))} />
      </div>
      <TextField label={t('consent.note')} help={t('consent.noteHelp')} value={note} maxLength={300} onChange={(event) => setNote(event.target.value)} />
      {record.isError && <ErrorNotice what={t('consent.failed')} error={record.error} kept />}
      <div className="row">
        <Button tone="primary" type="submit" disabled={record.isPending}>
          {t('consent.save')}
        </Button>
        <Button onClick={onDone}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
}
