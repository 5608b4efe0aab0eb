import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactElement, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#contract/permissions';
import type { QueueCounts } from '#contract/referrals';
import { closedPatient } from '../access/closed-patient.ts';
import { RestrictedRecord } from '../access/restricted-record.tsx';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { RatingLink } from '../second-ratings/rating-asks.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { useShortcut } from '../ui/shortcut.ts';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { BatchBar } from './batch-bar.tsx';
import { EvidenceLight } from './evidence-mark.tsx';
import { evidenceOf } from './evidence.ts';
import { ProposalPane } from './proposal-pane.tsx';
import { QueuePane, queueLists, useQueue, type QueueListName } from './queue-pane.tsx';
import { RequestPane } from './request-pane.tsx';
import { TeamQueue } from './team-queue.tsx';
import { type Drawer, useDrawer } from './use-drawer.ts';
import { useChangedElsewhere } from './use-changed-elsewhere.ts';
import { useTriageWords } from './use-triage-words.ts';

/** The desk at the first line of its queue. */
export function TriagePage(): ReactElement {
  return <TriageDesk startWith={null} />;
}

/** The desk with one referral chosen, as other pages link to it. */
export function ReferralPage(): ReactElement {
  const { referralId } = useParams({ from: '/referrals/$referralId' });
  return <TriageDesk key={referralId} startWith={referralId} />;
}

/** The triage desk: queue, request, proposal. Arrows or J and K move, Enter takes the first action, O decides otherwise. */
function TriageDesk({ startWith }: { readonly startWith: string | null }): ReactElement {
  const { t } = useTranslation('referrals');
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [list, setList] = useState<QueueListName>('to-triage');
  const [chosenId, setChosenId] = useState(startWith);
  const lastIndex = useRef(0);
  const primaryRef = useRef<() => void>(() => undefined);
  const words = useTriageWords();
  const counts = useQuery(api.referrals.counts.queryOptions());
  const [role, setRole] = useState<Role | null>(null);
  const queue = useQueue(list, role);
  const mayEnter = usePermission('referral.enter');
  const mayChangeRules = usePermission('triage.override');
  const mayImport = usePermission('import.run');

  const { rows } = queue;
  const [decidedId, setDecidedId] = useState<string | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const tickedRows = rows.filter(({ id }) => ticked.has(id));
  const tick = (ids: readonly string[]): void => setTicked((before) => new Set([...before].filter((id) => !ids.includes(id)).concat(ids.filter((id) => !before.has(id)))));
  const first = rows.find((row) => row.id !== decidedId);
  // What is being read stays chosen, whatever comes before it from other desks.
  if (chosenId === null && first && !queue.query.isPlaceholderData) setChosenId(first.id);
  const selectedId = chosenId ?? first?.id ?? null;
  const index = rows.findIndex((row) => row.id === selectedId);
  /** Where each line was last seen chosen: the list may hear of a decision, or of one taken back, before or after whoever made it. */
  const seen = useRef(new Map<string, number>());
  useEffect(() => {
    if (index >= 0 && selectedId !== null) seen.current.set(selectedId, index);
  }, [selectedId, index]);

  const drawer = useDrawer(selectedId);
  /** Nothing is decided unseen: where the proposal is put away, Enter brings it out. */
  const primary = (): void => (drawer.isNarrow && !drawer.isOpen ? drawer.open() : primaryRef.current());
  const select = (id: string): void => {
    lastIndex.current = rows.findIndex((row) => row.id === id);
    setChosenId(id);
  };
  /** From a line that has left the list, the one now in its place. */
  const move = (step: 1 | -1): void => {
    const from = index >= 0 ? index + step : lastIndex.current + (step < 0 ? -1 : 0);
    const row = rows[Math.min(Math.max(from, 0), rows.length - 1)];
    if (row) select(row.id);
  };
  const newRequest = (): void => void navigate({ to: '/referrals/new' });
  /** From a line that is about to leave the list, or just has, to the one that takes its place; the keyboard goes with it. */
  const goOn = (): boolean => {
    if (list !== 'to-triage' || selectedId === null) return false;
    const place = index >= 0 ? index : (seen.current.get(selectedId) ?? 0);
    const others = rows.filter((row) => row.id !== selectedId);
    const next = others[Math.min(place, others.length - 1)];
    // A request just entered may be decided before the list is there: its first line comes then.
    if (!next && !queue.query.isPending) return false;
    setDecidedId(selectedId);
    document.querySelector<HTMLElement>('.triage-queue [role="grid"]')?.focus({ preventScroll: true });
    setChosenId(next?.id ?? null);
    void queryClient.invalidateQueries({ queryKey: api.referrals.key() });
    void queryClient.invalidateQueries({ queryKey: api.patients.key() });
    return true;
  };
  const reload = (): void => {
    // What was just decided stays in view though its line leaves the list.
    setChosenId(selectedId);
    lastIndex.current = Math.max(index, 0);
    void queryClient.invalidateQueries({ queryKey: api.referrals.key() });
    void queryClient.invalidateQueries({ queryKey: api.patients.key() });
  };

  /** Counts what was done with several: what is shown then is begun anew, so that one's own change is not told as another desk's. */
  const [batches, setBatches] = useState(0);
  const batchChanged = (): void => {
    void queryClient.invalidateQueries({ queryKey: api.referrals.key() });
    void queryClient.invalidateQueries({ queryKey: api.patients.key() });
    setBatches((before) => before + 1);
  };
  /** Accepted, they leave the list: the first line after that stays has the keyboard. */
  const batchDone = (ids: readonly string[]): void => {
    tick(ids);
    if (list !== 'to-triage' || selectedId === null || !ids.includes(selectedId)) return;
    const stays = (row: { readonly id: string }): boolean => !ids.includes(row.id);
    setDecidedId(selectedId);
    setChosenId((rows.slice(index).find(stays) ?? rows.findLast(stays))?.id ?? null);
  };

  useShortcut('j', () => move(1), { label: t('keys.next') });
  useShortcut('k', () => move(-1), { label: t('keys.previous') });
  useShortcut('Enter', primary, { label: t('keys.primary') });
  useShortcut('n', newRequest, { label: t('action.newRequest'), enabled: mayEnter });

  // Opinions are a list of their own where somebody asks for one.
  const tabs = queueLists.filter((key) => key !== 'opinions' || list === key || (counts.data?.opinions ?? 0) > 0).map((key) => ({ key, label: t(`list.${key}`), count: countOf(key, counts.data) }));
  return (
    <div className="page">
      <PageBar
        title={t('title')}
        tabs={
          <Tabs
            label={t('lists')}
            items={tabs}
            current={list}
            onChange={(key) => {
              setList(key);
              setChosenId(null);
              setDecidedId(null);
              setTicked(new Set());
              lastIndex.current = 0;
            }}
            panelId="triage-desk"
          />
        }
        actions={
          <>
            {/* A list more takes its room. */}
            {counts.data && tabs.length < 6 && <span className="meta no-wrap triage-decided">{t('decidedToday', { count: counts.data.decidedToday })}</span>}
            <RatingLink />
            {mayChangeRules && (
              <Link to="/administration/rules" className="button button-quiet referrer-link">
                {t('rules')}
              </Link>
            )}
            {mayImport && (
              <IconButton icon="download" label={t('receiveFile')} onClick={() => void navigate({ to: '/imports' })} />
            )}
            {mayEnter && (
              <Link to="/referrers" className="button button-quiet referrer-link">
                {t('directory.open')}
              </Link>
            )}
            {mayEnter && (
              <Button icon="plus" keys="n" onClick={newRequest}>
                {t('action.newRequest')}
              </Button>
            )}
          </>
        }
      />
      <div id="triage-desk" className="triage-desk" role="tabpanel" aria-label={t(`list.${list}`)}>
        <QueuePane
          list={list}
          queue={queue}
          words={words}
          selectedId={selectedId}
          onSelect={select}
          onEnter={primary}
          onMoveFromGone={index < 0 && chosenId !== null ? move : undefined}
          onNewRequest={mayEnter ? newRequest : undefined}
          ticked={ticked}
          onTick={(id) => tick([id])}
          batch={tickedRows.length > 0 && <BatchBar rows={tickedRows} onDone={batchDone} onClear={() => setTicked(new Set())} onChanged={batchChanged} />}
          filter={list === 'to-book' && (
            <TeamQueue
              role={role}
              onChange={(one) => {
                setRole(one);
                setChosenId(null);
              }}
            />
          )}
        />
        {selectedId === null ? (
          <div className="triage-nothing">{!queue.query.isPending && <p className="meta">{t('nothingSelected')}</p>}</div>
        ) : (
          <SelectedReferral key={`${selectedId} ${String(batches)}`} referralId={selectedId} drawer={drawer} onChanged={reload} onDecided={goOn} onReopen={setChosenId} onNext={() => move(1)} primaryRef={primaryRef} />
        )}
      </div>
    </div>
  );
}

