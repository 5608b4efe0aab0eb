import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralDetail } from '#contract/referrals';
import { Button } from '../ui/button.tsx';
import { endsOf } from './end-panel.tsx';

export interface DecisionActsProps {
  readonly referral: ReferralDetail;
  /** The place chosen with the acceptance. */
  readonly placeLabel: string | null;
  readonly mayWrite: boolean;
  readonly busy: boolean;
  readonly focusBook: boolean;
  readonly acts: {
    readonly accept: () => void;
    readonly book: () => void;
    readonly complete: () => void;
    readonly undo: () => void;
    readonly next: () => void;
    readonly open: (panel: 'override' | 'class' | 'ask' | 'pause' | 'return' | 'letter' | 'end' | 'assign' | 'opinion') => void;
    readonly claim: () => void;
    readonly release: () => void;
  };
}

/** The buttons of the foot, the first action first, always in the same order. */
export function DecisionActs({ referral, placeLabel, mayWrite, busy, focusBook, acts }: DecisionActsProps): ReactElement {
  const { t } = useTranslation('referrals');
  const { allowedActions, proposal, state } = referral;
  const may = (action: ReferralDetail['allowedActions'][number]): boolean => allowedActions.includes(action);
  const isReadOnly = !mayWrite && !may('accept') && !may('override') && !may('book') && !may('complete-findings') && !may('record-emergency-call');
  const awaitsCall = state === 'emergency' && referral.emergencyCalls.length === 0;
  return (
    <>
      <div className="triage-acts">
        {may('accept') && proposal && (
          <div className="grow triage-primary">
            <Button tone="primary" keys="Enter" onClick={acts.accept} disabled={busy}>
              {placeLabel && proposal.disposition === 'book' ? t('action.acceptAt', { cls: proposal.decision.cls, when: placeLabel }) : t(`action.accept.${proposal.disposition}`, { cls: proposal.decision.cls })}
            </Button>
          </div>
        )}
        {may('book') && (
          <div className="grow triage-primary">
            <Button tone="primary" keys="Enter" icon="calendar" onClick={acts.book} focusOnMount={focusBook}>
              {t('action.book')}
            </Button>
          </div>
        )}
        {may('override') && (
          <>
            <Button keys="u" onClick={() => acts.open('class')}>
              {t('action.class')}
            </Button>
            <Button keys="o" onClick={() => acts.open('override')}>
              {t('action.override')}
            </Button>
          </>
        )}
        {may('complete-findings') && (
          <Button keys="c" onClick={acts.complete}>
            {t('action.complete')}
          </Button>
        )}
        {may('ask') && !may('accept') && (
          <Button keys="m" onClick={() => acts.open('ask')}>
            {t('action.ask')}
          </Button>
        )}
        {may('pause') && !may('accept') && (
          <Button keys="i" onClick={() => acts.open('pause')}>
            {t('delay.act')}
          </Button>
        )}
        {may('claim') && (
          <Button keys="p" onClick={acts.claim} disabled={busy}>
            {t('action.claim')}
          </Button>
        )}
        {may('release') && (
          <Button keys="p" onClick={acts.release} disabled={busy}>
            {t('action.release')}
          </Button>
        )}
        {may('assign') && (
          <Button keys="f" onClick={() => acts.open('assign')}>
            {t('action.assign')}
          </Button>
        )}
        {may('ask-opinion') && !may('accept') && (
          <Button keys="s" onClick={() => acts.open('opinion')}>
            {t('action.opinion')}
          </Button>
        )}
        {may('return') && (
          <Button keys="r" onClick={() => acts.open('return')}>
            {t('action.return')}
          </Button>
        )}
        {mayWrite && !may('accept') && (
          <Button keys="l" icon="document" onClick={() => acts.open('letter')}>
            {t('action.letter')}
          </Button>
        )}
        {(endsOf(referral).length > 0 || may('reopen')) && !may('accept') && (
          <Button keys="x" onClick={() => acts.open('end')}>
            {t(may('reopen') ? 'end.reopen' : 'end.open')}
          </Button>
        )}
        {may('undo') && (
          <Button keys="z" icon="undo" onClick={acts.undo}>
            {t('action.undo')}
          </Button>
        )}
        {isReadOnly && <p className="meta grow">{awaitsCall ? t('foot.callByClinician') : state === 'received' ? t('foot.nothingToDo') : t('foot.decided')}</p>}
        {state !== 'received' && !may('record-emergency-call') && (
          <Button keys="j" onClick={acts.next}>
            {t('action.next')}
          </Button>
        )}
      </div>
      {may('complete-findings') && !may('accept') && proposal && <p className="meta">{t('foot.mayNotConfirm', { cls: proposal.decision.cls })}</p>}
    </>
  );
}
