import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../link/client.ts';
import { AdministrationBar } from '../../administration/administration-bar.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useVisitWords } from '../visit-words.ts';
import { SiteResources } from '../resources/site-resources.tsx';
import { SitePane } from './site-pane.tsx';

/** Where the clinic sees people: its sites, each with its address, its zone and its holidays. */
export function SitesPage(): ReactElement {
  const { t } = useTranslation(['sites', 'absences']);
  const words = useVisitWords();
  const list = useQuery(api.sites.list.queryOptions());
  const sites = list.data?.sites ?? [];
  const [shown, setShown] = useState<string | null>(null);
  const site = sites.find(({ id }) => id === shown);
  const isOpen = shown === 'new' || site !== undefined;
  const close = (): void => {
    document.querySelector<HTMLElement>(`[data-site="${shown ?? ''}"]`)?.focus();
    setShown(null);
  };
  useShortcut('n', () => setShown('new'), { label: t('sites:add') });
  return (
    <div className="page">
      <AdministrationBar
        current="sites"
        actions={
          <Button tone={isOpen ? 'default' : 'primary'} icon="plus" keys="n" onClick={() => setShown('new')}>
            {t('sites:add')}
          </Button>
        }
      />
      <div id="administration-panel" role="tabpanel" aria-label={t('sites:title')} className={isOpen ? 'page-body account-columns' : 'page-body'}>
        <Sheet title={t('sites:title')} note={t('sites:note')}>
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
                      <button type="button" data-site={one.id} className="link-button account-name" onClick={() => setShown(one.id)}>
                        {one.name}
                      </button>
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
        </Sheet>
        {isOpen && list.data && (
          <div className="stack">
            <SitePane key={shown} site={site ?? null} clinicZone={list.data.zone} onShow={setShown} onClose={close} />
            {site && <SiteResources key={`resources ${site.id}`} siteId={site.id} siteName={site.name} />}
          </div>
        )}
        {!isOpen && list.data && sites.length === 0 && <SiteResources siteId={null} siteName={t('sites:clinicItself')} />}
      </div>
    </div>
  );
}
