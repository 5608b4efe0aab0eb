import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState, type ReactElement, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { openingReason } from '#contract/access.ts';
import type { Outputs } from '#contract/index.ts';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Select, TextArea } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';

interface RestrictedRecordProps {
  readonly patientId: string;
  /** What lies behind: the record, or a request of it. */
  readonly level?: 1 | 2;
}

/** Stands in place of a closed record: what that means, what can be done without it, and the way in by exception. */
export function RestrictedRecord({ patientId, level = 2 }: RestrictedRecordProps): ReactElement {
  const { t } = useTranslation('access');
  const door = useQuery(api.access.door.queryOptions({ input: { patientId } }));
  const mayOpen = usePermission('record.open-restricted');
  const Heading = level === 1 ? 'h1' : 'h2';
  if (door.isPending) return <SkeletonRows rows={6} />;
  if (door.isError) return <ErrorNotice what={t('door.failed')} error={door.error} onRetry={() => void door.refetch()} />;
  const { patient, minutes } = door.data;
  return (
    <section className="sheet access-door" aria-labelledby="access-door-title">
      <div className="sheet-body stack">
        <Heading id="access-door-title" className="row title">
          <Icon name="lock" size="large" />
          {t('door.title')}
        </Heading>
        <DoorPatient patient={patient} />
        <p>{t('door.meaning')}</p>
        <WithoutOpening patientId={patientId} />
        {mayOpen ? <OpenByException patientId={patientId} minutes={minutes} level={level} /> : <p>{t('door.cannot')}</p>}
      </div>
    </section>
  );
}

function DoorPatient({ patient }: { readonly patient: Outputs['access']['door']['patient'] }): ReactElement {
  const f = useFormat();
  const facts = [patient.birthDate && f.date(patient.birthDate, 'long'), patient.maskedNam, patient.fileNumber].filter(Boolean);
  return (
    <p>
      <b>{formatName(patient)}</b> <span className="meta tabular">{facts.join(' · ')}</span>
    </p>
  );
}

function WithoutOpening({ patientId }: { readonly patientId: string }): ReactElement | null {
  const { t } = useTranslation('access');
  const router = useRouter();
  const mayRefer = usePermission('referral.enter');
  const mayBook = usePermission('appointment.book');
  const refer = (): void => router.history.push(`/referrals/new?patientId=${patientId}`);
  const book = (): void => router.history.push(`/schedule?patientId=${patientId}`);
  useShortcut('d', refer, { label: t('door.refer'), enabled: mayRefer });
  useShortcut('r', book, { label: t('door.book'), enabled: mayBook });
  if (!mayRefer && !mayBook) return null;
  return (
    <div className="stack">
      <p className="ink-2">{t('door.without')}</p>
      <div className="row">
        {mayRefer && (
          <Button keys="d" onClick={refer}>
            {t('door.refer')}
          </Button>
        )}
        {mayBook && (
          <Button keys="r" onClick={book}>
            {t('door.book')}
          </Button>
        )}
      </div>
    </div>
  );
}

function OpenByException({ patientId, minutes, level }: { readonly patientId: string; readonly minutes: number; readonly level: 1 | 2 }): ReactElement {
  const { t } = useTranslation(['access', 'common']);
  const queries = useQueryClient();
  const [openingId] = useState(() => v7());
  const [reason, setReason] = useState('');
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  // Everything asked of this person may be answered otherwise now.
  const open = useMutation(api.access.openByException.mutationOptions({ onSuccess: () => queries.invalidateQueries() }));
  const chosen = openingReason.safeParse(reason);
  const Heading = level === 1 ? 'h2' : 'h3';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (chosen.success && words.trim() !== '') open.mutate({ openingId, patientId, reason: chosen.data, words });
  };
  return (
    <form className="stack access-form" onSubmit={submit} noValidate aria-labelledby="access-exception-title">
      <Heading id="access-exception-title" className="section-title">
        {t('door.exception')}
      </Heading>
      <p>{t('door.told', { minutes })}</p>
      <Select
        label={t('door.reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        placeholder={t('door.chooseReason')}
        options={openingReason.options.map((value) => ({ value, label: t(`openingReason.${value}`) }))}
        error={tried && !chosen.success ? t('common:field.required') : undefined}
      />
      <TextArea
        label={t('door.words')}
        help={t('door.wordsHelp')}
        maxLength={500}
        rows={2}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        error={tried && words.trim() === '' ? t('common:field.required') : undefined}
      />
      {open.isError && <ErrorNotice what={t('door.notOpened')} error={open.error} kept />}
      <div>
        <Button tone="primary" type="submit" disabled={open.isPending}>
          {t('door.open', { minutes })}
        </Button>
      </div>
    </form>
  );
}
