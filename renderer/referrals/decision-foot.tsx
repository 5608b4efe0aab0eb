import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState, type ReactElement, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralDetail } from '#contract/referrals';
import type { Outputs } from '#contract/index';
import { api, client } from '../link/client.ts';
import { hasCode } from '../link/failure.ts';
import { formatName } from '../text/format.ts';
import { useUndo } from '../text/use-undo.ts';
import { Button } from '../ui/button.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { useToast, useUndoOffered } from '../ui/toast.tsx';
import { DecisionError } from './decision-error.tsx';
import { EmergencyCallPanel } from './emergency-call-panel.tsx';
import { OverridePanel } from './override-panel.tsx';
import type { TriageWords } from './use-triage-words.ts';

export interface DecisionFootProps {
  readonly referral: ReferralDetail;
  readonly words: TriageWords;
  /** Something was decided, or turned out to have changed: everything shown is asked again. */
  readonly onChanged: () => void;
  /** Decided and done with: on to the next line; false where there is none. */
  readonly onDecided: () => boolean;
  /** A decision was undone: its referral is shown again. */
  readonly onReopen: (referralId: string) => void;
  readonly onNext: () => void;
  readonly primaryRef: RefObject<() => void>;
}

/** The foot of the proposal, where actions never move: accept (Enter), decide otherwise (O), call, book. */
export function DecisionFoot({ referral, words, onChanged, onDecided, onReopen, onNext, primaryRef }: DecisionFootProps): ReactElement | null {
  const { t } = useTranslation('referrals');
  const router = useRouter();
  const toast = useToast();
  const [overriding, setOverriding] = useState(false);
  const [tookKeyboard, setTookKeyboard] = useState(false);
  const { allowedActions, proposal } = referral;
  const [redirectTo, setRedirectTo] = useState(() => (proposal?.disposition === 'redirect' ? proposal.redirects.map(words.professional).join(', ') : ''));
  const [advice, setAdvice] = useState('');
  const may = (action: ReferralDetail['allowedActions'][number]): boolean => allowedActions.includes(action);

  const undo = useUndo();
  const undoDecision = (expectedVersion: number): Promise<string | null> =>
    undo(async () => {
      await client.referrals.undoDecision({ referralId: referral.id, expectedVersion });
      onReopen(referral.id);
      toast({ text: t('toast.undone', { name }) });
      onChanged();
    });
  /** A booking is all that is left to do elsewhere: the desk goes on. An emergency or a letter is finished here. */
  const decided = (text: string, { version, state }: Outputs['referrals']['accept']): void => {
    if (state === 'accepted' && onDecided()) toast({ text, undo: () => undoDecision(version) });
    else settled(text, () => undoDecision(version));
  };
  const settled = (text: string, takeBack?: () => Promise<string | null>): void => {
    // Where the button that was pressed goes away, what replaces it takes the keyboard; the queue keeps it otherwise.
    setTookKeyboard(document.activeElement?.closest('.triage-foot') !== null && document.activeElement !== null);
    setOverriding(false);
    toast({ text, ...(takeBack ? { undo: takeBack } : {}) });
    onChanged();
  };
  const name = formatName(referral.patient);
  const accept = useMutation(
    api.referrals.accept.mutationOptions({
      onSuccess: (answer, { seenCls }) => decided(t('toast.accepted', { name, cls: seenCls }), answer),
      onError: (error) => {
        if (hasCode(error, 'STALE') || hasCode(error, 'ILLEGAL_STATE')) onChanged();
      },
    }),
  );
  const acceptNow = (): void => {
    if (!proposal || accept.isPending) return;
    accept.mutate({
      referralId: referral.id,
      expectedVersion: referral.version,
      seenCls: proposal.decision.cls,
      redirectTo: proposal.disposition === 'redirect' ? redirectTo : null,
      note: proposal.disposition === 'advice' && advice !== '' ? advice : null,
    });
  };
  const book = (): void => router.history.push(`/schedule?referralId=${referral.id}`);
  const complete = (): void => router.history.push(`/referrals/${referral.id}/complete`);
  const decidable = may('accept') || may('override');

  useEffect(() => {
    if (overriding) primaryRef.current = () => undefined;
    else if (may('accept')) primaryRef.current = acceptNow;
    else if (may('book')) primaryRef.current = book;
    else primaryRef.current = () => undefined;
  });
  useShortcut('o', () => setOverriding(true), { label: t('action.override'), enabled: may('override') && !overriding });
  const undoOffered = useUndoOffered();
  const [refusal, setRefusal] = useState<string | null>(null);
  const undoShown = (): void => void undoDecision(referral.version).then(setRefusal);
  useShortcut('z', undoShown, { label: t('keys.undo'), enabled: may('undo') && !overriding && !undoOffered });
  useShortcut('c', complete, { label: t('action.complete'), enabled: may('complete-findings') && !overriding });

  if (allowedActions.length === 0) return <NextOnly onNext={onNext} referral={referral} />;
  if (overriding) {
    return (
      <div className="triage-foot">
        <OverridePanel referral={referral} words={words} onCancel={() => setOverriding(false)} onDone={(cls, answer) => decided(t('toast.overridden', { name, cls }), answer)} onStale={onChanged} />
      </div>
    );
  }
  return (
    <div className="triage-foot">
      {refusal !== null && (
        <div className="note note-warn" role="alert">
          <Icon name="alert" />
          <span>{refusal}</span>
        </div>
      )}
      {accept.isError && <DecisionError what={t('error.notAccepted')} error={accept.error} />}
      {may('accept') && proposal?.disposition === 'redirect' && (
        <TextField label={t('field.redirectTo')} value={redirectTo} maxLength={200} onChange={(event) => setRedirectTo(event.target.value)} error={redirectTo.trim() === '' ? t('field.redirectRequired') : undefined} />
      )}
      {may('accept') && proposal?.disposition === 'advice' && (
        <TextArea label={t('field.advice')} optional value={advice} maxLength={2000} rows={2} onChange={(event) => setAdvice(event.target.value)} />
      )}
      {may('record-emergency-call') && <EmergencyCallPanel referral={referral} focusOnMount={tookKeyboard} onDone={() => settled(t('toast.called', { name }))} onStale={onChanged} />}
      <div className="triage-acts">
        {may('accept') && proposal && (
          <div className="grow triage-primary">
            <Button tone="primary" keys="Enter" onClick={acceptNow} disabled={accept.isPending}>
              {t(`action.accept.${proposal.disposition}`, { cls: proposal.decision.cls })}
            </Button>
          </div>
        )}
        {may('book') && (
          <div className="grow triage-primary">
            <Button tone="primary" keys="Enter" icon="calendar" onClick={book} focusOnMount={tookKeyboard}>
              {t('action.book')}
            </Button>
          </div>
        )}
        {may('override') && (
          <Button keys="o" onClick={() => setOverriding(true)}>
            {t('action.override')}
          </Button>
        )}
        {may('complete-findings') && (
          <Button keys="c" onClick={complete}>
            {t('action.complete')}
          </Button>
        )}
        {may('undo') && (
          <Button keys="z" icon="undo" onClick={undoShown}>
            {t('action.undo')}
          </Button>
        )}
        {!decidable && !may('record-emergency-call') && <span className="grow" />}
        {referral.state !== 'received' && !may('record-emergency-call') && (
          <Button keys="j" onClick={onNext}>
            {t('action.next')}
          </Button>
        )}
      </div>
      {may('complete-findings') && !may('accept') && proposal && <p className="meta">{t('foot.mayNotConfirm', { cls: proposal.decision.cls })}</p>}
    </div>
  );
}

function NextOnly({ onNext, referral }: { readonly onNext: () => void; readonly referral: ReferralDetail }): ReactElement {
  const { t } = useTranslation('referrals');
  const awaitsCall = referral.state === 'emergency' && referral.emergencyCalls.length === 0;
  const decided = referral.decisions.length > 0 ? t('foot.decided') : t('foot.nothingToDo');
  return (
    <div className="triage-foot">
      <div className="triage-acts">
        <span className="grow meta">{awaitsCall ? t('foot.callByClinician') : decided}</span>
        <Button keys="j" onClick={onNext}>
          {t('action.next')}
        </Button>
      </div>
    </div>
  );
}
