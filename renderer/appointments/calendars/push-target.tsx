import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index';
import { api } from '../../link/client.ts';
import { hasCode, toFailure } from '../../link/failure.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Checkbox, TextField } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useToast } from '../../ui/toast.tsx';

type Target = NonNullable<Outputs['calendars']['pushTarget']['target']>;

export interface PushTargetProps {
  readonly practitionerId: string;
  readonly mayChange: boolean;
  readonly mayName: boolean;
}

/** The calendar server to which a professional's visits are pushed, and how the last time went. */
export function PushTargetSheet({ practitionerId, mayChange, mayName }: PushTargetProps): ReactElement {
  const { t } = useTranslation('calendars');
  const push = useQuery(api.calendars.pushTarget.queryOptions({ input: { practitionerId } }));
  return (
    <Sheet title={t('push.title')} padded>
      <div className="stack">
        <p className="meta">{t('push.note')}</p>
        {push.isError && <ErrorNotice what={t('failed')} error={push.error} onRetry={() => void push.refetch()} />}
        {push.data && !push.data.on && <p className="note">{t('push.off')}</p>}
        {push.data?.target && <LastRun target={push.data.target} />}
        {push.data && mayChange && <TargetForm key={push.data.target?.address} practitionerId={practitionerId} target={push.data.target} isOn={push.data.on} mayName={mayName} />}
      </div>
    </Sheet>
  );
}

function LastRun({ target }: { readonly target: Target }): ReactElement {
  const { t } = useTranslation('calendars');
  const f = useFormat();
  return (
    <p>
      {target.problem === null ? (
        <>
          {target.succeededAt ? <Chip tone="ok" icon="check">{t('push.succeeded', { when: f.instant(target.succeededAt) })}</Chip> : <span className="meta">{t('push.never')}</span>}
        </>
      ) : (
        <Chip tone="warn" icon="alert">
          {t(`push.problem.${target.problem}`)}
        </Chip>
      )}
    </p>
  );
}

interface TargetFormProps {
  readonly practitionerId: string;
  readonly target: Target | null;
  readonly isOn: boolean;
  readonly mayName: boolean;
}

function TargetForm({ practitionerId, target, isOn, mayName }: TargetFormProps): ReactElement {
  const { t } = useTranslation(['calendars', 'common']);
  const f = useFormat();
  const toast = useToast();
  const queries = useQueryClient();
  const [address, setAddress] = useState(target?.address ?? '');
  const [userName, setUserName] = useState(target?.userName ?? '');
  const [password, setPassword] = useState('');
  const [withNames, setWithNames] = useState(target?.withNames ?? false);
  const reload = (): Promise<void> => queries.invalidateQueries({ queryKey: api.calendars.key() });
  const save = useMutation(
    api.calendars.setPushTarget.mutationOptions({
      onSuccess: async () => {
        setPassword('');
        toast({ text: t('push.saved') });
        await reload();
      },
    }),
  );
  const run = useMutation(
    api.calendars.pushNow.mutationOptions({
      onSuccess: async ({ written, removed, problem }) => {
        if (problem === null) toast({ text: t('push.ran', { written, removed }) });
        await reload();
      },
    }),
  );
  const remove = useMutation(
    api.calendars.removePushTarget.mutationOptions({
      onSuccess: async () => {
        toast({ text: t('push.removed') });
        await reload();
      },
    }),
  );
  const send = (): void => save.mutate({ practitionerId, address: address.trim(), userName, password: password === '' ? null : password, language: f.language, withNames });
  const refused = problemOf(save.error);
  const failed = save.isError && refused === null ? save.error : (run.error ?? remove.error);
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextField label={t('push.address')} help={t('push.addressHelp')} error={refused !== null && refused !== 'REQUIRED' ? t(`push.refused.${refused}`) : undefined} value={address} onChange={(event) => setAddress(event.target.value)} />
      <div className="row">
        <TextField label={t('push.userName')} autoComplete="off" value={userName} onChange={(event) => setUserName(event.target.value)} />
        <TextField
          label={t('push.password')}
          type="password"
          autoComplete="new-password"
          placeholder={target ? t('push.passwordKept') : undefined}
          error={refused === 'REQUIRED' ? t('push.refused.REQUIRED') : undefined}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </div>
      {mayName && <Checkbox label={t('feed.withNames')} checked={withNames} onChange={(event) => setWithNames(event.target.checked)} />}
      {failed !== null && <ErrorNotice what={t('push.failed')} error={failed} />}
      <div className="row">
        <Button type="submit" disabled={save.isPending}>
          {t('common:action.save')}
        </Button>
        {target && (
          <>
            <Button disabled={!isOn || run.isPending} onClick={() => run.mutate({ practitionerId })}>
              {t('push.now')}
            </Button>
            <Button tone="text" disabled={remove.isPending} onClick={() => remove.mutate({ practitionerId })}>
              {t('push.remove')}
            </Button>
          </>
        )}
      </div>
    </form>
  );
}

const refusals = ['NOT_AN_ADDRESS', 'NOT_HTTPS', 'HOLDS_PASSWORD', 'REQUIRED'] as const;

/** What of the form was refused, or null. */
function problemOf(error: unknown): (typeof refusals)[number] | null {
  if (!hasCode(error, 'INVALID')) return null;
  const told = JSON.stringify(toFailure(error).data ?? '');
  return refusals.find((one) => told.includes(one)) ?? 'NOT_AN_ADDRESS';
}
