import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitTypeEntry } from '#contract/visit-types';
import { AdministrationBar } from '../../administration/administration-bar.tsx';
import { api } from '../../link/client.ts';
import { useFormat } from '../../text/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useShortcut } from '../../ui/shortcut.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useVisitWords } from '../visit-words.ts';
import { TypePane } from './type-pane.tsx';

/** The types of visits: how long they take, the time around them, who holds them, for which requests and how. */
export function TypesPage(): ReactElement {
  const { t } = useTranslation(['visit-types', 'common']);
  const list = useQuery(api.visitTypes.list.queryOptions());
  const types = list.data?.types ?? [];
  const [shown, setShown] = useState<string | null>(null);
  const type = types.find(({ code }) => code === shown);
  const isOpen = shown === 'new' || type !== undefined;
  const close = (): void => {
    document.querySelector<HTMLElement>(`[data-type="${shown ?? ''}"]`)?.focus();
    setShown(null);
  };
  useShortcut('n', () => setShown('new'), { label: t('visit-types:add') });
  return (
    <div className="page">
      <AdministrationBar
        current="visitTypes"
        actions={
          <Button tone={isOpen ? 'default' : 'primary'} icon="plus" keys="n" onClick={() => setShown('new')}>
            {t('visit-types:add')}
          </Button>
        }
      />
      <div id="administration-panel" role="tabpanel" aria-label={t('visit-types:title')} className={isOpen ? 'page-body account-columns' : 'page-body'}>
        <Sheet title={t('visit-types:title')} note={t('visit-types:note')}>
          {list.isError && <ErrorNotice what={t('visit-types:failed')} error={list.error} onRetry={() => void list.refetch()} />}
          {list.isPending && <SkeletonRows rows={8} />}
          {types.length > 0 && (
            <table className="table account-table">
              <thead>
                <tr>
                  <th scope="col">{t('visit-types:name')}</th>
                  <th scope="col">{t('visit-types:length')}</th>
                  <th scope="col">{t('visit-types:around')}</th>
                  <th scope="col">{t('visit-types:who')}</th>
                  <th scope="col">{t('visit-types:how')}</th>
                  <th scope="col">{t('visit-types:classes')}</th>
                </tr>
              </thead>
              <tbody>
                {types.map((one) => (
                  <TypeRow key={one.code} type={one} isShown={one.code === shown} onShow={() => setShown(one.code)} />
                ))}
              </tbody>
            </table>
          )}
        </Sheet>
        {isOpen && list.data && <TypePane key={shown} type={type ?? null} onShow={setShown} onClose={close} />}
      </div>
    </div>
  );
}

function TypeRow({ type, isShown, onShow }: { readonly type: VisitTypeEntry; readonly isShown: boolean; readonly onShow: () => void }): ReactElement {
  const { t } = useTranslation(['visit-types', 'common', 'appointments']);
  const f = useFormat();
  const words = useVisitWords();
  const all = t('visit-types:all');
  return (
    <tr aria-selected={isShown}>
      <td className="account-held">
        <button type="button" data-type={type.code} className="link-button account-name" onClick={onShow}>
          {type.label[f.language]}
        </button>{' '}
        {type.retired && <Chip tone="plain">{t('visit-types:retired')}</Chip>}
      </td>
      <td>{type.minutes === null ? t('visit-types:usual') : t('appointments:slot.minutes', { count: type.minutes })}</td>
      <td>{type.bufferBefore === 0 && type.bufferAfter === 0 ? t('visit-types:noBuffer') : t('visit-types:buffers', { before: type.bufferBefore, after: type.bufferAfter })}</td>
      <td className="account-held">{type.roles.map(words.role).join(', ') || all}</td>
      <td className="account-held">{type.modalities.map((one) => t(`common:modality.${one}`)).join(', ') || t('visit-types:byPurpose')}</td>
      <td>{type.classes.join(', ') || all}</td>
    </tr>
  );
}
