import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { restrictionReason } from '#contract/access.ts';
import type { Outputs } from '#contract/index.ts';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Select, TextArea } from '../ui/field.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useToast } from '../ui/toast.tsx';

interface RestrictionSheetProps {
  readonly patientId: string;
  readonly restriction: Outputs['access']['standing']['restriction'];
  readonly mayChange: boolean;
}

/** Whether the record is restricted, by whom and why; restricting it and lifting that. */
export function RestrictionSheet({ patientId, restriction, mayChange }: RestrictionSheetProps): ReactElement {
  const { t } = useTranslation('access');
  const f = useFormat();
  const mayRestrict = usePermission('record.restrict');
  const [writing, setWriting] = useState(false);
  const done = (): void => setWriting(false);
  return (
    <Sheet title={t('restriction.title')} padded>
      <div className="stack">
        {restriction ? (
          <>
            <div className="row wrap">
              <Chip tone="warn" icon="lock">
                {t('restriction.restricted')}
              </Chip>
              <span>{t(`restrictionReason.${restriction.reason}`)}</span>
              <span className="meta">{t('restriction.by', { name: restriction.byName, when: f.instantDate(restriction.at) })}</span>
            </div>
            <p className="ink-2">{restriction.words}</p>
          </>
        ) : (
          <p className="ink-2">{t('restriction.open')}</p>
        )}
        {writing ? (
          restriction ? <LiftForm patientId={patientId} onDone={done} /> : <RestrictForm patientId={patientId} onDone={done} />
        ) : restriction ? (
          mayChange && (
            <div>
              <Button onClick={() => setWriting(true)}>{t('restriction.lift')}</Button>
            </div>
          )
        ) : (
          mayRestrict && (
            <div>
              <Button icon="lock" onClick={() => setWriting(true)}>
                {t('restriction.restrict')}
              </Button>
            </div>
          )
        )}
      </div>
    </Sheet>
  );
}

interface FormProps {
  readonly patientId: string;
  readonly onDone: () => void;
}

function RestrictForm({ patientId, onDone }: FormProps): ReactElement {
  const { t } = useTranslation(['access', 'common']);
  const queries = useQueryClient();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const restrict = useMutation(
    api.access.restrict.mutationOptions({
      onSuccess: () => {
        toast({ text: t('restriction.done') });
        onDone();
        return queries.invalidateQueries();
      },
    }),
  );
  const chosen = restrictionReason.safeParse(reason);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (chosen.success && words.trim() !== '') restrict.mutate({ patientId, reason: chosen.data, words });
  };
  return (
    <form className="stack access-form" onSubmit={submit} noValidate>
      <p>{t('restriction.meaning')}</p>
      <Select
        label={t('restriction.reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        placeholder={t('door.chooseReason')}
        options={restrictionReason.options.map((value) => ({ value, label: t(`restrictionReason.${value}`) }))}
        error={tried && !chosen.success ? t('common:field.required') : undefined}
        autoFocus
      />
      <Words label={t('restriction.words')} help={t('restriction.wordsHelp')} value={words} onChange={setWords} missing={tried && words.trim() === ''} />
      {restrict.isError && <ErrorNotice what={t('restriction.failed')} error={restrict.error} kept />}
      <div className="row">
        <Button tone="primary" type="submit" disabled={restrict.isPending}>
          {t('restriction.confirm')}
        </Button>
        <Button onClick={onDone}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
}

function LiftForm({ patientId, onDone }: FormProps): ReactElement {
  const { t } = useTranslation(['access', 'common']);
  const queries = useQueryClient();
  const toast = useToast();
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const lift = useMutation(
    api.access.lift.mutationOptions({
      onSuccess: () => {
        toast({ text: t('restriction.liftDone') });
        onDone();
        return queries.invalidateQueries();
      },
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (words.trim() !== '') lift.mutate({ patientId, words });
  };
  return (
    <form className="stack access-form" onSubmit={submit} noValidate>
      <p>{t('restriction.liftMeaning')}</p>
      <Words label={t('restriction.liftWords')} help={undefined} value={words} onChange={setWords} missing={tried && words.trim() === ''} autoFocus />
      {lift.isError && <ErrorNotice what={t('restriction.liftFailed')} error={lift.error} kept />}
      <div className="row">
        <Button tone="primary" type="submit" disabled={lift.isPending}>
          {t('restriction.liftConfirm')}
        </Button>
        <Button onClick={onDone}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
}

interface WordsProps {
  readonly label: string;
  readonly help: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly missing: boolean;
  readonly autoFocus?: boolean;
}

function Words({ label, help, value, onChange, missing, autoFocus = false }: WordsProps): ReactElement {
  const { t } = useTranslation('common');
  return <TextArea label={label} help={help} rows={2} maxLength={500} value={value} onChange={(event) => onChange(event.target.value)} error={missing ? t('field.required') : undefined} autoFocus={autoFocus} />;
}
