import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitTypeEntry } from '#contract/visit-types';
import { api } from '../../link/client.ts';
import { useFormat } from '../../text/use-format.ts';
import { Chip } from '../../ui/chip.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EntriesPage, EntryLink, useShownEntry } from '../entries/entries-page.tsx';
import { useVisitWords } from '../visit-words.ts';
import { TypePane } from './type-pane.tsx';

/** The types of visits: how long they take, the time around them, who holds them, for which requests and how. */
export function TypesPage(): ReactElement {
  const { t } = useTranslation(['visit-types', 'common']);
  const list = useQuery(api.visitTypes.list.queryOptions());
  const types = list.data?.types ?? [];
  const { shown, show, close } = useShownEntry();
  const type = types.find(({ code }) => code === shown);
  const isOpen = (shown === 'new' || type !== undefined) && list.data !== undefined;
  return (
    <EntriesPage
      part="visitTypes"
      title={t('visit-types:title')}
      note={t('visit-types:note')}
      add={t('visit-types:add')}
      onAdd={() => show('new')}
      pane={isOpen ? <TypePane key={shown} type={type ?? null} onShow={show} onClose={close} /> : null}
    >
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
              <TypeRow key={one.code} type={one} isShown={one.code === shown} onShow={show} />
            ))}
          </tbody>
        </table>
      )}
    </EntriesPage>
  );
}

function TypeRow({ type, isShown, onShow }: { readonly type: VisitTypeEntry; readonly isShown: boolean; readonly onShow: (code: string) => void }): ReactElement {
  const { t } = useTranslation(['visit-types', 'common', 'appointments']);
  const f = useFormat();
  const words = useVisitWords();
  const all = t('visit-types:all');
  return (
    <tr aria-selected={isShown}>
      <td className="account-held">
        <EntryLink id={type.code} name={type.label[f.language]} onShow={onShow} />{' '}
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
