import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 } from 'uuid';
import type { CalendarFeed } from '#contract/calendars';
import { api } from '../../link/client.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useToast } from '../../ui/toast.tsx';
import { CopyButton } from '../copy-button.tsx';

export interface FeedListProps {
  readonly practitionerId: string;
  readonly feeds: readonly CalendarFeed[];
  readonly mayChange: boolean;
  readonly mayName: boolean;
}

/** The desktop program listens to nobody: addresses are the server's. */
const isServed = location.protocol.startsWith('http');

/** Addresses at which other programs read a professional's visits: opened, shown once, closed. */
export function FeedList({ practitionerId, feeds, mayChange, mayName }: FeedListProps): ReactElement {
  const { t } = useTranslation('calendars');
  const f = useFormat();
  const toast = useToast();
  const queries = useQueryClient();
  const [withNames, setWithNames] = useState(false);
  const reload = (): Promise<void> => queries.invalidateQueries({ queryKey: api.calendars.key() });
  const open = useMutation(api.calendars.openFeed.mutationOptions({ onSuccess: reload }));
  const close = useMutation(
    api.calendars.closeFeed.mutationOptions({
      onSuccess: async () => {
        open.reset();
        toast({ text: t('feed.closed') });
        await reload();
      },
    }),
  );
  const send = (): void => open.mutate({ feedId: v7(), practitionerId, language: f.language, withNames });
  const address = open.data ? new URL(open.data.path, location.origin).href : null;
  return (
    <Sheet title={t('feed.title')} padded>
      <div className="stack">
        <p className="meta">{t(isServed ? 'feed.note' : 'feed.desktop')}</p>
        {feeds.length === 0 && <p className="ink-2">{t('feed.none')}</p>}
        <ul className="holiday-list" aria-label={t('feed.title')}>
          {feeds.map((feed) => (
            <li key={feed.id} className="row">
              <span className="grow">
                {t('feed.opened', { when: f.instant(feed.openedAt), who: feed.openedBy ?? '' })} <Chip>{t(feed.withNames ? 'feed.named' : 'feed.unnamed')}</Chip>{' '}
                <span className="meta">{feed.lastReadAt ? t('feed.lastRead', { when: f.instant(feed.lastReadAt) }) : t('feed.neverRead')}</span>
              </span>
              {mayChange && (
                <Button small label={t('feed.closeOf', { when: f.instant(feed.openedAt) })} disabled={close.isPending} onClick={() => close.mutate({ feedId: feed.id })}>
                  {t('feed.close')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {close.isError && <ErrorNotice what={t('feed.notClosed')} error={close.error} />}
        {address !== null && (
          <div className="note note-ok" role="status">
            <div className="stack">
              <span>{t('feed.once')}</span>
              <code className="schedule-link">{address}</code>
              <CopyButton text={address} label={t('feed.copy')} />
            </div>
          </div>
        )}
        {mayChange && isServed && (
          <>
            {mayName && <Checkbox label={t('feed.withNames')} checked={withNames} onChange={(event) => setWithNames(event.target.checked)} />}
            {open.isError && <ErrorNotice what={t('feed.failed')} error={open.error} onRetry={send} />}
            <div>
              <Button icon="plus" disabled={open.isPending} onClick={send}>
                {t('feed.open')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Sheet>
  );
}
