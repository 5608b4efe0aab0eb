import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import { type LetterKind, longestBody } from '#contract/letters';
import type { ReferralDetail } from '#contract/referrals';
import type { Language } from '#contract/values';
import { api } from '../link/client.ts';
import { saveFile } from '../link/save-file.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Select, TextArea } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { EarlierLetters } from './earlier-letters.tsx';
import { letterKindsOf } from './letter-kinds.ts';

export interface LetterPanelProps {
  readonly referral: ReferralDetail;
  readonly onCancel: () => void;
  /** Made and kept under this id. */
  readonly onDone: (letterId: string, kind: LetterKind) => void;
  /** A letter made before was taken back. */
  readonly onWithdrawn: () => void;
}

/** Begins a letter from the clinic's template, lets it be edited, and hands it over as PDF; letters made before can be had again. */
export function LetterPanel({ referral, onCancel, onDone, onWithdrawn }: LetterPanelProps): ReactElement {
  const { t } = useTranslation(['referrals', 'common']);
  const f = useFormat();
  const queries = useQueryClient();
  const [letterId] = useState(() => v7());
  // Stay what they were when it was begun, whatever others do to the request meanwhile.
  const [kinds] = useState(() => letterKindsOf(referral));
  const [kind, setKind] = useState<LetterKind>(kinds[0] ?? 'acknowledgement');
  const decision = referral.decisions[0];
  const referrer = [referral.referrerName, referral.referrerOrganization].filter(Boolean).join('\n');
  const [language, setLanguage] = useState<Language>(f.language);
  const [addressed, setAddressed] = useState<string | null>(null);
  const addressee = addressed ?? (kind === 'redirect' ? (decision?.redirectTo ?? '') : referrer);
  const [typed, setTyped] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  // Asked once for each letter: what is being read does not change under the eyes.
  const draft = useQuery(api.letters.draft.queryOptions({ input: { referralId: referral.id, kind, language }, staleTime: Infinity, gcTime: 0, placeholderData: keepPreviousData }));
  const body = typed ?? draft.data?.body ?? '';
  const write = useMutation(
    api.letters.write.mutationOptions({
      onSuccess: (delivery) => {
        saveFile(delivery);
        void queries.invalidateQueries({ queryKey: api.letters.list.key() });
        onDone(letterId, kind);
      },
    }),
  );
  const isReady = typed !== null || (draft.isSuccess && !draft.isPlaceholderData);
  const submit = (): void => {
    setTried(true);
    if (addressee.trim() === '' || body.trim() === '' || write.isPending || !isReady) return;
    write.mutate({ letterId, referralId: referral.id, kind, language, addressee, body });
  };
  useShortcut('Control+Enter', submit, { inFields: true, label: t('referrals:letter.save') });
  useShortcut('Escape', onCancel, { inFields: true });
  return (
    <form
      className="stack triage-panel"
      aria-label={t(`referrals:letter.title.${kind}`)}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3>{t(`referrals:letter.title.${kind}`)}</h3>
      {write.isError && <ErrorNotice what={t('referrals:letter.failed')} error={write.error} kept />}
      {draft.isError && <ErrorNotice what={t('referrals:letter.notBegun')} error={draft.error} onRetry={() => void draft.refetch()} />}
      {kinds.length > 1 && (
        <Select
          label={t('referrals:letter.kind')}
          options={kinds.map((value) => ({ value, label: t(`referrals:letter.title.${value}`) }))}
          value={kind}
          onChange={(event) => {
            setKind(kinds.find((one) => one === event.target.value) ?? kind);
            setTyped(null);
          }}
        />
      )}
      <SegmentedField
        label={t('referrals:letter.language')}
        options={[
          { value: 'fr', label: t('common:language.fr') },
          { value: 'en', label: t('common:language.en') },
        ]}
        value={language}
        onChange={(value: Language) => {
          setLanguage(value);
          setTyped(null);
        }}
      />
      <TextArea
        label={t('referrals:letter.addressee')}
        rows={2}
        maxLength={300}
        autoFocus
        value={addressee}
        onChange={(event) => setAddressed(event.target.value)}
        error={tried && addressee.trim() === '' ? t('referrals:letter.addresseeRequired') : undefined}
      />
      <TextArea
        label={t('referrals:letter.body')}
        help={typed === null && draft.data && draft.data.empty.length > 0 ? t('referrals:letter.empty', { names: draft.data.empty.join(', ') }) : undefined}
        rows={7}
        maxLength={longestBody}
        value={body}
        onChange={(event) => setTyped(event.target.value)}
        error={tried && isReady && body.trim() === '' ? t('common:field.required') : undefined}
      />
      {kind === 'advice' && referral.advicePending && <p className="meta">{t('referrals:letter.endsRequest')}</p>}
      <div className="row">
        <Button type="submit" tone="primary" icon="download" keys="Control+Enter" disabled={write.isPending || !isReady}>
          {t('referrals:letter.save')}
        </Button>
        {typed !== null && (
          <Button tone="quiet" onClick={() => setTyped(null)}>
            {t('referrals:letter.again')}
          </Button>
        )}
        <Button tone="quiet" keys="Escape" onClick={onCancel}>
          {t('common:action.cancel')}
        </Button>
      </div>
      <EarlierLetters referralId={referral.id} onWithdrawn={onWithdrawn} />
    </form>
  );
}
