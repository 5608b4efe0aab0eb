import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { RailCount } from '../frame/rail.tsx';
import { useCaller } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { CallDueLine, DoseDueLine } from './due-lines.tsx';
import { EscalationLine } from './escalation-line.tsx';

const shownLines = 5;
const everyMinute = 60_000;
/** Days ahead of which doses are shown in Today: when the first item of a checklist opens. */
const daysAhead = 3;

function useWaiting() {
  return useQuery(api.escalations.list.queryOptions({ input: { standing: 'waiting', after: null, limit: shownLines }, refetchInterval: everyMinute }));
}

/** On the rail: escalations nobody has answered. */
export function EscalationCount(): ReactElement | null {
  return <RailCount value={useWaiting().data?.waiting} />;
}

/** In Today: escalations that wait for somebody, before anything else; none takes no room. */
export function TodayEscalations(): ReactElement | null {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const navigate = useNavigate();
  const waiting = useWaiting();
  if (waiting.isError) return <ErrorNotice what={t('failed')} error={waiting.error} onRetry={() => void waiting.refetch()} />;
  if (!waiting.data || waiting.data.waiting === 0) return null;
  return (
    <Sheet title={t('escalations.title')} note={[f.number(waiting.data.waiting), waiting.data.late > 0 && t('escalations.late', { count: waiting.data.late })].filter(Boolean).join(', ')} actions={<Button small tone="text" onClick={() => void navigate({ to: '/escalations' })}>{t('escalations.all')}</Button>}>
      <ul>{waiting.data.rows.map((row) => <EscalationLine key={row.escalation.id} row={row} now={waiting.data.now} isAnswering={false} onAnswer={() => void navigate({ to: '/escalations' })} />)}</ul>
    </Sheet>
  );
}

/**
 * In Today: doses near and calls to make; nothing to do takes no room. They stand before one's other lists where one of
 * them waits for a role of the person signed in (`mine`), after them where all wait for somebody else (`others`).
 */
export function TodayDoses({ place }: { readonly place: 'mine' | 'others' }): ReactElement | null {
  const { t } = useTranslation('doses');
  const navigate = useNavigate();
  const { roles } = useCaller();
  const doses = useQuery(api.doses.due.queryOptions({ input: { within: daysAhead, site: 'home', after: null } }));
  const calls = useQuery(api.toxicityCalls.due.queryOptions({ input: { after: null, limit: shownLines } }));
  const failed = place === 'mine' ? [doses, calls].find(({ isError }) => isError) : undefined;
  const shownDoses = doses.data?.rows.slice(0, shownLines) ?? [];
  const awaited = new Set<string>([...shownDoses.flatMap(({ to }) => to), ...(calls.data?.rows.flatMap((row) => row.roles) ?? [])]);
  const isMine = roles.some((role) => awaited.has(role));
  if (!failed && isMine !== (place === 'mine')) return null;
  return (
    <>
      {failed && <ErrorNotice what={t('failed')} error={failed.error} onRetry={() => void failed.refetch()} />}
      {shownDoses.length > 0 && (
        <Sheet title={t('due.today')} actions={<Button small tone="text" onClick={() => void navigate({ to: '/doses' })}>{t('due.all')}</Button>}>
          <ul>{shownDoses.map((row) => <DoseDueLine key={row.doseId} row={row} />)}</ul>
        </Sheet>
      )}
      {calls.data && calls.data.rows.length > 0 && (
        <Sheet title={t('due.calls')} actions={<Button small tone="text" onClick={() => void navigate({ to: '/doses' })}>{t('due.allCalls')}</Button>}>
          <ul>{calls.data.rows.map((row) => <CallDueLine key={row.callId} row={row} />)}</ul>
        </Sheet>
      )}
    </>
  );
}
