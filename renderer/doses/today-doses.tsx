import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { RailCount } from '../frame/rail.tsx';
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

/** In Today: escalations that wait, calls to make and doses near; nothing to do takes no room. */
export function TodayDoses(): ReactElement | null {
  const { t } = useTranslation('doses');
  const f = useFormat();
  const navigate = useNavigate();
  const waiting = useWaiting();
  const doses = useQuery(api.doses.due.queryOptions({ input: { within: daysAhead, site: 'home', after: null } }));
  const calls = useQuery(api.toxicityCalls.due.queryOptions({ input: { after: null, limit: shownLines } }));
  const failed = [waiting, doses, calls].find(({ isError }) => isError);
  const shownDoses = doses.data?.rows.slice(0, shownLines) ?? [];
  return (
    <>
      {failed && <ErrorNotice what={t('failed')} error={failed.error} onRetry={() => void failed.refetch()} />}
      {waiting.data && waiting.data.waiting > 0 && (
        <Sheet title={t('escalations.title')} note={[f.number(waiting.data.waiting), waiting.data.late > 0 && t('escalations.late', { count: waiting.data.late })].filter(Boolean).join(', ')} actions={<Button small tone="text" onClick={() => void navigate({ to: '/escalations' })}>{t('escalations.all')}</Button>}>
          <ul>{waiting.data.rows.map((row) => <EscalationLine key={row.escalation.id} row={row} now={waiting.data.now} isAnswering={false} onAnswer={() => void navigate({ to: '/escalations' })} />)}</ul>
        </Sheet>
      )}
      {shownDoses.length > 0 && (
        <Sheet title={t('due.today')} actions={<Button small tone="text" onClick={() => void navigate({ to: '/doses' })}>{t('due.all')}</Button>}>
          <ul>{shownDoses.map((row) => <DoseDueLine key={row.doseId} row={row} />)}</ul>
        </Sheet>
      )}
      {calls.data && calls.data.rows.length > 0 && (
        <Sheet title={t('due.calls')} actions={<Button small tone="text" onClick={() => void navigate({ to: '/doses' })}>{t('due.all')}</Button>}>
          <ul>{calls.data.rows.map((row) => <CallDueLine key={row.callId} row={row} />)}</ul>
        </Sheet>
      )}
    </>
  );
}