function countOf(list: QueueListName, counts: QueueCounts | undefined): number | undefined {
  if (!counts) return undefined;
  switch (list) {
    case 'to-triage':
      return counts.toTriage + counts.emergencyCalls;
    case 'incomplete':
      return counts.incomplete;
    case 'to-book':
      return counts.toBook;
    case 'mine':
      return counts.mine;
    case 'opinions':
      return counts.opinions;
    case 'done':
      return undefined;
  }
}

interface SelectedReferralProps {
  readonly referralId: string;
  readonly drawer: Drawer;
  readonly onChanged: () => void;
  /** Decided and done with: on to the next line; false where there is none. */
  readonly onDecided: () => boolean;
  /** A decision was undone: its referral is shown again. */
  readonly onReopen: (referralId: string) => void;
  readonly onNext: () => void;
  /** Where the foot leaves what Enter does now. */
  readonly primaryRef: RefObject<() => void>;
}

/** The two panes of the referral that has the keyboard. */
function SelectedReferral({ referralId, drawer, ...desk }: SelectedReferralProps): ReactElement {
  const { t } = useTranslation('referrals');
  const words = useTriageWords();
  const referral = useQuery(api.referrals.open.queryOptions({ input: { referralId } }));
  const [onRead, noteOwnChange] = useChangedElsewhere(referral);
  const closedId = closedPatient(referral.error);
  if (closedId) {
    return (
      <div className="triage-nothing">
        <RestrictedRecord patientId={closedId} />
      </div>
    );
  }
  if (referral.isError) {
    return (
      <div className="triage-nothing">
        <ErrorNotice what={t('openFailed')} error={referral.error} onRetry={() => void referral.refetch()} />
      </div>
    );
  }
  if (!referral.data || !words) {
    return (
      <div className="triage-nothing">
        <SkeletonRows rows={10} />
      </div>
    );
  }
  const onChanged = (): void => {
    noteOwnChange();
    desk.onChanged();
  };
  const evidence = evidenceOf(referral.data.proposal?.explanation ?? null);
  return (
    <EvidenceLight>
      <RequestPane referral={referral.data} words={words} evidence={evidence} onChanged={onChanged} drawer={drawer} />
      {(!drawer.isNarrow || drawer.isOpen) && <ProposalPane referral={referral.data} words={words} evidence={evidence} {...desk} onChanged={onChanged} onRead={onRead} />}
    </EvidenceLight>
  );
}
