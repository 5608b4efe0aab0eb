import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState, type ReactElement, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterKind } from '#contract/letters';
import type { ReferralDetail } from '#contract/referrals';
import type { ProfessionalCode } from '#contract/triage';
import { api, client } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { formatName } from '../text/format.ts';
import { useUndo } from '../text/use-undo.ts';
import { useNoCommands } from '../ui/commands.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { useToast, useUndoOffered } from '../ui/toast.tsx';
import { AcceptFields } from './accept-fields.tsx';
import { DecisionActs } from './decision-acts.tsx';
import { DecisionError } from './decision-error.tsx';
import { endsOf } from './end-panel.tsx';
import { FootPanel, type FootPanelName, footPanels } from './foot-panel.tsx';
import { EmergencyCallPanel } from './emergency-call-panel.tsx';
import { professionalOf } from './override-draft.ts';
import { letterKindsOf } from './letter-kinds.ts';
import { LetterPanel } from './letter-panel.tsx';
import { OverridePanel } from './override-panel.tsx';
import { type Accepted, useAccept } from './use-accept.ts';
import type { Candidate } from './use-first-places.ts';
import type { TriageWords } from './use-triage-words.ts';

export interface DecisionFootProps {
  readonly referral: ReferralDetail;
  readonly words: TriageWords;
  /** The professional chosen from those who have a place. */
  readonly chosen: Candidate | null;
  /** Who sees the person one after the other. */
  readonly route: readonly ProfessionalCode[];
  /** Something was decided, or turned out to have changed: everything shown is asked again. */
  readonly onChanged: () => void;
  /** Decided and done with: on to the next line; false where there is none. */
  readonly onDecided: () => boolean;
  /** A decision was undone: its referral is shown again. */
  readonly onReopen: (referralId: string) => void;
  readonly onNext: () => void;
  /** Somebody else has changed it while it was shown: Enter says that this was read, before it decides anything. */
  readonly onRead: (() => void) | null;
  readonly primaryRef: RefObject<() => void>;
}

type Panel = FootPanelName | 'override' | 'class' | 'letter';

