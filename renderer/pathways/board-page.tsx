import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../link/client.ts';
import { usePermission } from '../session/session-state.ts';
import { useFormat } from '../text/use-format.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { PageBar } from '../ui/page-bar.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { BoardColumn } from './board-column.tsx';

/** The board of a pathway: a column a phase, who is in it, what their next gate waits for. */
export function BoardPage(): ReactElement {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const navigate = useNavigate();
  const mayManage = usePermission('pathway.manage');
  const { code: asked } = useSearch({ from: '/pathways' });
  const board = useQuery(api.pathways.board.queryOptions({ input: { code: asked ?? null }, placeholderData: keepPreviousData }));
  const { data } = board;
  const code = asked ?? data?.code ?? '';
  return (
    <div className="page">
      <PageBar
        title={t('board.title')} note={data?.code === code ? t('board.over', { completed: data.completed, left: data.left }) : undefined}
        actions={
          <span className="row">
          {mayManage && <Link to="/administration/pathways" search={{ code }}>{t('board.definition')}</Link>}
          <label className="row">
            <span className="meta">{t('board.pathway')}</span>
            <select className="input pathway-choice" value={code} onChange={(event) => void navigate({ to: '/pathways', search: { code: event.target.value }, replace: true })}>
              {data?.pathways.map((one) => (
                <option key={one.code} value={one.code}>
                  {t('board.choice', { label: one.isRetired ? t('retire.named', { label: one.label[f.language] }) : one.label[f.language], people: f.number(one.people) })}
                </option>
              ))}
            </select>
          </label>
          </span>
        }
      />
      <div className="page-body pathway-board-page">
        {board.isError && <ErrorNotice what={t('failed')} error={board.error} onRetry={() => void board.refetch()} />}
        {data?.code !== code && !board.isError && <SkeletonRows rows={10} />}
        {data?.code === code && (
          <>
            <p className="meta">{data.about[f.language]}</p>
            <div className="pathway-board">
              {data.columns.map((column) => (
                <BoardColumn key={column.code} pathway={code} column={column} />
              ))}
            </div>
          </>
        )}
      </div>
    </div>
  );
}
