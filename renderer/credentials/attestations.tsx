import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attestation } from '#contract/credentials.ts';
import { usePlanCommand } from '../follow-up-plans/use-plan-command.ts';
import { usePlanWords } from '../follow-up-plans/use-plan-words.ts';
import { client } from '../link/client.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextField } from '../ui/field.tsx';
import { useTrainingWords } from './use-training-words.ts';

/** Everything noted of somebody, the last first; what was taken back stays, with who and why. */
export function Attestations({ attestations, mayManage = false }: { readonly attestations: readonly Attestation[]; readonly mayManage?: boolean }): ReactElement {
  const { t } = useTranslation('credentials');
  if (attestations.length === 0) return <p className="meta">{t('none')}</p>;
  return (
    <ul className="training-lines">
      {attestations.map((one) => (
        <Line key={one.id} attestation={one} mayManage={mayManage} />
      ))}
    </ul>
  );
}

function Line({ attestation, mayManage }: { readonly attestation: Attestation; readonly mayManage: boolean }): ReactElement {
  const { t } = useTranslation(['credentials', 'common']);
  const f = useFormat();
  const words = useTrainingWords();
  const { required } = usePlanWords();
  const [isAsking, setIsAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [isTried, setIsTried] = useState(false);
  const { id: credentialId, version: expectedVersion, withdrawn, label } = attestation;
  const kind = words.of(label);
  const reinstate = usePlanCommand((input: Parameters<typeof client.credentials.reinstate>[0]) => client.credentials.reinstate(input), { said: t('credentials:withdraw.reinstated', { kind }) });
  const withdraw = usePlanCommand((input: Parameters<typeof client.credentials.withdraw>[0]) => client.credentials.withdraw(input), {
    said: t('credentials:withdraw.done', { kind }), onClose: () => setIsAsking(false), back: ({ version }) => client.credentials.reinstate({ credentialId, expectedVersion: version }),
  });
  const error = withdraw.error ?? reinstate.error;
  return (
    <li className={withdrawn ? 'treatment-past' : undefined}>
      <div className="row">
        <b>{kind}</b>
        <span className="grow" />
        {mayManage && !withdrawn && !isAsking && (
          <Button small tone="text" label={t('credentials:withdraw.of', { kind })} onClick={() => setIsAsking(true)}>
            {t('common:action.remove')}
          </Button>
        )}
        {mayManage && withdrawn && (
          <Button small tone="text" disabled={reinstate.isPending} onClick={() => reinstate.mutate({ credentialId, expectedVersion })}>
            {t('credentials:withdraw.giveBack')}
          </Button>
        )}
      </div>
      <div className="meta tabular">{[words.hours(attestation.hours), f.date(attestation.obtainedOn), attestation.expiresOn ? t('credentials:until', { date: f.date(attestation.expiresOn) }) : t('credentials:kind.forGood'), attestation.issuer].filter(Boolean).join(' · ')}</div>
      <div className="meta">{t('credentials:recorded', { name: attestation.recordedBy, date: f.date(attestation.recordedOn) })}</div>
      {withdrawn && <div className="meta">{t('credentials:withdraw.was', { name: withdrawn.by, date: f.date(withdrawn.on), reason: withdrawn.reason })}</div>}
      {error && <ErrorNotice what={t('credentials:withdraw.failed')} error={error} />}
      {isAsking && (
        <form
          className="row wrap"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setIsTried(true);
            if (reason.trim() !== '') withdraw.mutate({ credentialId, expectedVersion, reason });
          }}
        >
          <TextField label={t('credentials:withdraw.reason')} autoFocus maxLength={300} value={reason} error={isTried && reason.trim() === '' ? required : undefined} onChange={(event) => setReason(event.target.value)} />
          <Button type="submit" small disabled={withdraw.isPending}>
            {t('common:action.remove')}
          </Button>
          <Button small tone="quiet" onClick={() => setIsAsking(false)}>
            {t('common:action.cancel')}
          </Button>
        </form>
      )}
    </li>
  );
}
