import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../link/client.ts';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EntriesPage, EntryLink, useShownEntry } from '../entries/entries-page.tsx';
import { useVisitWords } from '../visit-words.ts';
import { SiteResources } from '../resources/site-resources.tsx';
import { SitePane } from './site-pane.tsx';

/** Where the clinic sees people: its sites, each with its address, its zone and its holidays. */
export function SitesPage(): ReactElement {
  const { t } = useTranslation(['sites', 'absences']);
  const words = useVisitWords();
  const list = useQuery(api.sites.list.queryOptions());
  const sites = list.data?.sites ?? [];
  const { shown, show, close } = useShownEntry();
  const site = sites.find(({ id }) => id === shown);
  const isOpen = (shown === 'new' || site !== undefined) && list.data !== undefined;
  return (
    <EntriesPage
      part="sites"
      title={t('sites:title')}
      note={t('sites:note')}
      add={t('sites:add')}
      onAdd={() => show('new')}
      pane={
        isOpen ? (
          <div className="stack">
            <SitePane key={shown} site={site ?? null} clinicZone={list.data.zone} onShow={show} onClose={close} />
            {site && <SiteResources key={`resources ${site.id}`} siteId={site.id} siteName={site.name} />}
          </div>
        ) : null
      }
      below={!isOpen && list.data && sites.length === 0 && <SiteResources siteId={null} siteName={t('sites:clinicItself')} />}
    >
      {list.isError && <ErrorNotice what={t('sites:failed')} error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <SkeletonRows rows={3} />}
      {list.data && sites.length === 0 && <EmptyState sentence={t('sites:none')} hint={t('sites:noneHint', { zone: words.zone(list.data.zone) })} />}
      {sites.length > 0 && (
        <table className="table account-table">
          <thead>
            <tr>
              <th scope="col">{t('sites:name')}</th>
              <th scope="col">{t('sites:where')}</th>
              <th scope="col">{t('sites:zone')}</th>
              <th scope="col">{t('sites:holidays')}</th>
              <th scope="col">{t('sites:use')}</th>
            </tr>
          </thead>
          <tbody>
            {sites.map((one) => (
              <tr key={one.id} aria-selected={one.id === shown}>
                <td>
                  <EntryLink id={one.id} name={one.name} onShow={show} />
                </td>
                <td>{[one.address, one.city].filter(Boolean).join(', ')}</td>
                <td>{words.zone(one.zone)}</td>
                <td>{one.holidays === null ? t('sites:holidaysOfClinic') : t(`absences:calendar.${one.holidays.calendar}`)}</td>
                <td>{one.retired ? <Chip tone="plain">{t('sites:retired')}</Chip> : t('sites:openings', { count: one.openings })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </EntriesPage>
  );
}
