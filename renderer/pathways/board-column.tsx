import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '#contract/index.ts';
import type { BoardRow } from '#contract/pathways.ts';
import { api } from '../link/client.ts';
import { formatName } from '../text/format.ts';
import { useFormat } from '../text/use-format.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';

interface BoardColumnProps {
  readonly pathway: string;
  readonly column: Outputs['pathways']['board']['columns'][number];
}

/** People of one phase, the longest there first; each opens their record at the pathway. */
export function BoardColumn({ pathway, column }: BoardColumnProps): ReactElement {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const people = useInfiniteQuery(
    api.pathways.column.infiniteOptions({ input: (after: string | null) => ({ code: pathway, column: column.code, after }), initialPageParam: null as string | null, getNextPageParam: (page) => page.next, enabled: column.count > 0 }),
  );
  const rows = column.count === 0 ? [] : (people.data?.pages.flatMap((page) => page.rows) ?? []);
  const title = column.label?.[f.language] ?? t(`column.${column.code as 'proposed'}`);
  return (
    <Sheet title={title} note={f.number(column.count)} className="pathway-column">
      {column.site && <p className="meta pathway-site">{t(`site.${column.site}`)}</p>}
      {people.isError && <ErrorNotice what={t('failed')} error={people.error} onRetry={() => void people.refetch()} />}
      {column.count > 0 && people.isPending && <SkeletonRows rows={3} />}
      {column.count === 0 && <p className="meta pathway-nobody">{t('board.nobody')}</p>}
      <ul>
        {rows.map((row) => (
          <PersonCard key={row.enrolmentId} row={row} />
        ))}
      </ul>
      {people.hasNextPage && (
        <div className="sheet-body">
          <Button small disabled={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
            {t('board.more')}
          </Button>
        </div>
      )}
    </Sheet>
  );
}

function PersonCard({ row }: { readonly row: BoardRow }): ReactElement {
  const { t } = useTranslation('pathways');
  const f = useFormat();
  const { patient, since, phase, reason, gate, next } = row;
  return (
    <li>
      <Link to="/patients/$patientId" params={{ patientId: patient.id }} search={{ tab: 'pathway' }} className="pathway-card">
        <span className="row">
          <b className="ellipsis">{formatName(patient)}</b> <span className="meta no-wrap">{f.age(patient.birthDate)}</span>
        </span>
        <span className="meta">{[reason?.[f.language], reason && phase?.[f.language], t('board.since', { date: f.date(since) })].filter(Boolean).join(' · ')}</span>
        {next && (
          <span className={next.isLate ? 'meta row danger' : 'meta row'}>
            {next.isLate && <Icon name="alert" size="small" />}
            {t(next.isLate ? 'board.late' : 'board.next', { label: next.label[f.language], date: f.date(next.dueOn, 'short') })}
          </span>
        )}
        {gate && <span className={gate.unmet === 0 ? 'meta ok' : 'meta'}>{gate.unmet === 0 ? t('board.gateOpen', { date: f.date(gate.from, 'short') }) : t('board.gate', { date: f.date(gate.from, 'short'), count: gate.unmet })}</span>}
        {row.otherwise > 0 && <span className="meta">{t('board.otherwise', { count: row.otherwise })}</span>}
      </Link>
    </li>
  );
}
