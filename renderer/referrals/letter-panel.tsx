import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { LetterKind } from '#contract/letters';
import type { ReferralDetail } from '#contract/referrals';
import type { Language } from '#contract/values';
import { api } from '../link/client.ts';
import { saveFile } from '../link/save-file.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { TextArea } from '../ui/field.tsx';
import { SegmentedField } from '../ui/segmented-control.tsx';
import { useShortcut } from '../ui/shortcut.ts';

export interface LetterPanelProps {
  readonly referral: ReferralDetail;
  readonly onCancel: () => void;
  readonly onDone: () => void;
}

/** Which letter a referral calls for now, or null. */
export function letterKindOf({ state, asking }: ReferralDetail): LetterKind | null {
  if (state === 'redirected') return 'redirect';
  if (state === 'advised') return 'advice';
  if (state === 'declined') return 'refusal';
  return asking ? 'information' : null;
}

/** Writes a letter on the clinic's paper and hands it over as PDF; letters written before can be had again. */
export function LetterPanel({ referral, onCancel, onDone }: LetterPanelProps): ReactElement {
  const { t, i18n } = useTranslation(['referrals', 'common']);
  const f = useFormat();
  const queries = useQueryClient();
  const [letterId] = useState(() => v7());
  // Stays what it was begun as, whatever others do to the request meanwhile.
  const [kind] = useState(() => letterKindOf(referral) ?? 'advice');
  const decision = referral.decisions[0];
  const referrer = [referral.referrerName, referral.referrerOrganization].filter(Boolean).join('\n');
  const [language, setLanguage] = useState<Language>(f.language);
  const [addressee, setAddressee] = useState(kind === 'redirect' ? (decision?.redirectTo ?? '') : referrer);
  const [typed, setTyped] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const inLanguage = i18n.getFixedT(language, 'referrals');
  const ownWords = kind === 'refusal' ? (referral.ended?.reason ?? '') : kind === 'information' ? (referral.asking?.message ?? '') : (decision?.note ?? '');
  const body = typed ?? [inLanguage(`letter.opening.${kind}`), ownWords, inLanguage('letter.closing')].filter((part) => part !== '').join('\n\n');
  const earlier = useQuery(api.letters.list.queryOptions({ input: { referralId: referral.id } }));
  const write = useMutation(
    api.letters.write.mutationOptions({
      onSuccess: (delivery, sent) => {
        saveFile(delivery);
        void queries.invalidateQueries({ queryKey: api.letters.key() });
        if (sent.letterId === letterId) onDone();
      },
    }),
  );
  const submit = (): void => {
    setTried(true);
    if (addressee.trim() === '' || body.trim() === '' || write.isPending) return;
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
      <SegmentedField
        label={t('referrals:letter.language')}
        options={[
          { value: 'fr', label: t('common:language.fr') },
          { value: 'en', label: t('common:language.en') },
        ]}
        value={language}
        onChange={(value: Language) => setLanguage(value)}
      />
      <TextArea
        label={t('referrals:letter.addressee')}
        rows={2}
        maxLength={300}
        autoFocus
        value={addressee}
        onChange={(event) => setAddressee(event.target.value)}
        error={tried && addressee.trim() === '' ? t('referrals:letter.addresseeRequired') : undefined}
      />
      <TextArea
        label={t('referrals:letter.body')}
        rows={6}
        maxLength={8000}
        value={body}
        onChange={(event) => setTyped(event.target.value)}
        error={tried && body.trim() === '' ? t('common:field.required') : undefined}
      />
      <div className="row">
        <Button type="submit" tone="primary" icon="download" keys="Control+Enter" disabled={write.isPending}>
          {t('referrals:letter.save')}
        </Button>
        <Button tone="quiet" keys="Escape" onClick={onCancel}>
          {t('common:action.cancel')}
        </Button>
      </div>
      {earlier.data && earlier.data.length > 0 && (
        <ul className="triage-letters" aria-label={t('referrals:letter.earlier')}>
          {earlier.data.map((one) => (
            <li key={one.id} className="row">
              <span className="grow ellipsis meta">{t('referrals:letter.written', { kind: t(`referrals:letter.title.${one.kind}`), name: one.writtenBy, when: f.instant(one.writtenAt, 'short') })}</span>
              <Button
                small
                tone="text"
                icon="download"
                onClick={() => write.mutate({ letterId: one.id, referralId: referral.id, kind: one.kind, language: one.language, addressee: one.addressee, body: one.body })}
              >
                PDF
              </Button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