/** The foot of the proposal, where actions never move: accept (Enter), class (U), decide otherwise (O), ask (M), call, book. */
export function DecisionFoot({ referral, words, chosen, route, onChanged, onDecided, onReopen, onNext, onRead, primaryRef }: DecisionFootProps): ReactElement | null {
  const { t } = useTranslation('referrals');
  const router = useRouter();
  const toast = useToast();
  const [panel, setPanel] = useState<Panel | null>(null);
  const [tookKeyboard, setTookKeyboard] = useState(false);
  /** The letter a step just taken calls for: it is begun once the request shown is past that step. */
  const [letterDue, setLetterDue] = useState<LetterKind | null>(null);
  const openLetter = (kind: LetterKind): void => {
    setLetterDue(kind);
    setPanel('letter');
  };
  const { allowedActions, proposal } = referral;
  const [said, setSaid] = useState(() => ({ redirectTo: proposal?.disposition === 'redirect' ? proposal.redirects.map(words.professional).join(', ') : '', note: '' }));
  const may = (action: ReferralDetail['allowedActions'][number]): boolean => allowedActions.includes(action);
  const name = formatName(referral.patient);
  const noCommands = useNoCommands();
  const mayComplete = usePermission('referral.complete');

  const queries = useQueryClient();
  const undo = useUndo();
  const undoDecision = (expectedVersion: number, visit: Accepted['visit'] = null): Promise<string | null> =>
    undo(async () => {
      if (visit) await client.appointments.undoBooking({ appointmentId: visit.id, expectedVersion: visit.version });
      // Booked and taken back, the referral is two versions further.
      await client.referrals.undoDecision({ referralId: referral.id, expectedVersion: expectedVersion + (visit ? 2 : 0) });
      // Shown as it is now: what the page remembers of it is from before, and Enter would decide on that.
      await queries.prefetchQuery({ ...api.referrals.open.queryOptions({ input: { referralId: referral.id } }), staleTime: 0 });
      onReopen(referral.id);
      toast({ text: t('toast.undone', { name }) });
      onChanged();
    });
  const settled = (text: string, takeBack?: () => Promise<string | null>): void => {
    // Where the button that was pressed goes away, what replaces it takes the keyboard; the queue keeps it otherwise.
    setTookKeyboard(document.activeElement?.closest('.triage-foot') !== null && document.activeElement !== null);
    setPanel(null);
    toast({ text, ...(takeBack ? { undo: takeBack } : {}) });
    onChanged();
  };
  /** A booking is all that is left to do elsewhere: the desk goes on. An emergency or a letter is finished here. */
  const decided = (text: string, { version, state, visit, notBooked }: Accepted): void => {
    if (state === 'accepted' && notBooked === null && onDecided()) toast({ text, undo: () => undoDecision(version, visit) });
    else {
      settled(text, () => undoDecision(version, visit));
      // Redirected, or answered in writing: the letter is what is left to do.
      if (state === 'redirected' || state === 'advised') openLetter(state === 'advised' ? 'advice' : 'redirect');
    }
  };
  /** Leaves the place the referral had in this list: the keyboard goes back to the queue. */
  const handedOn = (text: string, takeBack?: () => Promise<string | null>): void => {
    document.querySelector<HTMLElement>('.triage-queue [role="grid"]')?.focus({ preventScroll: true });
    settled(text, takeBack);
  };
  const { accept, sent, when } = useAccept({ referral, chosen, route, onAccepted: decided, onStale: onChanged });
  const isOtherProfession = chosen !== null && chosen.professional.role !== proposal?.queueRole;
  const acceptNow = (): void => {
    if (!proposal || accept.isPending || noCommands !== null) return;
    // Another profession than proposed is another decision: it takes a reason.
    if (isOtherProfession && may('override')) setPanel('override');
    else accept.mutate(said);
  };
  const queueWork = useMutation({
    mutationFn: (work: 'claim' | 'release') => client.referrals[work]({ referralId: referral.id, expectedVersion: referral.version }),
    onSuccess: ({ version }, work) =>
      settled(t(work === 'claim' ? 'toast.claimed' : 'toast.released', { name }), () =>
        undo(async () => {
          await client.referrals[work === 'claim' ? 'release' : 'claim']({ referralId: referral.id, expectedVersion: version });
          onChanged();
        }),
      ),
    onError: onChanged,
  });
  const book = (): void => router.history.push(`/schedule?referralId=${referral.id}`);
  const complete = (): void => router.history.push(`/referrals/${referral.id}/complete`);

  useEffect(() => {
    if (panel !== null) primaryRef.current = () => undefined;
    else if (onRead) primaryRef.current = onRead;
    else if (may('accept')) primaryRef.current = acceptNow;
    else if (may('book')) primaryRef.current = book;
    else primaryRef.current = () => undefined;
  });
  const kinds = letterKindsOf(referral);
  const mayWrite = kinds.length > 0 && mayComplete;
  if (letterDue !== null && kinds.includes(letterDue)) setLetterDue(null);
  // A letter being written stays although the decision it is about was taken back elsewhere.
  const [letterBegun, setLetterBegun] = useState(false);
  if (letterBegun !== (panel === 'letter' && (mayWrite || letterBegun))) setLetterBegun(!letterBegun);
  const undoOffered = useUndoOffered();
  const [refusal, setRefusal] = useState<string | null>(null);
  const undoShown = (): void => void undoDecision(referral.version).then(setRefusal);
  const isFree = panel === null;
  useShortcut('u', () => setPanel('class'), { label: t('action.class'), enabled: may('override') && isFree });
  useShortcut('o', () => setPanel('override'), { label: t('action.override'), enabled: may('override') && isFree });
  useShortcut('m', () => setPanel('ask'), { label: t('ask.title'), enabled: may('ask') && isFree });
  useShortcut('x', () => setPanel('end'), { label: t(may('reopen') ? 'end.reopenTitle' : 'end.title'), enabled: (may('reopen') || endsOf(referral).length > 0) && isFree });
  useShortcut('i', () => setPanel('pause'), { label: t('delay.title'), enabled: may('pause') && isFree });
  useShortcut('l', () => setPanel('letter'), { label: t('action.letter'), enabled: mayWrite && isFree });
  useShortcut('f', () => setPanel('assign'), { label: t('assign.title'), enabled: may('assign') && isFree });
  useShortcut('s', () => setPanel('opinion'), { label: t('opinion.title'), enabled: may('ask-opinion') && isFree });
  useShortcut('r', () => setPanel('return'), { label: t('return.title'), enabled: may('return') && isFree });
  useShortcut('p', () => queueWork.mutate(may('claim') ? 'claim' : 'release'), { label: t(may('claim') ? 'action.claim' : 'action.release'), enabled: (may('claim') || may('release')) && isFree });
  useShortcut('z', undoShown, { label: t('keys.undo'), enabled: may('undo') && isFree && !undoOffered });
  useShortcut('c', complete, { label: t('action.complete'), enabled: may('complete-findings') && isFree });

  const close = (): void => {
    setPanel(null);
    document.querySelector<HTMLElement>('.triage-queue [role="grid"]')?.focus({ preventScroll: true });
  };
  if (panel === 'override' || panel === 'class') {
    return (
      <div className="triage-foot">
        <OverridePanel
          referral={referral}
          words={words}
          classOnly={panel === 'class'}
          route={route}
          primary={isOtherProfession && chosen ? professionalOf(chosen.professional.role) : undefined}
          onCancel={close}
          onDone={(cls, answer) => decided(t('toast.overridden', { name, cls }), { ...answer, visit: null, notBooked: null })}
          onStale={onChanged}
        />
      </div>
    );
  }
  if (panel === 'letter' && letterDue === null && (mayWrite || letterBegun)) {
    return (
      <div className="triage-foot">
        <LetterPanel
          referral={referral}
          onCancel={close}
          onWithdrawn={onChanged}
          onDone={(letterId, kind) => {
            const givesAdvice = kind === 'advice' && referral.advicePending;
            handedOn(t(givesAdvice ? 'toast.advised' : 'toast.letter', { name }), () =>
              undo(async () => {
                await client.letters.withdraw({ letterId });
                onReopen(referral.id);
                onChanged();
              }),
            );
          }}
        />
      </div>
    );
  }
  const small = footPanels.find((one) => one === panel);
  if (small !== undefined) {
    return (
      <div className="triage-foot">
        <FootPanel panel={small} referral={referral} words={words} onCancel={close} onDone={handedOn} onChanged={onChanged} onLetter={(kind) => (mayComplete ? openLetter(kind) : undefined)} />
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
      {onRead && (
        <div className="note note-warn" role="status">
          <Icon name="alert" />
          <span className="grow">{t('changedElsewhere.words')}</span>
          <Button small keys="Enter" onClick={onRead}>
            {t('changedElsewhere.read')}
          </Button>
        </div>
      )}
      {accept.isError && <DecisionError what={t('error.notAccepted')} error={accept.error} theirs={referral.decisions[0]} mine={sent ?? undefined} words={words} />}
      {accept.data && accept.data.notBooked !== null && <DecisionError what={t('error.notBooked')} error={accept.data.notBooked} />}
      {queueWork.isError && <DecisionError what={t('error.notTaken')} error={queueWork.error} />}
      {may('accept') && proposal && <AcceptFields disposition={proposal.disposition} said={said} onSaid={setSaid} />}
      {may('record-emergency-call') && <EmergencyCallPanel referral={referral} focusOnMount={tookKeyboard} onDone={() => settled(t('toast.called', { name }))} onStale={onChanged} />}
      <DecisionActs
        referral={referral}
        placeLabel={isOtherProfession ? null : when}
        mayWrite={mayWrite}
        busy={accept.isPending || queueWork.isPending}
        focusBook={tookKeyboard}
        acts={{ accept: acceptNow, book, complete, undo: undoShown, next: onNext, open: setPanel, claim: () => queueWork.mutate('claim'), release: () => queueWork.mutate('release') }}
      />
    </div>
  );
}
