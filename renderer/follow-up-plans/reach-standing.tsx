import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { usePlanCommand } from './use-plan-command.ts';

/** In the record: whether the person is followed here no longer, and what was tried to reach them. */
export function ReachStanding({ patientId }: { readonly patientId: string }): ReactElement | null {
  const { t } = useTranslation('plans');
  const f = useFormat();
  const books = usePermission('appointment.book');
  const { data } = useQuery(api.recalls.standing.queryOptions({ input: { patientId } }));
  const returned = usePlanCommand((input: Parameters<typeof client.recalls.returned>[0]) => client.recalls.returned(input), { said: t('reach.returnedDone') });
  if (!data) return null;
  const { contacts, departure } = data;
  return (
    <>
      {departure && (
        <p className="note note-warn row">
          <Icon name="alert" />
          <span className="grow">{[t('reach.goneLine', { date: f.date(departure.sinceOn), reason: t(`departure.${departure.reason}`) }), departure.words, departure.by].filter(Boolean).join(' · ')}</span>
          {books && (
            <Button small disabled={returned.isPending} onClick={() => returned.mutate({ departureId: departure.id })}>
              {t('reach.returned')}
            </Button>
          )}
        </p>
      )}
      {contacts.length > 0 && (
        <Sheet title={t('reach.attempts')} note={contacts.length} padded>
          <ul>
            {contacts.slice(0, 10).map((one) => (
              <li key={one.id}>{[t('reach.last', { date: f.instantDate(one.at), way: t(`way.${one.way}`), outcome: t(`outcome.${one.outcome}`) }), one.words, one.by].filter(Boolean).join(' · ')}</li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  );
}
