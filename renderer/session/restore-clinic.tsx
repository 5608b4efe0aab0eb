import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Inputs } from '#contract/index';
import type { Rehearsal } from '#contract/session';
import { api } from '../link/client.ts';
import { hasCode, toFailure } from '../link/failure.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { FieldGroup, TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { Door } from './door.tsx';
import { isWholeKey } from './recovery-check.ts';
import { RecoveryKeyField } from './recovery-key-field.tsx';
import { BackupRefusedError, sendBackup } from './send-backup.ts';
import { adoptStatus } from './session-state.ts';

type Secret = Inputs['session']['restoreClinic']['secret'];
const kinds = ['recovery', 'password', 'passphrase'] as const;
const refusals = ['TOO_LARGE', 'UNSUPPORTED_TYPE', 'FORBIDDEN', 'UNAVAILABLE'] as const;
const problems = ['not-a-backup', 'damaged', 'wrong-key', 'newer-schema', 'target-not-empty', 'rows-would-vanish', 'disk', 'folder-missing'] as const;

/** A backup becomes a clinic of this computer: the file, what opens it, a trial, then the restoring. */
export function RestoreClinic({ onLeave }: { readonly onLeave: () => void }): ReactElement {
  const { t } = useTranslation(['session', 'common']);
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState<(typeof kinds)[number]>('recovery');
  const [recoveryKey, setRecoveryKey] = useState('');
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState<{ readonly intakeId: string; readonly secret: Secret; readonly report: Rehearsal } | null>(null);
  const rehearse = useMutation(api.session.rehearseRestore.mutationOptions());
  const send = useMutation({ mutationFn: sendBackup });
  const restore = useMutation(api.session.restoreClinic.mutationOptions({ onSuccess: (status) => {
    adoptStatus(status);
    onLeave();
  } }));
  const secret: Secret = kind === 'recovery' ? { kind, typed: recoveryKey } : kind === 'password' ? { kind, login, password } : { kind, passphrase: password };
  const isSecretReady = kind === 'recovery' ? isWholeKey(recoveryKey) : password !== '' && (kind === 'passphrase' || login.trim() !== '');
  const isBusy = send.isPending || rehearse.isPending || restore.isPending;
  const tryIt = async (): Promise<void> => {
    if (!file || !isSecretReady || isBusy) return;
    setTried(null);
    const intakeId = send.data ?? (await send.mutateAsync(file).catch(() => null));
    if (intakeId === null) return;
    rehearse.mutate({ intakeId, secret }, { onSuccess: (report) => setTried({ intakeId, secret, report }), onError: (error) => { if (hasCode(error, 'INTAKE_GONE')) send.reset(); } });
  };
  return (
    <Door title={t('restore.title')} lead={t('restore.lead')}>
      <form
        className="door-form"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          if (tried) restore.mutate({ intakeId: tried.intakeId, secret: tried.secret });
          else void tryIt();
        }}
      >
        <FileChoice
          file={file}
          onChoose={(chosen) => {
            setFile(chosen);
            setTried(null);
            send.reset();
          }}
        />
        <SegmentedField
          label={t('restore.with')}
          value={kind}
          options={kinds.map((value) => ({ value, label: t(`restore.secret.${value}`) }))}
          onChange={(value) => {
            setKind(value);
            setTried(null);
          }}
        />
        {kind === 'recovery' && <RecoveryKeyField value={recoveryKey} onChange={setRecoveryKey} />}
        {kind === 'password' && <TextField label={t('signIn.login')} autoComplete="username" autoCapitalize="none" value={login} onChange={(event) => setLogin(event.target.value)} />}
        {kind !== 'recovery' && (
          <TextField label={kind === 'password' ? t('signIn.password') : t('restore.secret.passphrase')} type="password" autoComplete="off" value={password} onChange={(event) => setPassword(event.target.value)} />
        )}
        {[send.error, rehearse.error, restore.error].map((error, index) => error && <RestoreFailure key={index} error={error} />)}
        {tried && <RehearsalReport report={tried.report} />}
        <div className="row">
          <Button type="submit" tone="primary" keys="Enter" disabled={isBusy || (!tried && (!file || !isSecretReady))}>
            {t(tried ? 'restore.restore' : 'restore.try')}
          </Button>
          <span className="meta" role="status">
            {isBusy && t('restore.busy')}
          </span>
          <span className="grow" />
          <Button tone="text" onClick={onLeave}>
            {t('common:action.back')}
          </Button>
        </div>
      </form>
    </Door>
  );
}

/** One file; the words are ours, because a browser's own are in its own language. */
function FileChoice({ file, onChoose }: { readonly file: File | null; readonly onChoose: (file: File | null) => void }): ReactElement {
  const { t } = useTranslation('session');
  const id = useId();
  return (
    <FieldGroup label={t('restore.file')} help={t('restore.fileHelp')}>
      <div className="file-choice">
        <input id={id} type="file" accept=".relais-backup" className="visually-hidden" aria-label={t('restore.file')} onChange={(event) => onChoose(event.target.files?.[0] ?? null)} />
        <label htmlFor={id} className="button">
          {t('restore.choose')}
        </label>
        <span className="ellipsis ink-2">{file ? file.name : t('restore.noFile')}</span>
      </div>
    </FieldGroup>
  );
}

/** What the trial found, before anything is restored. */
function RehearsalReport({ report }: { readonly report: Rehearsal }): ReactElement {
  const { t } = useTranslation('session');
  const f = useFormat();
  return (
    <div className="note note-ok" role="status">
      <Icon name="check" />
      <div className="stack">
        <b>{t('restore.holds', { name: report.clinicName, when: f.instant(report.createdAt, 'long') })}</b>
        <span>{t('restore.counts', { patients: f.number(report.patients), appointments: f.number(report.appointments), people: f.number(report.people) })}</span>
        {report.migrationsApplied > 0 && <span>{t('restore.updated')}</span>}
        {report.setsAside && <span>{t('restore.setsAside')}</span>}
      </div>
    </div>
  );
}

function RestoreFailure({ error }: { readonly error: Error }): ReactElement {
  const { t } = useTranslation('session');
  const reason = error instanceof BackupRefusedError ? refusals.find((code) => code === error.code) : undefined;
  const problem = hasCode(error, 'BACKUP_UNREADABLE') ? problems.find((one) => JSON.stringify(toFailure(error).data).includes(`"${one}"`)) : undefined;
  if (!reason && !problem) return <ErrorNotice what={t('restore.failed')} error={error} kept />;
  return (
    <div className="note note-danger" role="alert">
      <Icon name="alert" />
      <span>{reason ? t(`restore.refused.${reason}`) : t(`restore.problem.${problem ?? 'damaged'}`)}</span>
    </div>
  );
}
