import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { DuplicatePair } from '#contract/duplicates.ts';
import type { Outputs } from '#contract/index.ts';
import { api } from '../../link/client.ts';
import { hasCode } from '../../link/failure.ts';
import { formatName } from '../../text/format.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useToast } from '../../ui/toast.tsx';
import { ComparisonTable } from './comparison-table.tsx';
import { DuplicateReasons } from './duplicate-reasons.tsx';
import { obstacleIn } from './merge-obstacle.ts';
import { fieldsToTake, firstChoice, type MergeChoice, otherSide } from './merge-choice.ts';

interface PairPanelProps {
  readonly pair: DuplicatePair;
  readonly onOpen: (patientId: string) => void;
}

/** Two records to judge: the facts, the reasons, the verdict. */
export function PairPanel({ pair, onOpen }: PairPanelProps): ReactElement {
  const { t } = useTranslation('duplicates');
  const compared = useQuery(api.duplicates.compare.queryOptions({ input: { oneId: pair.one.patientId, otherId: pair.other.patientId } }));
  return (
    <aside className="duplicates-panel" aria-label={t('compare.label')}>
      {compared.isError ? (
        <ErrorNotice what={t('compare.failed')} error={compared.error} onRetry={() => void compared.refetch()} />
      ) : compared.data ? (
        <Verdict key={`${compared.data.one.version} ${compared.data.other.version}`} pair={pair} compared={compared.data} onOpen={onOpen} onAgain={() => void compared.refetch()} />
      ) : (
        <SkeletonRows rows={10} />
      )}
    </aside>
  );
}

interface VerdictProps extends PairPanelProps {
  readonly compared: Outputs['duplicates']['compare'];
  readonly onAgain: () => void;
}

function Verdict({ pair, compared, onOpen, onAgain }: VerdictProps): ReactElement {
  const { t } = useTranslation('duplicates');
  const f = useFormat();
  const queryClient = useQueryClient();
  const showToast = useToast();
  const { one, other, obstacle } = compared;
  const [choice, setChoice] = useState<MergeChoice>(() => firstChoice(one, other));
  const [mergeId] = useState(() => v7());
  const refresh = async (): Promise<void> => {
    // A pair compared before is compared anew: a verdict on versions that are gone would be refused, and seem to do nothing.
    queryClient.removeQueries({ queryKey: api.duplicates.compare.key(), type: 'inactive' });
    await queryClient.invalidateQueries({ queryKey: api.duplicates.key() });
    await queryClient.invalidateQueries({ queryKey: api.patients.key() });
  };
  /** Waits for an undo; why it was refused, or null. */
  const undoing = async (undone: Promise<unknown>): Promise<string | null> => {
    try {
      await undone;
      return null;
    } catch (error) {
      const obstacle = obstacleIn(error);
      return obstacle ? t(`obstacle.${obstacle}`) : t('merges.undoFailed');
    }
  };
  const undoMerge = useMutation(api.duplicates.undoMerge.mutationOptions({ onSettled: refresh }));
  const reopen = useMutation(api.duplicates.reopen.mutationOptions({ onSettled: refresh }));
  const survivor = choice.survivor === 'one' ? one : other;
  const retired = choice.survivor === 'one' ? other : one;
  const merge = useMutation(
    api.duplicates.merge.mutationOptions({
      onSuccess: async ({ moved }) => {
        showToast({ text: t('done.merged', { name: formatName(survivor), count: moved }), undo: () => undoing(undoMerge.mutateAsync({ mergeId })) });
        await refresh();
      },
    }),
  );
  const separate = useMutation(
    api.duplicates.separate.mutationOptions({
      onSuccess: async ({ pairId }) => {
        showToast({ text: t('done.separated'), undo: () => undoing(reopen.mutateAsync({ pairId })) });
        await refresh();
      },
    }),
  );
  const isBusy = merge.isPending || separate.isPending;
  const doMerge = (): void => {
    if (obstacle !== null || isBusy) return;
    merge.mutate({ mergeId, survivorId: survivor.patientId, survivorVersion: survivor.version, retiredId: retired.patientId, retiredVersion: retired.version, take: fieldsToTake(one, other, choice) });
  };
  const doSeparate = (): void => {
    if (!isBusy) separate.mutate({ oneId: one.patientId, otherId: other.patientId });
  };
  const isOpen = pair.state === 'open';
  useShortcut('m', doMerge, { label: t('action.merge'), enabled: isOpen });
  useShortcut('d', doSeparate, { label: t('action.separate'), enabled: isOpen });
  useShortcut('e', () => setChoice({ ...choice, survivor: otherSide(choice.survivor) }), { label: t('action.exchange'), enabled: isOpen });
  useShortcut('r', () => reopen.mutate({ pairId: pair.pairId }), { label: t('action.reopen'), enabled: !isOpen });
  const failure = merge.error ?? separate.error ?? reopen.error;
  const refused = failure ? obstacleIn(failure) : undefined;
  return (
    <>
      <header className="duplicates-head">
        <div className="row">
          <h2 className="title grow ellipsis">{t('compare.title', { one: formatName(one), other: formatName(other) })}</h2>
          <span className="meta-strong">{compared.strength ? t('compare.likely', { strength: t(`strength.${compared.strength}`), percent: f.number(Math.floor(compared.score * 1000) / 10) }) : t('compare.unlike')}</span>
        </div>
        <DuplicateReasons reasons={compared.reasons} />
      </header>
      <div className="duplicates-body">
        <ComparisonTable
          one={one}
          other={other}
          choice={choice}
          onChoose={(field, side) => setChoice({ ...choice, chosen: { ...choice.chosen, [field]: side } })}
          onSurvivor={(side) => setChoice({ ...choice, survivor: side })}
        />
        <div className="row duplicates-open">
          <Button small tone="text" onClick={() => onOpen(one.patientId)}>
            {t('action.openOne')}
          </Button>
          <Button small tone="text" onClick={() => onOpen(other.patientId)}>
            {t('action.openOther')}
          </Button>
        </div>
        {obstacle !== null && (
          <p className="note note-warn" role="note">
            <Icon name="alert" />
            {t(`obstacle.${obstacle}`)}
          </p>
        )}
        {refused ? (
          <p className="note note-danger" role="alert">
            <Icon name="alert" />
            {t(`obstacle.${refused}`)}
          </p>
        ) : (
          failure && <ErrorNotice what={t('action.failed')} error={failure} onRetry={hasCode(failure, 'STALE') ? onAgain : undefined} />
        )}
      </div>
      <footer className="duplicates-foot">
        {isOpen ? (
          <>
            <Button tone="primary" keys="m" disabled={obstacle !== null || isBusy} onClick={doMerge}>
              {t('action.merge')}
            </Button>
            <Button keys="d" disabled={isBusy} onClick={doSeparate}>
              {t('action.separate')}
            </Button>
            <span className="meta grow">{t('action.undoable')}</span>
          </>
        ) : (
          <>
            <Button keys="r" onClick={() => reopen.mutate({ pairId: pair.pairId })}>
              {t('action.reopen')}
            </Button>
            <span className="meta grow">{pair.decidedAt && t('compare.decided', { when: f.instant(pair.decidedAt), name: pair.decidedByName ?? '' })}</span>
          </>
        )}
      </footer>
    </>
  );
}
