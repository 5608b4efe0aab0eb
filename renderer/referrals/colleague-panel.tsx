import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralDetail } from '#contract/referrals';
import { client } from '../link/client.ts';
import { useSeenVersion } from '../link/use-seen-version.ts';
import { useCaller } from '../session/session-state.ts';
import { Button } from '../ui/button.tsx';
import { TextArea } from '../ui/field.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { ColleagueChoice } from './colleague-choice.tsx';
import { DecisionError } from './decision-error.tsx';

export interface ColleaguePanelProps {
  readonly referral: ReferralDetail;
  /** `assign`: they take it over. `opinion`: they say what they think, and nothing moves. */
  readonly kind: 'assign' | 'opinion';
  readonly onCancel: () => void;
  /** Its new version, and whoever had it before. */
  readonly onDone: (version: number, before: string | null) => void;
}

/** Gives a request to a colleague of its queue, or asks one what they think of it. */
export function ColleaguePanel({ referral, kind, onCancel, onDone }: ColleaguePanelProps): ReactElement {
  const { t } = useTranslation(['referrals', 'common']);
  const { userId } = useCaller();
  const [to, setTo] = useState('');
  const [words, setWords] = useState('');
  const [tried, setTried] = useState(false);
  const [seenVersion, tellVersion] = useSeenVersion(referral.version);
  const seen = { referralId: referral.id, expectedVersion: seenVersion };
  const send = useMutation({
    mutationFn: async () => (kind === 'assign' ? client.referrals.assign({ ...seen, to, reason: words.trim() === '' ? null : words }) : { ...(await client.referrals.askOpinion({ ...seen, of: to, question: words })), before: null }),
    onSuccess: ({ version, before }) => onDone(version, before),
    onError: tellVersion,
  });
  const lacksWords = kind === 'opinion' && words.trim() === '';
  const submit = (): void => {
    setTried(true);
    if (to !== '' && !lacksWords && !send.isPending) send.mutate();
  };
  useShortcut('Control+Enter', submit, { inFields: true, label: t(`referrals:${kind}.save`) });
  useShortcut('Escape', onCancel, { inFields: true });
  return (
    <form
      className="stack triage-panel"
      aria-label={t(`referrals:${kind}.title`)}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3>{t(`referrals:${kind}.title`)}</h3>
      {send.isError && <DecisionError what={t(`referrals:${kind}.failed`)} error={send.error} />}
      <ColleagueChoice
        label={t(`referrals:${kind}.to`)}
        among={(one) => (kind === 'assign' ? one.roles.some((role) => role === referral.queueRole) : one.mayGiveOpinion && one.userId !== userId)}
        value={to}
        onChange={setTo}
        autoFocus
        error={tried && to === '' ? t('referrals:colleague.required') : undefined}
      />
      <TextArea
        label={t(`referrals:${kind}.words`)}
        rows={2}
        maxLength={kind === 'assign' ? 500 : 1000}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        error={tried && lacksWords ? t('referrals:opinion.questionRequired') : undefined}
      />
      <div className="row">
        <Button type="submit" tone="primary" keys="Control+Enter" disabled={send.isPending}>
          {t(`referrals:${kind}.save`)}
        </Button>
        <Button tone="quiet" keys="Escape" onClick={onCancel}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );
}
