import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index';
import type { ReferralDetail } from '#contract/referrals';
import { api } from '../link/client.ts';
import { useSeenVersion } from '../link/use-seen-version.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox, FieldGroup, TextArea } from '../ui/field.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { inSentence } from '../text/in-sentence.ts';
import { DecisionError } from './decision-error.tsx';
import type { TriageWords } from './use-triage-words.ts';

export interface AskPanelProps {
  readonly referral: ReferralDetail;
  readonly words: TriageWords;
  readonly onCancel: () => void;
  readonly onDone: (answer: Outputs['referrals']['ask']) => void;
}

/** Asks the referrer for what is missing: what is ticked, and the words that are sent. The class and the place are kept. */
export function AskPanel({ referral, words, onCancel, onDone }: AskPanelProps): ReactElement {
  const { t } = useTranslation(['referrals', 'common']);
  const missing = referral.proposal?.explanation.missing ?? [];
  const [items, setItems] = useState<readonly string[]>(() => missing.filter((item) => !item.optional).map((item) => item.code));
  const [typed, setTyped] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [seenVersion, tellVersion] = useSeenVersion(referral.version);
  const proposed = items.length > 0 ? t('referrals:ask.words', { items: items.map((code) => inSentence(words.prerequisite(code))).join(', ') }) : '';
  const message = typed ?? proposed;
  const ask = useMutation(api.referrals.ask.mutationOptions({ onSuccess: onDone, onError: tellVersion }));
  const submit = (): void => {
    setTried(true);
    if (message.trim() !== '' && !ask.isPending) ask.mutate({ referralId: referral.id, expectedVersion: seenVersion, items: [...items], message });
  };
  useShortcut('Control+Enter', submit, { inFields: true, label: t('referrals:ask.save') });
  useShortcut('Escape', onCancel, { inFields: true });
  const toggle = (code: string): void => setItems(items.includes(code) ? items.filter((one) => one !== code) : [...items, code]);
  return (
    <form
      className="stack triage-panel"
      aria-label={t('referrals:ask.title')}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3>{t('referrals:ask.title')}</h3>
      {ask.isError && <DecisionError what={t('referrals:ask.failed')} error={ask.error} />}
      {missing.length > 0 && (
        <FieldGroup label={t('referrals:ask.items')}>
          <div className="row wrap triage-chips">
            {missing.map((item, index) => (
              <Checkbox key={item.code} label={words.text(item.label)} checked={items.includes(item.code)} autoFocus={index === 0} onChange={() => toggle(item.code)} />
            ))}
          </div>
        </FieldGroup>
      )}
      <TextArea
        label={t('referrals:ask.message')}
        rows={3}
        maxLength={4000}
        autoFocus={missing.length === 0}
        value={message}
        onChange={(event) => setTyped(event.target.value)}
        error={tried && message.trim() === '' ? t('referrals:ask.messageRequired') : undefined}
      />
      <div className="row">
        <Button type="submit" tone="primary" keys="Control+Enter" disabled={ask.isPending}>
          {t('referrals:ask.save')}
        </Button>
        <Button tone="quiet" keys="Escape" onClick={onCancel}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}
