import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { minimumPassphrase } from '#contract/exports.ts';
import { requesterRelationship } from '#contract/record-copies.ts';
import type { Language } from '#contract/values.ts';
import { api } from '../link/client.ts';
import { toFailure } from '../link/failure.ts';
import { saveFile } from '../link/save-file.ts';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Checkbox, Select, TextArea, TextField } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useToast } from '../ui/toast.tsx';

/** The whole record, handed to the person or to whoever asks in their name; and to whom it was handed before. */
export function RecordCopySheet({ patientId }: { readonly patientId: string }): ReactElement {
  const { t } = useTranslation('access');
  const f = useFormat();
  const mayCopy = usePermission('record.copy');
  const [writing, setWriting] = useState(false);
  const copies = useQuery(api.recordCopies.list.queryOptions({ input: { patientId } }));
  return (
    <Sheet title={t('copy.title')} note={copies.data ? t('copy.count', { count: copies.data.length }) : undefined} padded>
      <div className="stack">
        {copies.isError && <ErrorNotice what={t('copy.listFailed')} error={copies.error} onRetry={() => void copies.refetch()} />}
        {copies.data?.length === 0 && <p className="ink-2">{t('copy.none')}</p>}
        {copies.data && copies.data.length > 0 && (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('openings.when')}</th>
                <th scope="col">{t('copy.requester')}</th>
                <th scope="col">{t('copy.purpose')}</th>
                <th scope="col">{t('copy.by')}</th>
              </tr>
            </thead>
            <tbody>
              {copies.data.map((copy) => (
                <tr key={copy.copyId}>
                  <td className="no-wrap tabular">{f.instant(copy.madeAt)}</td>
                  <td className="access-words">
                    {copy.requester}
                    <span className="meta">{t(`copy.relationship.${copy.relationship}`)}</span>
                  </td>
                  <td>{copy.purpose}</td>
                  <td>{copy.byName}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {mayCopy && !writing && (
          <div>
            <Button icon="download" onClick={() => setWriting(true)}>
              {t('copy.start')}
            </Button>
          </div>
        )}
        {mayCopy && writing && <CopyForm patientId={patientId} onDone={() => setWriting(false)} />}
      </div>
    </Sheet>
  );
}

function CopyForm({ patientId, onDone }: { readonly patientId: string; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation(['access', 'common']);
  const f = useFormat();
  const queries = useQueryClient();
  const toast = useToast();
  const [copyId] = useState(() => v7());
  const [relationship, setRelationship] = useState('person');
  const [requester, setRequester] = useState('');
  const [purpose, setPurpose] = useState('');
  const [language, setLanguage] = useState<Language>(f.language);
  const [withAccesses, setWithAccesses] = useState(true);
  const [encrypts, setEncrypts] = useState(true);
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState(false);
  const make = useMutation(
    api.recordCopies.make.mutationOptions({
      onSuccess: (file) => {
        saveFile(file);
        toast({ text: t('copy.done', { name: file.name }) });
        onDone();
        return queries.invalidateQueries({ queryKey: api.recordCopies.key() });
      },
    }),
  );
  const required = (value: string): string | undefined => (tried && value.trim() === '' ? t('common:field.required') : undefined);
  const tooShort = encrypts && passphrase.length < minimumPassphrase;
  const weak = make.isError && JSON.stringify(toFailure(make.error).data ?? '').includes('WEAK_PASSWORD');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const chosen = requesterRelationship.safeParse(relationship);
    if (!chosen.success || requester.trim() === '' || purpose.trim() === '' || tooShort || make.isPending) return;
    make.mutate({ copyId, patientId, language, requester, relationship: chosen.data, purpose, withAccesses, passphrase: encrypts ? passphrase : null });
  };
  return (
    <form className="stack access-form" onSubmit={submit} noValidate>
      <p>{t('copy.meaning')}</p>
      <Select label={t('copy.who')} value={relationship} onChange={(event) => setRelationship(event.target.value)} options={requesterRelationship.options.map((value) => ({ value, label: t(`copy.relationship.${value}`) }))} autoFocus />
      <TextField label={t('copy.requester')} value={requester} maxLength={120} onChange={(event) => setRequester(event.target.value)} error={required(requester)} />
      <TextArea label={t('copy.purpose')} help={t('copy.purposeHelp')} rows={2} maxLength={500} value={purpose} onChange={(event) => setPurpose(event.target.value)} error={required(purpose)} />
      <SegmentedField label={t('copy.language')} value={language} onChange={(value) => setLanguage(value)} options={(['fr', 'en'] as const).map((value) => ({ value, label: t(`copy.languages.${value}`) }))} />
      <Checkbox label={t('copy.withAccesses')} checked={withAccesses} onChange={(event) => setWithAccesses(event.target.checked)} />
      <Checkbox label={t('copy.encrypt')} checked={encrypts} onChange={(event) => setEncrypts(event.target.checked)} />
      {encrypts ? (
        <TextField
          label={t('copy.passphrase')} help={t('copy.passphraseHelp')} type="password" autoComplete="new-password" value={passphrase} onChange={(event) => setPassphrase(event.target.value)}
          error={weak ? t('copy.passphraseWeak') : tried && tooShort ? t('copy.passphraseShort', { count: minimumPassphrase }) : undefined}
        />
      ) : (
        <p className="note note-warn">{t('copy.plain')}</p>
      )}
      {make.isError && !weak && <ErrorNotice what={t('copy.failed')} error={make.error} kept />}
      <div className="row">
        <Button tone="primary" type="submit" icon="download" disabled={make.isPending}>
          {t(make.isPending ? 'copy.making' : 'copy.confirm')}
        </Button>
        <Button onClick={onDone}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
}
