import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#contract/permissions';
import type { ReferralRow } from '#contract/referrals';
import { AccessMark } from '../access/access-mark.tsx';
import { api } from '../link/client.ts';
import { ageAt, formatName } from '../text/format.ts';
import { type Format, useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { TimeLeft } from '../ui/time-left.tsx';
import { UrgencyBadge } from '../ui/urgency-badge.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';
import { useForecast } from './use-forecast.ts';
import { waitedSince } from './elapsed.ts';
import { roleIn } from './request-notes.tsx';
import type { TriageWords } from './use-triage-words.ts';

export const queueLists = ['to-triage', 'incomplete', 'to-book', 'mine', 'opinions', 'done'] as const;
export type QueueListName = (typeof queueLists)[number];

/** The lines of a work list as far as they are loaded. */
export function useQueue(list: QueueListName, role: Role | null) {
  const query = useInfiniteQuery(
    api.referrals.queue.infiniteOptions({
      input: (after: string | null) => ({ list, role: list === 'to-book' ? role : null, after, limit: 100 }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),
  );
  return { query, rows: query.data?.pages.flatMap((page) => page.rows) ?? [] };
}

export interface QueuePaneProps {
  readonly list: QueueListName;
  readonly queue: ReturnType<typeof useQueue>;
  readonly words: TriageWords | undefined;
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
  /** Enter on the selected line. */
  readonly onEnter: () => void;
  /** Set while the selected line has left the list: moves from the place it had. */
  readonly onMoveFromGone: ((step: 1 | -1) => void) | undefined;
  readonly onNewRequest: (() => void) | undefined;
  /** Lines ticked, for what is done with several at once. */
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (id: string) => void;
  /** Above the list. */
  readonly filter: ReactNode;
  /** What is done with the lines ticked, above the list: under it the toast would hide it. */
  readonly batch: ReactNode;
}

/** The queue at the left: two lines each, who and why, how long and until when. */
export function QueuePane({ list, queue, words, selectedId, onSelect, onEnter, onMoveFromGone, onNewRequest, ticked, onTick, filter, batch }: QueuePaneProps): ReactElement {
  const { t } = useTranslation('referrals');
  const f = useFormat();
  const { query, rows } = queue;
  const forecast = useForecast();
  const pane = useRef<HTMLElement>(null);
  const isEmpty = rows.length === 0;
  const tookKeyboard = useRef(false);
  useEffect(() => {
    // The desk is worked from the keyboard: on arriving, the queue takes it with its first line, unless somebody types.
    if (isEmpty || tookKeyboard.current) return;
    tookKeyboard.current = true;
    if (!document.activeElement?.matches('input, textarea')) pane.current?.querySelector<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true });
  }, [isEmpty]);
  const columns: readonly Column<ReferralRow>[] = [
    { key: 'class', header: <span className="visually-hidden">{t('queue.class')}</span>, width: '2.5rem', render: (row) => <TickBadge row={row} isTicked={ticked.has(row.id)} onTick={onTick} /> },
    { key: 'who', header: t('queue.who'), width: 'minmax(0, 1fr)', render: (row) => <Who row={row} words={words} f={f} /> },
    list === 'done'
      ? { key: 'outcome', header: t('queue.outcome'), width: 'max-content', numeric: true, render: (row) => <span className="meta">{t(row.state === 'booked' && row.seen ? 'state.seen' : `state.${row.state}`)}</span> }
      : { key: 'time', header: t('queue.timeLeft'), width: 'max-content', numeric: true, sorted: 'ascending', render: (row) => <Time row={row} f={f} willPass={forecast.has(row.id)} /> },
  ];
  return (
    <section
      ref={pane}
      className="triage-queue"
      aria-label={t(`list.${list}`)}
      onFocusCapture={(event) => {
        // The table chooses its first line on taking the keyboard; what is shown but not in this list stays chosen.
        if (onMoveFromGone) event.stopPropagation();
      }}
      onKeyDownCapture={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof Element) || event.target.closest('button')) return;
        const step = stepOf(event.key);
        if (event.key === 'Enter' && event.shiftKey) return;
        if (event.key === 'Enter') onEnter();
        else if (event.key === ' ' && selectedId !== null && event.target.matches('[role="grid"]')) onTick(selectedId);
        else if (step && onMoveFromGone) onMoveFromGone(step);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      {filter}
      {batch}
      {query.isError && <ErrorNotice what={t('queue.failed')} error={query.error} onRetry={() => void query.refetch()} />}
      <VirtualTable
        label={t(`list.${list}`)}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        selectedKey={selectedId}
        onSelect={onSelect}
        onOpen={(row) => onSelect(row.id)}
        onReachEnd={() => {
          if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
        }}
        loading={query.isPending}
        stale={query.isPlaceholderData}
        rowHeight={50}
        empty={
          <EmptyState
            sentence={t(`empty.${list}.sentence`)}
            hint={t(`empty.${list}.hint`)}
            action={
              list === 'to-triage' && onNewRequest ? (
                <Button keys="n" icon="plus" onClick={onNewRequest}>
                  {t('action.newRequest')}
                </Button>
              ) : undefined
            }
          />
        }
      />
    </section>
  );
}

