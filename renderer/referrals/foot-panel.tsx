import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterKind } from '#contract/letters';
import type { ReferralDetail } from '#contract/referrals';
import { client } from '../link/client.ts';
import { formatName } from '../text/format.ts';
import { useUndo } from '../text/use-undo.ts';
import { AskPanel } from './ask-panel.tsx';
import { ColleaguePanel } from './colleague-panel.tsx';
import { EndPanel } from './end-panel.tsx';
import { PausePanel } from './pause-panel.tsx';
import { ReturnPanel } from './return-panel.tsx';
import type { TriageWords } from './use-triage-words.ts';

/** What is written at the foot beside a decision and a letter. */
export const footPanels = ['ask', 'pause', 'return', 'end', 'assign', 'opinion'] as const;
export type FootPanelName = (typeof footPanels)[number];

export interface FootPanelProps {
  readonly panel: FootPanelName;
  readonly referral: ReferralDetail;
  readonly words: TriageWords;
  readonly onCancel: () => void;
  /** Done: the keyboard goes back to the queue, the words are said, with a way back where there is one. */
  readonly onDone: (text: string, takeBack?: () => Promise<string | null>) => void;
  readonly onChanged: () => void;
  /** A letter is what is left to do. */
  readonly onLetter: (kind: LetterKind) => void;
}

/** One of the panels of the foot. */
export function FootPanel({ panel, referral, words, onCancel, onDone, onChanged, onLetter }: FootPanelProps): ReactElement {
  const { t } = useTranslation('referrals');
  const undo = useUndo();
  const name = formatName(referral.patient);
  const takeBack = (command: () => Promise<unknown>) => (): Promise<string | null> =>
    undo(async () => {
      await command();
      onChanged();
    });
  switch (panel) {
    case 'return':
      return <ReturnPanel referral={referral} onCancel={onCancel} onDone={() => onDone(t('toast.returned', { name }))} />;
    case 'pause':
      return <PausePanel referral={referral} onCancel={onCancel} onDone={() => onDone(t('toast.paused', { name }))} />;
    case 'end':
      return (
        <EndPanel
          referral={referral}
          onCancel={onCancel}
          onDone={(outcome) => {
            onDone(t(`toast.${outcome}`, { name }));
            // Refused: whoever asked is told in writing.
            if (outcome === 'declined') onLetter('refusal');
          }}
        />
      );
    case 'ask':
      return (
        <AskPanel
          referral={referral}
          words={words}
          onCancel={onCancel}
          onDone={({ version }) => onDone(t('toast.asked', { name }), takeBack(() => client.referrals.endAsking({ referralId: referral.id, expectedVersion: version, outcome: 'withdrawn' })))}
        />
      );
    case 'assign':
      return (
        <ColleaguePanel
          referral={referral}
          kind="assign"
          onCancel={onCancel}
          onDone={(expectedVersion, before) => onDone(t('toast.assigned', { name }), takeBack(() => client.referrals.assign({ referralId: referral.id, expectedVersion, to: before, reason: null })))}
        />
      );
    case 'opinion':
      return (
        <ColleaguePanel
          referral={referral}
          kind="opinion"
          onCancel={onCancel}
          onDone={(expectedVersion) => onDone(t('toast.opinionAsked', { name }), takeBack(() => client.referrals.withdrawOpinion({ referralId: referral.id, expectedVersion })))}
        />
      );
  }
}
