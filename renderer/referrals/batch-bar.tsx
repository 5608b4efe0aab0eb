import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferralRow } from '#contract/referrals';
import { client } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { useUndo } from '../text/use-undo.ts';
import { useNoCommands } from '../ui/commands.ts';
import { Button } from '../ui/button.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { useToast } from '../ui/toast.tsx';
import { acceptable, queueOf } from './batch-rules.ts';
import { ColleagueChoice } from './colleague-choice.tsx';

export interface BatchBarProps {
  /** The lines ticked, in the order of the list. */
  readonly rows: readonly ReferralRow[];
  /** The lines done: those that could not be stay ticked. */
  readonly onDone: (ids: readonly string[]) => void;
  readonly onClear: () => void;
  readonly onChanged: () => void;
}

interface Done {
  readonly id: string;
  readonly version: number;
  /** Who had it before it was given; null for nobody. */
  readonly before: string | null;
}

/**
 * What is done with the lines ticked: each is a decision of its own, under the version shown, with its own line in the trail; one
 * that cannot be taken stays ticked. One Z takes all of them back.
 */
export function BatchBar({ rows, onDone, onClear, onChanged }: BatchBarProps): ReactElement {
  const { t } = useTranslation('referrals');
  const toast = useToast();
  const undo = useUndo();
  const noCommands = useNoCommands();
  const mayConfirm = usePermission('triage.confirm.routine');
  const mayAssign = usePermission('referral.return');
  const [to, setTo] = useState('');
  const [left, setLeft] = useState(0);
  const toAccept = acceptable(rows);
  const queue = queueOf(rows);

  /** One after the other: the second is judged after the first. */
  const each = async (lines: readonly ReferralRow[], act: (row: ReferralRow) => Promise<{ readonly version: number; readonly before?: string | null }>): Promise<readonly Done[]> => {
    const done: Done[] = [];
    for (const row of lines) {
      try {
        const { version, before = null } = await act(row);
        done.push({ id: row.id, version, before });
      } catch {
        // It stays ticked, and is decided alone, where why it is refused is said.
      }
    }
    return done;
  };
  const told = (done: readonly Done[], asked: number, text: string, takeBack: (one: Done) => Promise<unknown>): void => {
    setLeft(asked - done.length);
    if (done.length === 0) return;
    onDone(done.map(({ id }) => id));
    toast({
      text,
      undo: () =>
        undo(async () => {
          try {
            for (const one of done) await takeBack(one);
          } finally {
            onChanged();
          }
        }),
    });
    onChanged();
  };
  const accept = useMutation({
    mutationFn: () => each(toAccept, ({ id, version, cls }) => client.referrals.accept({ referralId: id, expectedVersion: version, seenCls: cls ?? 'E', redirectTo: null, note: null, route: [] })),
    onSuccess: (done) => told(done, toAccept.length, t('batch.accepted', { count: done.length }), ({ id, version }) => client.referrals.undoDecision({ referralId: id, expectedVersion: version })),
  });
  const assign = useMutation({
    mutationFn: () => each(rows, ({ id, version }) => client.referrals.assign({ referralId: id, expectedVersion: version, to, reason: null })),
    onSuccess: (done) => told(done, rows.length, t('batch.assigned', { count: done.length }), ({ id, version, before }) => client.referrals.assign({ referralId: id, expectedVersion: version, to: before, reason: null })),
  });
  const busy = accept.isPending || assign.isPending || noCommands !== null;
  const mayAccept = mayConfirm && toAccept.length > 0;
  useShortcut('Shift+Enter', () => accept.mutate(), { label: t('batch.accept'), enabled: mayAccept && !busy });
  useShortcut('Escape', onClear, { label: t('batch.clear') });
  return (
    <section className="triage-batch stack" aria-label={t('batch.bar')}>
      <div className="row wrap">
        <b className="grow">{t('batch.count', { count: rows.length })}</b>
        <Button small tone="quiet" keys="Escape" onClick={onClear}>
          {t('batch.clear')}
        </Button>
      </div>
      {left > 0 && (
        <p className="meta" role="status">
          {t('batch.left', { count: left })}
        </p>
      )}
      {mayAccept && (
        <Button small keys="Shift+Enter" disabled={busy} onClick={() => accept.mutate()}>
          {t('batch.accept')} ({toAccept.length})
        </Button>
      )}
      {mayAssign && queue !== null && (
        <div className="row triage-batch-assign">
          <ColleagueChoice label={t('batch.assign')} among={({ roles }) => roles.some((role) => role === queue)} value={to} onChange={setTo} />
          <Button small disabled={busy || to === ''} onClick={() => assign.mutate()}>
            {t('batch.give')}
          </Button>
        </div>
      )}
      {!mayAccept && queue === null && <p className="meta">{t(rows.some(({ state }) => state === 'accepted') ? 'batch.onlyQueue' : 'batch.nothingToAccept')}</p>}
    </section>
  );
}