function stepOf(key: string): 1 | -1 | null {
  if (key === 'j' || key === 'ArrowDown') return 1;
  return key === 'k' || key === 'ArrowUp' ? -1 : null;
}

/** The class of a line, and its tick: Space where the line has the keyboard, or the mouse. */
function TickBadge({ row, isTicked, onTick }: { readonly row: ReferralRow; readonly isTicked: boolean; readonly onTick: (id: string) => void }): ReactElement {
  const { t } = useTranslation('referrals');
  return (
    <button
      type="button"
      role="checkbox"
      className="triage-tick"
      aria-checked={isTicked}
      aria-label={t('batch.tick', { name: formatName(row.patient) })}
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation();
        onTick(row.id);
      }}
    >
      <QueueBadge row={row} />
      {isTicked && <Icon name="check" size="small" />}
    </button>
  );
}

function QueueBadge({ row }: { readonly row: ReferralRow }): ReactElement {
  const { t } = useTranslation('referrals');
  if (row.cls) return <UrgencyBadge urgency={row.cls} />;
  return (
    <span className="triage-unclassed" role="img" aria-label={t('queue.unclassed')} title={t('queue.unclassed')}>
      ?
    </span>
  );
}

function Who({ row, words, f }: { readonly row: ReferralRow; readonly words: TriageWords | undefined; readonly f: Format }): ReactElement {
  const { t } = useTranslation(['referrals', 'common']);
  const { patient } = row;
  const findings = words ? inOneBreath(row.leading.map(({ field, value }) => words.briefPhrase(field, value))) : '';
  const reason = words && row.reasonCode ? words.reason(row.reasonCode) : '';
  return (
    <div className="triage-line">
      <div className="row">
        <b className="ellipsis">{formatName(patient)}</b>
        <AccessMark access={patient.access} />
        <span className="meta no-wrap">
          {shortAge(patient.birthDate, f)} {t(`common:sex.${patient.administrativeSex}`)}
        </span>
      </div>
      <div className="meta ellipsis">{[row.claimedBy, findings || reason || row.words || (patient.access === 'closed' ? t('queue.closed') : t('queue.nothingSaid'))].filter(Boolean).join(' · ')}</div>
    </div>
  );
}

/** "72" for years, which need no unit in a list; "14 mois" for a small child. */
function shortAge(birthDate: string | null, f: Format): string {
  const age = birthDate === null ? null : ageAt(birthDate, f.today);
  return age?.unit === 'year' ? String(age.value) : f.age(birthDate);
}

/** Findings one after the other: "Psoriasis, dactylite, CRP 54 mg/L"; abbreviations keep their capitals. */
function inOneBreath(phrases: readonly string[]): string {
  return phrases.map((phrase, index) => (index > 0 && /^\p{Lu}\p{Ll}/u.test(phrase) ? phrase.charAt(0).toLowerCase() + phrase.slice(1) : phrase)).join(', ');
}

function Time({ row, f, willPass }: { readonly row: ReferralRow; readonly f: Format; readonly willPass: boolean }): ReactElement {
  const { t } = useTranslation(['referrals', 'common']);
  if (row.emergencyCallPending) {
    return (
      <div className="triage-time">
        <span className="time-left danger">
          <Icon name="phone" size="small" />
          {t('referrals:queue.toCall')}
        </span>
        <span className="micro">{t('referrals:queue.sentToEmergency')}</span>
      </div>
    );
  }
  if (row.daysLeft === null || row.dueOn === null) {
    return (
      <div className="triage-time">
        <span className="time-left warn">
          <Icon name="alert" size="small" />
          {t('referrals:queue.ageUnknown')}
        </span>
        <span className="micro">{t('referrals:queue.toComplete')}</span>
      </div>
    );
  }
  const immediate = row.cls === 'URG' && row.proposed;
  const mark = row.returned ? t('referrals:queue.returnedFrom', { role: roleIn(t, row.returned.from) }) : row.opinionOf !== null ? t('referrals:queue.opinionAwaited') : row.advicePending ? t('referrals:queue.adviceDue') : row.asked ? t('referrals:queue.asked') : row.paused ? t('referrals:delay.mark') : willPass && row.daysLeft >= 0 ? t('referrals:forecast.mark') : null;
  return (
    <div className="triage-time">
      <TimeLeft days={row.daysLeft} immediate={immediate} />
      <span className={mark ? 'micro warn' : 'micro'}>{mark ?? (immediate ? t('referrals:queue.waiting', { time: waitedSince(row.receivedAt, t) }) : f.relativeDay(row.dueOn))}</span>
    </div>
  );
}
